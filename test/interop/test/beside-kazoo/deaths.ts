import { expect, it } from 'vitest'
import { enter } from '../../src/exclusion.ts'
import { ANSWER_MS_MAX, TEST_MS_MAX } from '../../src/limits.ts'
import type { Match } from '../../src/match.ts'
import type { Rival } from '../../src/rival.ts'
import { waitUntil } from '../../src/wait-until.ts'
import { EXCLUSIVE } from './stands.ts'

/** What becomes of what a killed process had. */
export function describeDeaths(match: () => Match): void {
  it.concurrent('hand over to the other when the holder is killed, back and forth', async () => {
    const { theirs, referee } = match()
    const [first, second] = [match().anotherOfTheirs(), match().anotherOfOurs()]
    await Promise.all(EXCLUSIVE.map((stand) => enter({ rival: first, stand }, `/killed-${stand.kind}`, 'first')))
    const standBehind = (rival: Rival, name: string) =>
      Promise.all(EXCLUSIVE.map((stand) => referee.standBehind(`/killed-${stand.kind}`, { rival, stand }, name)))
    const seconds = await standBehind(second, 'second')
    await first.kill()
    await Promise.all(seconds.map(({ entered }) => entered))
    const thirds = await standBehind(theirs, 'third')
    await second.kill()
    await Promise.all(thirds.map(({ entered }) => entered))
  }, TEST_MS_MAX)

  it.concurrent('leave each other what is taken and not acknowledged, and get it when the taker is killed', async () => {
    const { ours, theirs } = match()
    const inherit = async (victim: Rival, heir: Rival, name: string): Promise<void> => {
      const queue = { kind: 'locking-queue', path: `/locking-${name}` }
      for (const data of ['first', 'second', 'third']) await heir.ask('put', { ...queue, data })
      expect(await victim.ask('take', { ...queue, handle: 'a' })).toBe('first')
      await victim.ask('ack', { handle: 'a' })
      expect(await victim.ask('take', { ...queue, handle: 'b' })).toBe('second')
      expect(await heir.ask('take', { ...queue, handle: name })).toBe('third')
      await heir.ask('ack', { handle: name })
      const late = heir.ask('take', { ...queue, handle: `late ${name}` })
      await victim.kill()
      expect(await late).toBe('second')
      await heir.ask('ack', { handle: `late ${name}` })
    }
    await Promise.all([inherit(match().anotherOfOurs(), theirs, 'of-ours'), inherit(match().anotherOfTheirs(), ours, 'of-theirs')])
  }, TEST_MS_MAX)

  it.concurrent('see who is at the party, and who is gone', async () => {
    const { ours, theirs } = match()
    const party = { kind: 'party', path: '/party' }
    const [victimOfOurs, victimOfTheirs] = [match().anotherOfOurs(), match().anotherOfTheirs()]
    await Promise.all([[ours, 'a'], [theirs, 'b'], [victimOfOurs, 'c'], [victimOfTheirs, 'd']].map(([rival, name]) =>
      (rival as Rival).ask('join', { ...party, name })))
    for (const rival of [ours, theirs]) expect(await rival.ask('members', party)).toEqual(['a', 'b', 'c', 'd'])
    await Promise.all([victimOfOurs.kill(), victimOfTheirs.kill()])
    for (const rival of [ours, theirs]) {
      await waitUntil(() => 'the dead to leave', ANSWER_MS_MAX, async () => (await rival.ask<string[]>('members', party)).join() === 'a,b')
    }
  }, TEST_MS_MAX)
}
