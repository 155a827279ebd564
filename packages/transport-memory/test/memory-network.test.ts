import { type Ensemble, PEER_CONNECT_TIMEOUT_MS, type PeerHandler, type PeerLink, type PeerLinkHandler, type PeerMessage, type PeerTransport } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { memoryNetwork, memoryPeers } from '../src/index.ts'
import { LINK_SILENCE_MS } from '../src/limits.ts'
import { ManualTimers } from './manual-timers.ts'

const ENSEMBLE: Ensemble = {
  clusterId: 'lab',
  members: [1, 2].map((id) => ({ id, role: 'voter', addresses: [] })),
  quorum: { voters: new Set([1, 2]), isQuorum: () => true },
}

class End implements PeerLinkHandler {
  link: PeerLink | null = null
  readonly told: (number | string)[] = []

  opened(link: PeerLink): void {
    this.link = link
  }

  messages(messages: readonly PeerMessage[]): void {
    for (const message of messages) this.told.push(message.type === 'ping' ? message.sequence : message.type)
  }

  drained(): void {
    this.told.push('drained')
  }

  closed(reason: string): void {
    this.told.push(reason)
  }

  ping(sequence: number): void {
    this.link?.send([{ type: 'ping', sequence }])
  }
}

class Seat implements PeerHandler {
  readonly transport: PeerTransport
  accepting = new End()

  constructor(serverId: number, lab: Lab) {
    this.transport = memoryPeers(lab.network)({ timers: lab.timers, serverId, ensemble: ENSEMBLE })
  }

  accepted(link: PeerLink): PeerLinkHandler {
    this.accepting.link = link
    return this.accepting
  }
}

class Lab {
  readonly timers = new ManualTimers()
  readonly network = memoryNetwork()
  readonly one = new Seat(1, this)
  readonly two = new Seat(2, this)

  async start(): Promise<this> {
    for (const seat of [this.one, this.two]) await seat.transport.start(seat)
    return this
  }

  dial(): End {
    const end = new End()
    this.two.transport.connect(1, 'learner', end)
    this.timers.run()
    return end
  }
}

describe('memoryNetwork', () => {
  it('delivers at the end of the turn, never inside send', async () => {
    const lab = await new Lab().start()
    const end = lab.dial()
    end.ping(1)
    expect(lab.one.accepting.told).toEqual([])
    lab.timers.run()
    expect(lab.one.accepting.told).toEqual([1])
  })

  it('holds what is sent over a wire that is cut, and delivers it in order when it is healed', async () => {
    const lab = await new Lab().start()
    const end = lab.dial()
    lab.network.cut(1, 2)
    end.ping(1)
    lab.one.accepting.ping(2)
    lab.timers.run()
    expect([lab.one.accepting.told, end.told]).toEqual([[], []])
    expect(end.link?.queuedBytes).toBeGreaterThan(0)
    lab.network.heal(1, 2)
    end.ping(3)
    lab.timers.run()
    expect([lab.one.accepting.told, end.told]).toEqual([[1, 3], [2]])
    expect([end.link?.queuedBytes, lab.timers.pending]).toEqual([0, 0])
  })

  it('cuts one direction only when asked, and the link closes on both sides all the same', async () => {
    const lab = await new Lab().start()
    const end = lab.dial()
    lab.network.cut(2, 1, { oneWay: true })
    end.ping(1)
    lab.one.accepting.ping(2)
    lab.timers.run()
    expect([lab.one.accepting.told, end.told]).toEqual([[], [2]])
    lab.timers.pass(LINK_SILENCE_MS)
    expect(lab.one.accepting.told).toEqual(['server 2 gives no sign of life'])
    expect(end.told).toEqual([2, 'server 1 gives no sign of life'])
  })

  it('gives a dial over a wire that is cut no answer', async () => {
    const lab = await new Lab().start()
    lab.network.cut(1, 2, { oneWay: true })
    const end = lab.dial()
    expect(end.told).toEqual([])
    lab.timers.pass(PEER_CONNECT_TIMEOUT_MS)
    expect(end.told).toEqual(['server 1 does not answer'])
    lab.network.healAll()
    expect(lab.dial().link).not.toBeNull()
  })

  it('answers a dial that is still under way when the wire is healed', async () => {
    const lab = await new Lab().start()
    lab.network.cut(1, 2)
    const end = lab.dial()
    lab.timers.pass(PEER_CONNECT_TIMEOUT_MS / 2)
    expect([end.link, end.told]).toEqual([null, []])
    lab.network.heal(1, 2)
    lab.timers.run()
    expect(end.link).not.toBeNull()
    lab.timers.pass(PEER_CONNECT_TIMEOUT_MS)
    expect(end.told).toEqual([])
  })

  it('resets links, and loses what was on its way', async () => {
    const lab = await new Lab().start()
    const end = lab.dial()
    end.ping(1)
    lab.network.reset(2, 1)
    lab.timers.run()
    expect([lab.one.accepting.told, end.told]).toEqual([['the connection was reset'], ['the connection was reset']])
  })

  it('does not tell a server that is cut off why the other closed', async () => {
    const lab = await new Lab().start()
    const end = lab.dial()
    lab.network.cut(1, 2)
    end.link?.close('tired')
    lab.timers.run()
    expect([end.told, lab.one.accepting.told]).toEqual([['tired'], []])
    lab.timers.pass(LINK_SILENCE_MS)
    expect(lab.one.accepting.told).toEqual(['server 2 gives no sign of life'])
  })

  it('tells a server that was cut off once the wire is healed', async () => {
    const lab = await new Lab().start()
    const end = lab.dial()
    lab.network.cut(1, 2)
    end.ping(1)
    end.link?.close('tired')
    lab.timers.run()
    lab.network.heal(1, 2)
    lab.timers.run()
    expect(lab.one.accepting.told).toEqual([1, 'server 2 closed it: tired'])
    expect(lab.timers.pending).toBe(0)
  })

  it('leaves no timer behind at stop', async () => {
    const lab = await new Lab().start()
    lab.dial()
    lab.network.cut(1, 2)
    const waiting = lab.dial()
    const stopped = Promise.all([lab.one.transport.stop(), lab.two.transport.stop()])
    lab.timers.run()
    await stopped
    lab.timers.run()
    expect(waiting.told).toEqual(['this server stops'])
    expect(lab.timers.pending).toBe(0)
  })
})
