import type { Clock, Logger, Metrics, Summary } from '@zabkit/core'
import { FSYNC_WARNING_EVERY_MS } from './limits.ts'

/** Measures how long a write and its sync take, and says so when it is too long. */
export class SyncWatch {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #warningMs: number
  readonly #summary: Summary
  #began = 0
  #warnedAt = Number.NEGATIVE_INFINITY
  #unreported = 0

  constructor(components: { clock: Clock; logger: Logger; metrics: Metrics }, warningMs: number) {
    this.#clock = components.clock
    this.#logger = components.logger
    this.#warningMs = warningMs
    this.#summary = components.metrics.summary('fsynctime', 'Time to write and sync a batch of the log, ms')
  }

  begin(): void {
    this.#began = this.#clock.monotonic()
  }

  end(): void {
    const now = this.#clock.monotonic()
    const took = now - this.#began
    this.#summary.observe(took)
    if (took >= this.#warningMs) this.#warn(took, now)
  }

  #warn(tookMs: number, now: number): void {
    this.#unreported++
    if (now - this.#warnedAt < FSYNC_WARNING_EVERY_MS) return
    this.#logger.warn('A sync of the log took too long; writes wait for it. Give the log a disk of its own.', {
      tookMs: Math.round(tookMs),
      thresholdMs: this.#warningMs,
      timesSinceLastWarning: this.#unreported,
    })
    this.#warnedAt = now
    this.#unreported = 0
  }
}
