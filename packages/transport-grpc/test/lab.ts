import type { Ensemble, PeerChannel, PeerDialHandler, PeerHandler, PeerLink, PeerLinkHandler, PeerMessage, PeerTransport } from '@zabkit/core'
import { vi } from 'vitest'
import { type GrpcPeersOptions, grpcPeers } from '../src/index.ts'
import { parts, TestSystem } from './system.ts'

export const ENSEMBLE: Ensemble = {
  clusterId: 'lab',
  members: [1, 2, 3].map((id) => ({ id, role: 'voter', addresses: [] })),
  quorum: { voters: new Set([1, 2, 3]), isQuorum: () => true },
}

/** One end of a link, and when it was told what. */
export class End implements PeerDialHandler {
  link: PeerLink | null = null
  readonly messagesSeen: PeerMessage[] = []
  reason: string | null = null
  openedMs = 0
  closedMs = 0
  onMessages: (messages: readonly PeerMessage[]) => void = () => {}

  opened(link: PeerLink): void {
    this.link = link
    this.openedMs = performance.now()
  }

  messages(messages: readonly PeerMessage[]): void {
    this.messagesSeen.push(...messages)
    this.onMessages(messages)
  }

  drained(): void {}

  closed(reason: string): void {
    this.reason = reason
    this.closedMs = performance.now()
  }
}

/** One server: its transport, and what was accepted. */
export class Seat implements PeerHandler {
  readonly system = new TestSystem()
  readonly ends: End[] = []
  readonly transport: PeerTransport

  constructor(serverId: number, options: Partial<GrpcPeersOptions> = {}, ensemble = ENSEMBLE) {
    const { clock, logger, metrics, timers } = parts(this.system)
    this.transport = grpcPeers({ host: '127.0.0.1', port: 0, ...options })({ clock, logger, metrics, timers, serverId, ensemble })
  }

  async start(): Promise<this> {
    await this.transport.start(this)
    return this
  }

  accepted(link: PeerLink): PeerLinkHandler {
    const end = new End()
    end.link = link
    this.ends.push(end)
    return end
  }

  dial(peerId: number, channel: PeerChannel = 'learner'): End {
    const end = new End()
    this.transport.connect(peerId, channel, end)
    return end
  }

  get port(): number {
    return Number(this.transport.address.split(':').at(-1))
  }
}

/** Resolves when `holds`; rejects after a while. */
export function until(holds: () => boolean, timeout = 8_000): Promise<void> {
  const check = (): void => {
    if (!holds()) throw new Error(`waited in vain for ${holds}`)
  }
  return vi.waitFor(check, { timeout, interval: 2 })
}

/** Runs `use` with two started servers, the second of which dials the first; stops both. */
export async function withPair(use: (one: Seat, two: Seat) => Promise<void>, options: Partial<GrpcPeersOptions> = {}): Promise<void> {
  const one = await new Seat(1, options).start()
  const two = await new Seat(2, { addressesOf: () => [one.transport.address], ...options }).start()
  try {
    await use(one, two)
  } finally {
    await Promise.all([one.transport.stop(), two.transport.stop()])
  }
}

/** Both ends of a link from `two` to `one`. */
export async function linked(two: Seat, one: Seat): Promise<{ dialled: End; accepted: End }> {
  const dialled = two.dial(1)
  const before = one.ends.length
  await until(() => (dialled.link !== null && one.ends.length > before) || dialled.reason !== null)
  const accepted = one.ends.at(-1)
  if (dialled.link === null || accepted === undefined) throw new Error(`no link: ${dialled.reason}`)
  return { dialled, accepted }
}
