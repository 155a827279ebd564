import { type Logger, OperatorError, type Timers } from '@zabkit/core'

/** A part of a server that begins and ends. */
export interface LifecyclePart {
  /** As the operator is told it: "storage ./data", "clients 127.0.0.1:2181". */
  readonly name: string
  start(): Promise<void>
  stop(): Promise<void>
}

export interface LifecycleOptions {
  readonly timers: Timers
  readonly logger: Logger
  readonly startTimeoutMs: number
  readonly stopTimeoutMs: number
}

/**
 * Starts parts in order and stops them in exact reverse. When one does not start, in time or at all, those before it are stopped and the
 * error names it. Both calls may be repeated: the second gets the promise of the first.
 */
export class Lifecycle {
  readonly #parts: readonly LifecyclePart[]
  readonly #options: LifecycleOptions
  readonly #started: LifecyclePart[] = []
  #starting: Promise<void> | null = null
  #stopping: Promise<void> | null = null

  constructor(parts: readonly LifecyclePart[], options: LifecycleOptions) {
    this.#parts = parts
    this.#options = options
  }

  start(): Promise<void> {
    this.#starting ??= this.#startAll()
    return this.#starting
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopAfterStart()
    return this.#stopping
  }

  async #startAll(): Promise<void> {
    for (const part of this.#parts) {
      try {
        await this.#inTime(part.start(), this.#options.startTimeoutMs, () => this.#late('ZK_START_TIMEOUT', part))
      } catch (error) {
        await this.#stopAll()
        throw error
      }
      this.#started.push(part)
    }
  }

  async #stopAfterStart(): Promise<void> {
    await this.#starting?.catch(() => {})
    await this.#stopAll()
  }

  /** Every part gets its chance to stop, whatever becomes of the others. */
  async #stopAll(): Promise<void> {
    for (let part = this.#started.pop(); part !== undefined; part = this.#started.pop()) {
      const current = part
      try {
        await this.#inTime(current.stop(), this.#options.stopTimeoutMs, () => this.#late('ZK_STOP_TIMEOUT', current))
      } catch (error) {
        this.#options.logger.error(`${current.name} did not stop cleanly`, { error })
      }
    }
  }

  #late(code: 'ZK_START_TIMEOUT' | 'ZK_STOP_TIMEOUT', part: LifecyclePart): OperatorError {
    const { startTimeoutMs, stopTimeoutMs } = this.#options
    return code === 'ZK_START_TIMEOUT'
      ? new OperatorError(code, `${part.name} did not start in ${startTimeoutMs} ms`)
      : new OperatorError(code, `${part.name} did not stop in ${stopTimeoutMs} ms`)
  }

  #inTime(work: Promise<void>, ms: number, late: () => OperatorError): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#options.timers.after(ms, () => reject(late()))
      work.then(resolve, reject).finally(() => timer.cancel())
    })
  }
}
