import type { Election, Notification, Vote, Zxid } from '@zabkit/core'
import type { ScenarioLink, ScenarioLinks } from './scenario-links.ts'

export interface ElectorParts {
  readonly serverId: number
  readonly peers: readonly number[]
  readonly links: ScenarioLinks
  readonly election: Election
  readonly decided: (vote: Vote) => void
}

/** Drives the election core: its links to every other server, its time, its decisions. One for each life of a server. */
export class ScenarioElector {
  readonly #parts: ElectorParts
  readonly #links = new Map<number, ScenarioLink>()
  #isLooking = false
  /** A role has ended, and the next election has not begun. */
  #isBetween = true

  constructor(parts: ElectorParts) {
    this.#parts = parts
  }

  get isLooking(): boolean {
    return this.#isLooking
  }

  roleEnds(): void {
    this.#isLooking = false
    this.#isBetween = true
  }

  begin(own: { readonly epoch: number; readonly zxid: Zxid }): void {
    this.#isBetween = false
    this.#isLooking = true
    this.#parts.election.becomeLooking(own)
    this.#drain()
  }

  elapsed(nowMs: number): void {
    if (!this.#isLooking) return
    this.#parts.election.step({ type: 'tick', nowMs })
    this.#drain()
  }

  confirm(epoch: number): void {
    this.#parts.election.confirm(epoch)
    this.#drain()
  }

  heard(from: number, notification: Notification): void {
    this.#parts.election.step({ type: 'notification', from, notification })
    this.#drain()
  }

  #drain(): void {
    const { election, decided } = this.#parts
    while (election.hasReady()) {
      const output = election.ready()
      // Between roles the core still says what it did before: that is not true any more, and a peer that starts again could count on it.
      if (!this.#isBetween) for (const { to, message } of output.sends) this.#links.get(to)?.send(this.#parts.serverId, message)
      const vote = output.decided
      election.advance()
      if (vote === null) continue
      this.#isLooking = false
      decided(vote)
    }
  }

  // ---- links ----

  /** To every peer that is not linked yet and can be. */
  dial(isReachable: (peer: number) => boolean): void {
    const { peers, links, serverId } = this.#parts
    for (const peer of peers) {
      if (!this.#links.has(peer) && isReachable(peer)) this.#links.set(peer, links.dial(serverId, peer, 'election'))
    }
  }

  opened({ acceptor }: ScenarioLink): void {
    this.#parts.election.step({ type: 'peerUp', peer: acceptor })
    this.#drain()
  }

  closed(link: ScenarioLink): void {
    if (this.#links.get(link.acceptor) !== link) return
    this.#links.delete(link.acceptor)
    this.#parts.election.step({ type: 'peerDown', peer: link.acceptor })
    this.#drain()
  }
}
