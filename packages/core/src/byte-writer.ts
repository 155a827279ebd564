import { invariant } from './invariant.ts'
import type { SessionId } from './session-id.ts'
import { EPOCH_UNIT, type Zxid } from './zxid.ts'

const EMPTY = Buffer.alloc(0)
/** Beyond this a writer grows to what is needed and no further: twice as much would be more than a Buffer can hold. */
const DOUBLED_BYTES_MAX = 2 ** 31
/** A writer that had to grow beyond this gives its memory back at the next `clear`. */
const KEPT_BYTES = 1 << 20

/**
 * A growable buffer written front to back in jute's encoding (big-endian). `bytes[0, length)` is what was written; `bytes` is replaced when
 * it grows, so nobody may hold it across a write. `clear` starts over in the same memory.
 */
export class ByteWriter {
  bytes: Buffer
  length = 0

  constructor(initialBytes = 0) {
    this.bytes = initialBytes === 0 ? EMPTY : Buffer.allocUnsafeSlow(initialBytes)
  }

  /** Makes room for `count` more bytes and returns the offset at which they begin; `length` is already past them. */
  reserve(count: number): number {
    // NaN, the length of what has none, would make the whole batch vanish.
    invariant(count >= 0, 'a writer makes room for a number of bytes')
    const at = this.length
    if (at + count > this.bytes.length) this.#grow(at + count)
    this.length = at + count
    return at
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(this.bytes.length * 2, DOUBLED_BYTES_MAX), 256))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }

  clear(): void {
    this.length = 0
    if (this.bytes.length > KEPT_BYTES) this.bytes = EMPTY
  }

  /** What was written, sharing this writer's memory: valid until the next write or `clear`. */
  view(): Buffer {
    return this.bytes.subarray(0, this.length)
  }

  /** A copy of `[start, length)` that the caller owns. */
  copy(start = 0): Buffer {
    const copied = Buffer.allocUnsafeSlow(this.length - start)
    this.bytes.copy(copied, 0, start, this.length)
    return copied
  }

  /** Hands the memory over to the caller; the writer starts anew with none. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length)
    this.bytes = EMPTY
    this.length = 0
    return taken
  }

  writeBoolean(value: boolean): void {
    const at = this.reserve(1)
    this.bytes[at] = value ? 1 : 0
  }

  writeByte(value: number): void {
    const at = this.reserve(1)
    this.bytes[at] = value
  }

  writeInt32(value: number): void {
    const at = this.reserve(4)
    this.setInt32(at, value)
  }

  /** Overwrites four bytes that were written or reserved before. */
  setInt32(at: number, value: number): void {
    const b = this.bytes
    b[at] = value >>> 24
    b[at + 1] = value >>> 16
    b[at + 2] = value >>> 8
    b[at + 3] = value
  }

  writeInt64(value: bigint): void {
    const at = this.reserve(8)
    this.bytes.writeBigInt64BE(value, at)
  }

  writeSessionId(id: SessionId): void {
    this.writeInt64(id)
  }

  /** A whole number of up to 53 bits and sign: a zxid, a time in ms. */
  writeInt53(value: number): void {
    const at = this.reserve(8)
    this.setInt53(at, value)
  }

  setInt53(at: number, value: number): void {
    this.setInt32(at, Math.floor(value / EPOCH_UNIT))
    this.setInt32(at + 4, value % EPOCH_UNIT)
  }

  writeZxid(zxid: Zxid): void {
    this.writeInt53(zxid)
  }

  writeString(value: string | null): void {
    if (value === null) return this.writeInt32(-1)
    const at = this.reserve(4 + value.length * 3)
    const written = writeText(this.bytes, value, at + 4)
    this.setInt32(at, written)
    this.length = at + 4 + written
  }

  writeBuffer(value: Uint8Array | null): void {
    if (value === null) return this.writeInt32(-1)
    const at = this.reserve(4 + value.length)
    this.setInt32(at, value.length)
    this.bytes.set(value, at + 4)
  }

  /** Raw bytes, without a length. */
  writeBytes(source: Uint8Array): void {
    const at = this.reserve(source.length)
    this.bytes.set(source, at)
  }

  /** Raw bytes `[start, end)` of `source`, without a length. */
  writeSlice(source: Buffer, start: number, end: number): void {
    const at = this.reserve(end - start)
    source.copy(this.bytes, at, start, end)
  }
}

/** Short ASCII by a loop, the rest by the encoder. Room for three bytes a unit is there. */
function writeText(bytes: Buffer, text: string, at: number): number {
  const { length } = text
  if (length > 64) return bytes.write(text, at, 'utf8')
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7f) return bytes.write(text, at, 'utf8')
    bytes[at + i] = unit
  }
  return length
}
