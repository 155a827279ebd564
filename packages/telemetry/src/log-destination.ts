import { write, writeSync } from 'node:fs'
import { LOG_BUFFER_BYTES_MAX } from './limits.ts'

/** Where lines go. `write` gets one whole line, its line break included. */
export interface LogDestination {
  write(line: string): void
  /** Writes out what still waits. */
  flushSync?(): void
}

const RETRY_MS = 20
/** How often a full pipe is tried again at the end of the process. */
const FLUSH_RETRIES_MAX = 50

/**
 * Lines to an open file descriptor. A slow reader does not hold up the server: lines wait, up to `LOG_BUFFER_BYTES_MAX`, and further ones
 * are dropped. What waits is written out when the process ends. After a failure (closed pipe, full disk) everything is dropped: there is
 * no place left to report it, and pino's own destination would try again for ever at the end of the process.
 */
export function fdDestination(fd: number): LogDestination {
  const destination = new FdDestination(fd)
  process.once('exit', () => destination.flushSync())
  return destination
}

class FdDestination implements LogDestination {
  readonly #fd: number
  #lines: string[] = []
  #waitingLength = 0
  /** What the system is writing now. */
  #current: Buffer | null = null
  #broken = false
  constructor(fd: number) {
    this.#fd = fd
  }

  write(line: string): void {
    if (this.#broken || this.#waitingLength + line.length > LOG_BUFFER_BYTES_MAX) return
    this.#lines.push(line)
    this.#waitingLength += line.length
    if (this.#current === null) this.#writeNext()
  }

  flushSync(): void {
    let rest = this.#takeLines()
    for (let retries = 0; rest.length > 0 && !this.#broken; ) {
      try {
        rest = rest.subarray(writeSync(this.#fd, rest))
      } catch (error) {
        if (isFull(error) && retries++ < FLUSH_RETRIES_MAX) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS)
        else this.#broken = true
      }
    }
  }

  #takeLines(): Buffer {
    const bytes = Buffer.from(this.#lines.join(''))
    this.#lines = []
    this.#waitingLength = 0
    return bytes
  }

  #writeNext(): void {
    this.#current = this.#lines.length === 0 ? null : this.#takeLines()
    if (this.#current !== null) this.#writeRest(this.#current)
  }

  #writeRest(rest: Buffer): void {
    this.#current = rest
    write(this.#fd, rest, (error, written) => this.#onWritten(rest, error, written))
  }

  #onWritten(rest: Buffer, error: Error | null, written: number): void {
    if (error !== null && isFull(error)) setTimeout(() => this.#writeRest(rest), RETRY_MS).unref()
    else if (error !== null) this.#giveUp()
    else if (written < rest.length) this.#writeRest(rest.subarray(written))
    else this.#writeNext()
  }

  #giveUp(): void {
    this.#broken = true
    this.#current = null
    this.#takeLines()
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EBUSY')
}
