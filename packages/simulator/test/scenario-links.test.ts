import { describe, expect, it } from 'vitest'
import { type ScenarioLink, ScenarioLinks } from '../src/scenario-links.ts'
import { ScenarioOrder } from '../src/scenario-trace.ts'

function linked(): { readonly links: ScenarioLinks; readonly link: ScenarioLink } {
  const links = new ScenarioLinks(new ScenarioOrder())
  const link = links.dial(1, 2, 'learner')
  take(links)
  return { links, link }
}

/** What moves next, in words. */
function take(links: ScenarioLinks): string {
  const move = links.next()
  move?.lane.items.shift()
  if (move === null) return 'nothing'
  const what = move.item.type === 'message' ? move.item.message.type : move.item.type
  return `${move.lane.from}->${move.lane.to} ${what}`
}

describe('links of a scenario', () => {
  it('carry messages oldest first, each way in order', () => {
    const { links, link } = linked()
    link.send(1, { type: 'ack', zxid: 1 as never })
    link.send(2, { type: 'commit', zxid: 1 as never })
    link.send(1, { type: 'pong', sequence: 1 })
    expect([take(links), take(links), take(links), take(links)]).toEqual(['1->2 ack', '2->1 commit', '1->2 pong', 'nothing'])
  })

  it('hold a type of message, and what comes after it', () => {
    const { links, link } = linked()
    links.hold(1, 2, 'ack')
    link.send(1, { type: 'pong', sequence: 1 })
    link.send(1, { type: 'ack', zxid: 1 as never })
    link.send(1, { type: 'pong', sequence: 2 })
    expect([take(links), take(links)]).toEqual(['1->2 pong', 'nothing'])
    expect(links.release(1, 2, 'ack')).toBe(true)
    expect([take(links), take(links)]).toEqual(['1->2 ack', '1->2 pong'])
  })

  it('close behind what is on its way, and let the one who closed hear nothing more', () => {
    const { links, link } = linked()
    link.send(1, { type: 'pong', sequence: 1 })
    link.send(2, { type: 'ping', sequence: 2 })
    link.close(1, 'enough')
    link.send(2, { type: 'ping', sequence: 3 })
    expect([take(links), take(links), take(links), take(links)]).toEqual(['1->2 pong', '2->1 closed', '1->2 closed', 'nothing'])
  })

  it('lose what is on its way when they break', () => {
    const { links, link } = linked()
    link.send(1, { type: 'pong', sequence: 1 })
    expect(link.break('cut').map(({ message }) => message.type)).toEqual(['pong'])
    expect([take(links), take(links), take(links)]).toEqual(['1->2 closed', '2->1 closed', 'nothing'])
  })
})
