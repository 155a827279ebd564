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
 * Starts parts in order and stops them in exact reverse; one life. When a part does not start, in time or at all, those before it are
 * stopped and the error names it; one that starts after its time was up is stopped then. Both calls may be repeated: the second gets the
 * promise of the first. After `stop`, whether or not there was a start, `start` rejects.
 */
export class Lifecycle {
  readonly #parts: readonly LifecyclePart[]
  readonly #options: LifecycleOptions
  readonly #started: LifecyclePart[] = []
  /** What parts did instead of stopping, oldest first. */
  readonly #stopFailures: unknown[] = []
  #starting: Promise<void> | null = null
  #stopping: Promise<void> | null = null

  constructor(parts: readonly LifecyclePart[], options: LifecycleOptions) {
    this.#parts = parts
    this.#options = options
  }

  start(): Promise<void> {
    if (this.#stopping !== null) return Promise.reject(wasStopped())
    this.#starting ??= this.#startAll()
    return this.#starting
  }

  /** During a start: no further part starts, and the start rejects. Rejects with the first failure, when every part had its chance. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAfterStart()
    return this.#stopping
  }

  async #startAll(): Promise<void> {
    try {
      for (const part of this.#parts) {
        await this.#startPart(part)
        this.#started.push(part)
        if (this.#stopping !== null) throw wasStopped()
      }
    } catch (error) {
      await this.#stopAll()
      throw error
    }
  }

  #startPart(part: LifecyclePart): Promise<void> {
    const work = part.start()
    return this.#inTime(work, this.#options.startTimeoutMs, () => {
      this.#stopWhenStarted(part, work)
      return this.#late('ZK_START_TIMEOUT', part)
    })
  }

  /** Nobody waits for it any more, and what it opened must not stay open. */
  #stopWhenStarted(part: LifecyclePart, work: Promise<void>): void {
    const { logger } = this.#options
    work.then(
      () => {
        logger.warn(`${part.name} started after its time was up; stopping it`)
        return this.#stopPart(part)
      },
      (error: unknown) => logger.warn(`${part.name} failed to start after its time was up`, { error }),
    )
  }

  async #stopAfterStart(): Promise<void> {
    await this.#starting?.catch(() => {})
    await this.#stopAll()
    if (this.#stopFailures.length > 0) throw this.#stopFailures[0]
  }

  /** Every part gets its chance to stop, whatever becomes of the others. */
  async #stopAll(): Promise<void> {
    for (let part = this.#started.pop(); part !== undefined; part = this.#started.pop()) await this.#stopPart(part)
  }

  async #stopPart(part: LifecyclePart): Promise<void> {
    try {
      await this.#inTime(part.stop(), this.#options.stopTimeoutMs, () => this.#late('ZK_STOP_TIMEOUT', part))
    } catch (error) {
      this.#options.logger.error(`${part.name} did not stop cleanly`, { error })
      this.#stopFailures.push(error)
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

function wasStopped(): Error {
  return new Error('the server was stopped; create a new one')
}
