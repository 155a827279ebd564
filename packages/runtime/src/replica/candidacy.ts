import {
  type Clock,
  ELECTION_TICK_MS,
  type Election,
  type Logger,
  type PeerMessage,
  type PeerTransport,
  type Timer,
  type Timers,
  type Vote,
} from '@zabkit/core'
import { LOOKING_REPORT_MS_FIRST, LOOKING_REPORT_MS_NEXT } from '../limits.ts'
import { ElectionLinks } from './election-links.ts'

export interface CandidacyParts {
  readonly serverId: number
  /** The other servers. */
  readonly peers: readonly number[]
  /** Null where this server's vote alone decides. */
  readonly election: Election | null
  readonly transport: PeerTransport | null
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Logger
  readonly onDecided: (vote: Vote) => void
}

/** This server's part in elections: drives the election core and its links. */
export class Candidacy {
  readonly #parts: CandidacyParts
  readonly #links: ElectionLinks | null
  #tick: Timer | null = null
  /** Between a role and the next election the core still tells of the role, which is over: nobody is to hear that. */
  #isMute = true
  #stopped = false
  /** Since this server looks in vain, whatever roles it tried meanwhile; null while one stands. */
  #lookingSinceMs: number | null = null
  #nextReportMs = LOOKING_REPORT_MS_FIRST

  constructor(parts: CandidacyParts) {
    const { transport, timers, logger, peers } = parts
    this.#parts = parts
    this.#links =
      transport === null
        ? null
        : new ElectionLinks({ transport, timers, logger, peers, onUp: (peer) => this.#peer('peerUp', peer), onDown: (peer) => this.#peer('peerDown', peer) })
  }

  start(): void {
    this.#links?.start()
  }

  stop(): void {
    this.#stopped = true
    this.#tick?.cancel()
    this.#links?.stop()
  }

  /** The role has ended. */
  roleEnded(): void {
    this.#isMute = true
    this.#tick?.cancel()
  }

  /** Looks for a leader; `own` is what a fresh load of this server's files would give. */
  look(own: Pick<Vote, 'epoch' | 'zxid'>): void {
    const { election, serverId, timers, clock, onDecided } = this.#parts
    if (election === null) return onDecided({ leader: serverId, ...own })
    this.#lookingSinceMs ??= clock.monotonic()
    this.#tick?.cancel()
    this.#tick = timers.every(ELECTION_TICK_MS, () => {
      this.#report(clock.monotonic())
      election.step({ type: 'tick', nowMs: clock.monotonic() })
      this.#drain(election)
    })
    this.#isMute = false
    election.becomeLooking(own)
    this.#drain(election)
  }

  /** The role that was decided stands. */
  confirm(epoch: number): void {
    const { election } = this.#parts
    this.#lookingSinceMs = null
    this.#nextReportMs = LOOKING_REPORT_MS_FIRST
    if (election === null) return
    election.confirm(epoch)
    this.#drain(election)
  }

  /** An ensemble that does not come together says why. */
  #report(nowMs: number): void {
    const ms = nowMs - (this.#lookingSinceMs ?? nowMs)
    if (ms < this.#nextReportMs) return
    this.#nextReportMs += LOOKING_REPORT_MS_NEXT
    const unreached = this.#links?.unreached() ?? []
    this.#parts.logger.warn('no leader is found yet, so nothing is served', { seconds: Math.round(ms / 1_000), unreached })
  }

  /** Another server connected: it can be connected to. */
  hurry(peer: number): void {
    this.#links?.hurry(peer)
  }

  voted(from: number, messages: readonly PeerMessage[]): void {
    const { election } = this.#parts
    if (election === null || this.#stopped) return
    for (const message of messages) if (message.type === 'notification') election.step({ type: 'notification', from, notification: message })
    this.#drain(election)
  }

  #peer(type: 'peerUp' | 'peerDown', peer: number): void {
    const { election } = this.#parts
    if (election === null || this.#stopped) return
    election.step({ type, peer })
    this.#drain(election)
  }

  #drain(election: Election): void {
    while (election.hasReady()) {
      const { sends, decided } = election.ready()
      if (!this.#isMute) for (const { to, message } of sends) this.#links?.send(to, message)
      election.advance()
      if (decided !== null) this.#decided(decided)
    }
  }

  #decided(vote: Vote): void {
    this.#tick?.cancel()
    this.#parts.onDecided(vote)
  }
}
