import type { Clock, LogFields, Logger, Metrics, Timers } from '@zabkit/core'

const timers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return { cancel: () => clearTimeout(timer) }
  },
  every(ms, callback) {
    const timer = setInterval(callback, ms)
    return { cancel: () => clearInterval(timer) }
  },
  endOfTurn: (callback) => void setImmediate(callback),
}

/** Real time, and a log and measures that can be read. */
export class TestSystem {
  readonly clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() }
  readonly timers = timers
  readonly counts: Record<string, number> = {}
  readonly lines: { message: string; fields: LogFields | undefined }[] = []
  readonly logger: Logger
  readonly metrics: Metrics

  constructor() {
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

export function parts({ clock, logger, metrics, timers }: TestSystem): Pick<TestSystem, 'clock' | 'logger' | 'metrics' | 'timers'> {
  return { clock, logger, metrics, timers }
}
