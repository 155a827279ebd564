import type { Clock, Timer, Timers } from '@zabkit/core'
import { SWEEP_MS_MAX, SWEEP_MS_MIN } from './limits.ts'

/** Items that all have the same time to live, watched by one coarse timer that runs only while there are any. */
export class Deadlines<T> {
  readonly #delayMs: number
  readonly #clock: Clock
  readonly #timers: Timers
  readonly #expired: (item: T) => void
  /** In the order of their deadlines, since every delay is the same. */
  readonly #due = new Map<T, number>()
  #timer: Timer | null = null

  constructor(delayMs: number, clock: Clock, timers: Timers, expired: (item: T) => void) {
    this.#delayMs = delayMs
    this.#clock = clock
    this.#timers = timers
    this.#expired = expired
  }

  add(item: T): void {
    this.#due.delete(item)
    this.#due.set(item, this.#clock.monotonic() + this.#delayMs)
    this.#arm()
  }

  delete(item: T): void {
    this.#due.delete(item)
  }

  get size(): number {
    return this.#due.size
  }

  clear(): void {
    this.#due.clear()
    this.#timer?.cancel()
    this.#timer = null
  }

  #arm(): void {
    if (this.#timer !== null || this.#due.size === 0) return
    const sweepMs = Math.max(SWEEP_MS_MIN, Math.min(SWEEP_MS_MAX, this.#delayMs / 8))
    this.#timer = this.#timers.after(sweepMs, () => this.#sweep())
  }

  #sweep(): void {
    this.#timer = null
    const now = this.#clock.monotonic()
    for (const [item, due] of this.#due) {
      if (due > now) break
      this.#due.delete(item)
      this.#expired(item)
    }
    this.#arm()
  }
}
