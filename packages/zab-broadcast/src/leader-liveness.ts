import type { LeaderRole } from './leader.ts'
import type { Following } from './leader-roster.ts'

/** Time, as a leader knows it: ticks. Who is silent is dropped; a leader without a quorum, or without progress, gives up. */
export class LeaderLiveness {
  readonly #leader: LeaderRole
  /** Tick at which each voter was heard of last; stays when its link is lost: it may come back. */
  readonly #heard = new Map<number, number>()
  #tick = 0
  #progressTick = 0

  constructor(leader: LeaderRole) {
    this.#leader = leader
  }

  get tick(): number {
    return this.#tick
  }

  progress(): void {
    this.#progressTick = this.#tick
  }

  heard(following: Following): void {
    following.heardTick = this.#tick
    if (following.votes) this.#heard.set(following.id, this.#tick)
    // A large history takes its time: a voter that answers while it takes it over is getting on. An observer brings no quorum nearer.
    if (this.#leader.phase === 'synchronisation' && following.votes && !following.hasAdopted) this.progress()
  }

  onTick(): void {
    this.#tick++
    this.#dropSilent()
    const reason = this.#reasonToGiveUp()
    if (reason !== null) return this.#leader.parts.abandon(reason)
    const { parts, roster } = this.#leader
    const to = roster.ids
    if (to.length > 0) parts.outbox.send(to, { type: 'ping', sequence: parts.numbers.nextSequence() })
  }

  #dropSilent(): void {
    const { syncLimitTicks } = this.#leader.parts.options
    for (const following of this.#leader.roster.all) {
      const silent = this.#tick - following.heardTick
      if (silent >= syncLimitTicks) this.#leader.drop(following, `silent for ${silent} ticks`)
    }
  }

  #reasonToGiveUp(): string | null {
    const { parts, discovery, reign } = this.#leader
    const { initLimitTicks, syncLimitTicks } = parts.options
    if (discovery.epoch === 0) return this.#tick >= Math.min(initLimitTicks, syncLimitTicks) ? 'no quorum has come to this leader' : null
    if (!this.#hearsQuorum(syncLimitTicks)) return 'no quorum has been heard of within syncLimit'
    if (reign?.isHistoryCommitted) return null
    return this.#tick - this.#progressTick >= initLimitTicks ? 'no progress towards a quorum within initLimit' : null
  }

  #hearsQuorum(limit: number): boolean {
    const { quorum, serverId } = this.#leader.parts.options
    const heard = new Set([serverId])
    for (const [voter, tick] of this.#heard) if (this.#tick - tick < limit) heard.add(voter)
    return quorum.isQuorum(heard)
  }
}
