import type { Clock } from '@zabkit/core'
import { STALL_TICKS } from './limits.ts'

/**
 * The time that sessions are measured by: the monotonic clock without the stretches in which this process stood still (a pause, a long
 * collection, a stopped machine). A client that kept pinging is not expired because nobody was there to read its pings.
 */
export class SessionClock {
  readonly #clock: Clock
  readonly #tickMs: number
  #lastTick: number
  #stalledMs = 0

  constructor(clock: Clock, tickMs: number) {
    this.#clock = clock
    this.#tickMs = tickMs
    this.#lastTick = clock.monotonic()
  }

  nowMs(): number {
    return this.#clock.monotonic() - this.#stalledMs
  }

  /** Call once a tick; takes out what it came too late. Returns the ms taken out. */
  tick(): number {
    const now = this.#clock.monotonic()
    const elapsed = now - this.#lastTick
    this.#lastTick = now
    if (elapsed <= this.#tickMs * STALL_TICKS) return 0
    const stalled = elapsed - this.#tickMs
    this.#stalledMs += stalled
    return stalled
  }
}
