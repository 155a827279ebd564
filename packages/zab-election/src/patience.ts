import { ELECTION_TICK_MS } from '@zabkit/core'
import { REFUSED_WAIT_MS } from './limits.ts'

/**
 * Which candidates are set aside until the next decision, since others cannot reach them: a quorum could agree, but not on them. The time
 * that a candidate was refused adds up over rounds, because others may begin new ones all the time.
 */
export class Patience {
  readonly #aside = new Set<number>()
  readonly #refusedMs = new Map<number, number>()
  #lastMs = 0

  get aside(): ReadonlySet<number> {
    return this.#aside
  }

  /** At every tick, with the candidate that is refused now: true when it has been for long enough. A late tick counts as one. */
  ends(refused: number | null, nowMs: number): boolean {
    const elapsedMs = nowMs - this.#lastMs
    this.#lastMs = nowMs
    if (refused === null) return false
    const total = (this.#refusedMs.get(refused) ?? 0) + Math.min(elapsedMs, ELECTION_TICK_MS)
    this.#refusedMs.set(refused, total)
    return total >= REFUSED_WAIT_MS
  }

  /** False when nothing changes by it. */
  setAside(candidate: number, self: number): boolean {
    this.#refusedMs.delete(candidate)
    if (candidate !== self) this.#aside.add(candidate)
    else if (this.#aside.size > 0) this.#aside.clear()
    else return false
    return true
  }

  reset(): void {
    this.#aside.clear()
    this.#refusedMs.clear()
  }
}
