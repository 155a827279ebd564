import type { Logger } from '@zabkit/core'
import { EXIT_FAILED } from './limits.ts'

export interface StopOnSignalParts {
  /** Stops the server; rejects when a part of it did not stop. */
  readonly stop: () => Promise<void>
  /** Ends the process. */
  readonly leave: (code: number) => void
  readonly logger: Logger
}

/**
 * What signals do. The first one stops a running server in order. One in the middle of the start ends the process at once: recovery can be long,
 * and dies as safely as by a power cut, since what was acknowledged is on the disk. So does a second one, with a code that says that the
 * stop was not finished.
 */
export class StopOnSignal {
  readonly #parts: StopOnSignalParts
  #phase: 'starting' | 'running' | 'stopping' = 'starting'

  constructor(parts: StopOnSignalParts) {
    this.#parts = parts
  }

  /** The server serves: from now on a signal stops it in order. */
  started(): void {
    if (this.#phase === 'starting') this.#phase = 'running'
  }

  signal(name: string): void {
    const phase = this.#phase
    this.#phase = 'stopping'
    if (phase === 'running') this.#stop(name)
    else if (phase === 'starting') this.#leave(name, 'leaving in the middle of the start', 0)
    else this.#leave(name, 'leaving at once, before the stop was finished', EXIT_FAILED)
  }

  #leave(name: string, what: string, code: number): void {
    this.#parts.logger.warn(`${name}: ${what}`)
    this.#parts.leave(code)
  }

  #stop(name: string): void {
    const { stop, leave, logger } = this.#parts
    logger.info(`${name}: stopping`)
    // Each part that did not stop has its own line by now.
    stop().then(() => leave(0), () => leave(EXIT_FAILED))
  }
}
