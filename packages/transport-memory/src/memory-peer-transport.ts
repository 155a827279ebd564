import {
  PEER_CONNECT_TIMEOUT_MS,
  type PeerChannel,
  type PeerDialHandler,
  type PeerHandler,
  type PeerIdentity,
  type PeerLinkHandler,
  type PeerTransport,
  type Timer,
  type Timers,
} from '@zabkit/core'
import { MemoryPeerLink } from './memory-peer-link.ts'
import type { Wires } from './memory-network.ts'

/** A dial that the network does not answer. */
interface SilentDial {
  readonly peerId: number
  readonly channel: PeerChannel
  readonly handler: PeerDialHandler
}

/** Links between the servers of one process. */
export class MemoryPeerTransport implements PeerTransport {
  readonly identity: PeerIdentity
  readonly timers: Timers
  readonly #wires: Wires
  readonly #links = new Set<MemoryPeerLink>()
  readonly #silent = new Map<Timer, SilentDial>()
  #handler: PeerHandler | null = null

  constructor(wires: Wires, timers: Timers, identity: PeerIdentity) {
    this.#wires = wires
    this.timers = timers
    this.identity = identity
  }

  get address(): string {
    return `memory:${this.identity.serverId}`
  }

  async start(handler: PeerHandler): Promise<void> {
    this.#handler = handler
    this.#wires.listen(this.identity.serverId, this)
  }

  /** Resolves when every handler has been told. */
  async stop(): Promise<void> {
    this.#handler = null
    this.#wires.unlisten(this.identity.serverId, this)
    for (const link of [...this.#links]) link.close('the server stops')
    for (const [timer, { handler }] of this.#silent) {
      timer.cancel()
      this.timers.endOfTurn(() => handler.closed('this server stops'))
    }
    this.#silent.clear()
    await new Promise<void>((resolve) => this.timers.endOfTurn(resolve))
  }

  connect(peerId: number, channel: PeerChannel, handler: PeerDialHandler): void {
    this.timers.endOfTurn(() => this.#dial(peerId, channel, handler))
  }

  /** A wire was healed: dials that are still under way come through, as a network would repeat them. */
  healed(): void {
    for (const [timer, { peerId, channel, handler }] of [...this.#silent]) {
      if (!this.#reaches(peerId)) continue
      timer.cancel()
      this.#silent.delete(timer)
      this.connect(peerId, channel, handler)
    }
  }

  /** The other end of a link that `dialler` begins, and who handles it here; or why there is none. */
  answer(dialler: PeerIdentity, channel: PeerChannel): { link: MemoryPeerLink; handler: PeerLinkHandler } | string {
    const { ensemble } = this.identity
    const { clusterId } = dialler.ensemble
    if (clusterId !== ensemble.clusterId) return `refused: cluster ${clusterId} is not ${ensemble.clusterId}`
    if (!knows(this.identity, dialler.serverId)) return `refused: server ${dialler.serverId} is not in the ensemble`
    if (this.#handler === null) return 'connection refused'
    const link = this.#end(dialler.serverId, channel, true)
    const handler = this.#handler.accepted(link)
    if (handler === null) return 'refused: the server takes no such link now'
    this.#replaceBy(link)
    return { link, handler }
  }

  #dial(peerId: number, channel: PeerChannel, handler: PeerDialHandler): void {
    if (this.#handler === null) return handler.closed('this server does not run')
    if (!knows(this.identity, peerId)) return handler.closed(`server ${peerId} is not in the ensemble`)
    if (!this.#reaches(peerId)) return this.#isSilent({ peerId, channel, handler })
    const answer = this.#wires.listener(peerId)?.answer(this.identity, channel) ?? 'connection refused'
    if (typeof answer === 'string') return handler.closed(answer)
    const link = this.#end(peerId, channel, false)
    this.#links.add(link)
    link.begin(answer.link, handler)
    handler.opened(link)
    answer.link.begin(link, answer.handler)
  }

  #reaches(peerId: number): boolean {
    const { serverId } = this.identity
    return this.#wires.carries(serverId, peerId) && this.#wires.carries(peerId, serverId)
  }

  #isSilent(dial: SilentDial): void {
    const timer = this.timers.after(PEER_CONNECT_TIMEOUT_MS, () => {
      this.#silent.delete(timer)
      dial.handler.closed(`server ${dial.peerId} does not answer`)
    })
    this.#silent.set(timer, dial)
  }

  #end(peerId: number, channel: PeerChannel, accepted: boolean): MemoryPeerLink {
    return new MemoryPeerLink({
      ownId: this.identity.serverId,
      peerId,
      channel,
      accepted,
      timers: this.timers,
      wires: this.#wires,
      gone: (link) => this.#links.delete(link),
    })
  }

  /** A server that dials again has lost the link that we still hold. */
  #replaceBy(newer: MemoryPeerLink): void {
    for (const link of [...this.#links]) {
      if (link.accepted && link.peerId === newer.peerId && link.channel === newer.channel) link.close('replaced by a newer link of the same server')
    }
    this.#links.add(newer)
  }
}

function knows({ ensemble }: PeerIdentity, serverId: number): boolean {
  return ensemble.members.some(({ id }) => id === serverId)
}
