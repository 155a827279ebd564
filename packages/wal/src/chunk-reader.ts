import type { File } from '@zabkit/core'
import { READ_CHUNK_BYTES } from './limits.ts'

/** Reads a file front to back in large steps and lends views of what it read. */
export class ChunkReader {
  readonly size: number
  readonly #file: File
  readonly #stepBytes: number
  #chunk: Buffer = Buffer.alloc(0)
  #start = 0

  /** `size`: bytes of `file` that count. `stepBytes`: how much one read brings. */
  constructor(file: File, size: number, stepBytes = READ_CHUNK_BYTES) {
    this.#file = file
    this.size = size
    this.#stepBytes = stepBytes
  }

  /** `[offset, offset + length)`, shorter at the end of the file. Valid until the next call. */
  async bytes(offset: number, length: number): Promise<Buffer> {
    const wanted = Math.min(length, this.size - offset)
    if (offset < this.#start || offset + wanted > this.#start + this.#chunk.length) await this.#load(offset, wanted)
    return this.#chunk.subarray(offset - this.#start, offset - this.#start + wanted)
  }

  async #load(offset: number, wanted: number): Promise<void> {
    const length = Math.min(Math.max(wanted, this.#stepBytes), this.size - offset)
    if (this.#chunk.length < length) this.#chunk = Buffer.allocUnsafeSlow(length)
    const buffer = this.#chunk.subarray(0, length)
    const read = await this.#file.read(buffer, offset)
    this.#chunk = buffer.subarray(0, read)
    this.#start = offset
  }

  /** The offset of the first byte at or after `offset` that is not zero, or -1. */
  async firstNonZero(offset: number): Promise<number> {
    const zeros = Buffer.alloc(Math.min(READ_CHUNK_BYTES, Math.max(0, this.size - offset)))
    for (let at = offset; at < this.size; at += READ_CHUNK_BYTES) {
      const bytes = await this.bytes(at, READ_CHUNK_BYTES)
      if (!bytes.equals(zeros.subarray(0, bytes.length))) return at + bytes.findIndex((byte) => byte !== 0)
    }
    return -1
  }
}
