import type { Clock, LogFields, Logger, Metrics, Timers } from '@zabkit/core'
import type { TcpComponents } from '../src/index.ts'

function clockAt(speed: number): Clock {
  return { now: () => Date.now(), monotonic: () => performance.now() * speed }
}

function timersAt(speed: number): Timers {
  return {
    after(ms, callback) {
      const timer = setTimeout(callback, ms / speed)
      return { cancel: () => clearTimeout(timer) }
    },
    every(ms, callback) {
      const timer = setInterval(callback, ms / speed)
      return { cancel: () => clearInterval(timer) }
    },
    endOfTurn: (callback) => void setImmediate(callback),
  }
}

/** Real time, `speed` times as fast, and a log and measures that can be read. */
export class TestSystem implements TcpComponents {
  readonly clock: Clock
  readonly timers: Timers
  readonly counts: Record<string, number> = {}
  readonly lines: { message: string; fields: LogFields | undefined }[] = []
  readonly logger: Logger
  readonly metrics: Metrics

  constructor(speed = 1) {
    this.clock = clockAt(speed)
    this.timers = timersAt(speed)
    const note = (message: string, fields?: LogFields): void => void this.lines.push({ message, fields })
    this.logger = { debug: note, info: note, warn: note, error: note, child: () => this.logger }
    this.metrics = {
      counter: (name) => ({ add: (count) => this.#add(name, count) }),
      summary: () => ({ observe() {} }),
      gauge() {},
      *collect() {},
      reset() {},
    }
  }

  #add(name: string, count: number): void {
    this.counts[name] = (this.counts[name] ?? 0) + count
  }
}
