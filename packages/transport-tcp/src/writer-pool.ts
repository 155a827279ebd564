import { ByteWriter } from '@zabkit/core'
import { CROWD_WRITER_BYTES, CROWD_WRITERS, POOL_BYTES, POOL_WRITERS, WRITER_BYTES } from './limits.ts'

/** Writers that connections borrow while they have something to say, so that memory goes with the busy ones and not with all. */
export class WriterPool {
  readonly #free: ByteWriter[] = []
  /** Little memory each, for a crowd: one event for thousands of watchers. */
  readonly #small: ByteWriter[] = []
  #bytes = 0
  #lent = 0

  /** Memory held by the writers that wait here. */
  get bytes(): number {
    return this.#bytes
  }

  get size(): number {
    return this.#free.length + this.#small.length
  }

  lend(): ByteWriter {
    const crowd = this.#lent++ >= POOL_WRITERS
    const writer = crowd ? (this.#small.pop() ?? this.#free.pop()) : this.#free.pop()
    if (writer === undefined) return new ByteWriter(crowd ? CROWD_WRITER_BYTES : WRITER_BYTES)
    this.#bytes -= writer.bytes.length
    return writer
  }

  /** The lender writes to it no more. A writer without memory is not worth keeping. */
  giveBack(writer: ByteWriter): void {
    this.#lent--
    writer.clear()
    const { length } = writer.bytes
    const small = length <= CROWD_WRITER_BYTES
    const kept = small ? this.#small : this.#free
    if (length === 0 || kept.length >= (small ? CROWD_WRITERS : POOL_WRITERS) || this.#bytes + length > POOL_BYTES) return
    this.#bytes += length
    kept.push(writer)
  }
}
