import type { Clock, LogFields, Logger } from '@zabkit/core'
import { LOG_INTERVAL_MS } from './limits.ts'

/** What clients can provoke is logged at most once an interval and kind; `kind` is a constant, so the table stays small. */
export class ThrottledLog {
  readonly #logger: Logger
  readonly #clock: Clock
  readonly #kinds = new Map<string, { nextMs: number; suppressed: number }>()

  constructor(logger: Logger, clock: Clock) {
    this.#logger = logger
    this.#clock = clock
  }

  warn(kind: string, message: string, fields: LogFields): void {
    const now = this.#clock.monotonic()
    const entry = this.#kinds.get(kind)
    if (entry !== undefined && now < entry.nextMs) {
      entry.suppressed++
      return
    }
    const suppressed = entry?.suppressed ?? 0
    this.#kinds.set(kind, { nextMs: now + LOG_INTERVAL_MS, suppressed: 0 })
    this.#logger.warn(message, suppressed === 0 ? fields : { ...fields, suppressed })
  }
}
