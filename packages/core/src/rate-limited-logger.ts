import type { Clock } from './clock.ts'
import { RATE_LIMITED_KINDS_MAX } from './limits.ts'
import type { LogFields, Logger } from './logger.ts'

type Level = 'debug' | 'info' | 'warn' | 'error'

/** One kind of line: when it was last written, and how many were left out since. */
interface Kind {
  writtenMs: number
  leftOut: number
}

const OTHER_KINDS = 'other'

/**
 * `logger` with at most one line a kind every `everyMs`; the kind is level and message, so variable parts belong in the fields. The next
 * line of a kind tells in `leftOut` how many were not written. For what clients can cause at will.
 */
export function rateLimited(logger: Logger, clock: Pick<Clock, 'monotonic'>, everyMs: number): Logger {
  return new RateLimitedLogger(logger, clock, everyMs, new Map())
}

class RateLimitedLogger implements Logger {
  readonly #logger: Logger
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #everyMs: number
  readonly #kinds: Map<string, Kind>
  constructor(logger: Logger, clock: Pick<Clock, 'monotonic'>, everyMs: number, kinds: Map<string, Kind>) {
    this.#logger = logger
    this.#clock = clock
    this.#everyMs = everyMs
    this.#kinds = kinds
  }

  debug(message: string, fields?: LogFields): void {
    this.#write('debug', message, fields)
  }

  info(message: string, fields?: LogFields): void {
    this.#write('info', message, fields)
  }

  warn(message: string, fields?: LogFields): void {
    this.#write('warn', message, fields)
  }

  error(message: string, fields?: LogFields): void {
    this.#write('error', message, fields)
  }

  /** Shares the kinds: a logger for each connection does not give each connection a line. */
  child(fields: LogFields): Logger {
    return new RateLimitedLogger(this.#logger.child(fields), this.#clock, this.#everyMs, this.#kinds)
  }

  #write(level: Level, message: string, fields: LogFields | undefined): void {
    const kind = this.#kind(`${level} ${message}`)
    const nowMs = this.#clock.monotonic()
    if (nowMs - kind.writtenMs < this.#everyMs) {
      kind.leftOut++
      return
    }
    this.#logger[level](message, kind.leftOut === 0 ? fields : { ...fields, leftOut: kind.leftOut })
    kind.writtenMs = nowMs
    kind.leftOut = 0
  }

  #kind(name: string): Kind {
    const key = this.#kinds.has(name) || this.#kinds.size < RATE_LIMITED_KINDS_MAX ? name : OTHER_KINDS
    let kind = this.#kinds.get(key)
    if (kind === undefined) {
      kind = { writtenMs: Number.NEGATIVE_INFINITY, leftOut: 0 }
      this.#kinds.set(key, kind)
    }
    return kind
  }
}
