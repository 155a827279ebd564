import { Countdown } from './countdown.ts'
import { NOTIFICATION_INTERVAL_MS_MAX, NOTIFICATION_INTERVAL_MS_MIN } from './limits.ts'

/** When to say again what may have been lost: less and less often, until something changes. */
export class Repetition {
  readonly #countdown = new Countdown()
  #waitMs = NOTIFICATION_INTERVAL_MS_MIN

  restart(): void {
    this.#waitMs = NOTIFICATION_INTERVAL_MS_MIN
    this.#countdown.start(this.#waitMs)
  }

  /** At every tick. */
  isDue(nowMs: number): boolean {
    if (!this.#countdown.ends(nowMs)) return false
    this.#waitMs = Math.min(this.#waitMs * 2, NOTIFICATION_INTERVAL_MS_MAX)
    this.#countdown.start(this.#waitMs, nowMs)
    return true
  }
}
