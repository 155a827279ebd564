import { ByteWriter } from '@zabkit/core'
import { POOL_BYTES, POOL_WRITERS, WRITER_BYTES } from './limits.ts'

/** Writers that connections borrow while they have something to say, so that memory goes with the busy ones and not with all. */
export class WriterPool {
  readonly #free: ByteWriter[] = []
  #bytes = 0
  #lent = 0

  /** Memory held by the writers that wait here. */
  get bytes(): number {
    return this.#bytes
  }

  get size(): number {
    return this.#free.length
  }

  lend(): ByteWriter {
    const writer = this.#free.pop()
    // In a crowd (one event for thousands of watchers) each has little to say: its memory grows from nothing.
    if (writer === undefined) return new ByteWriter(this.#lent++ < POOL_WRITERS ? WRITER_BYTES : 0)
    this.#lent++
    this.#bytes -= writer.bytes.length
    return writer
  }

  /** The lender writes to it no more. A writer without memory is not worth keeping. */
  giveBack(writer: ByteWriter): void {
    this.#lent--
    writer.clear()
    const { length } = writer.bytes
    if (length === 0 || this.#free.length >= POOL_WRITERS || this.#bytes + length > POOL_BYTES) return
    this.#bytes += length
    this.#free.push(writer)
  }
}
