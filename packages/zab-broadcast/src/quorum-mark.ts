import type { Quorum } from '@zabkit/core'

/** Counts rising numbers of servers (zxids that are durable, pings that were answered): the highest that a quorum has reached. Never falls. */
export class QuorumMark {
  readonly #quorum: Quorum
  readonly #values = new Map<number, number>()
  /** Scratch, so that counting allocates nothing. */
  readonly #having = new Set<number>()
  /** The server that is a quorum by itself, and so is part of every quorum: its number is the mark. -1: there is none. */
  readonly #sole: number
  #value: number

  constructor(quorum: Quorum, start: number) {
    this.#quorum = quorum
    this.#sole = [...quorum.voters].find((voter) => quorum.isQuorum(new Set([voter]))) ?? -1
    this.#value = start
  }

  get value(): number {
    return this.#value
  }

  /** `server` has everything up to `value`. Whoever calls has seen to it that only voters count. */
  raise(server: number, value: number): void {
    if (this.#sole !== -1) {
      if (server === this.#sole && value > this.#value) this.#value = value
      return
    }
    const before = this.#values.get(server)
    if (before !== undefined && value <= before) return
    this.#values.set(server, value)
    if (value > this.#value) this.#value = this.#highest(value)
  }

  /** Only what `limit` has been raised for can be new. */
  #highest(limit: number): number {
    let best = this.#value
    for (const candidate of this.#values.values()) {
      if (candidate > best && candidate <= limit && this.#isReached(candidate)) best = candidate
    }
    return best
  }

  #isReached(candidate: number): boolean {
    this.#having.clear()
    for (const [server, value] of this.#values) if (value >= candidate) this.#having.add(server)
    return this.#quorum.isQuorum(this.#having)
  }
}
