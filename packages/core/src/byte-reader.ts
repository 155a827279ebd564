import { sessionIdFromHalves, type SessionId } from './session-id.ts'
import { type Zxid, zxidFromHalves } from './zxid.ts'

/** The bytes are not what the record's shape demands. Thrown by `ByteReader`, turned into a code at the edge. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
}

/**
 * A cursor over big-endian bytes, in jute's encoding. It never copies: strings are made, buffers are subarrays that share the memory of
 * `bytes`. Every read is bounds-checked against `end` and throws DecodeError.
 */
export class ByteReader {
  bytes: Buffer
  offset: number
  end: number

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.offset = start
    this.end = end
  }

  /** Points the same cursor elsewhere: one reader serves a whole connection. */
  reset(bytes: Buffer, start = 0, end = bytes.length): this {
    this.bytes = bytes
    this.offset = start
    this.end = end
    return this
  }

  get remaining(): number {
    return this.end - this.offset
  }

  /** Moves past `count` bytes and returns the offset before them. */
  skip(count: number): number {
    const at = this.offset
    if (count > this.end - at) throw new DecodeError(`record ends ${count - (this.end - at)} bytes too early`)
    this.offset = at + count
    return at
  }

  readBoolean(): boolean {
    return this.bytes[this.skip(1)] !== 0
  }

  readByte(): number {
    return this.bytes[this.skip(1)] as number
  }

  readInt32(): number {
    const at = this.skip(4)
    const b = this.bytes
    return ((b[at] as number) << 24) | ((b[at + 1] as number) << 16) | ((b[at + 2] as number) << 8) | (b[at + 3] as number)
  }

  readUint32(): number {
    return this.readInt32() >>> 0
  }

  readInt64(): bigint {
    return this.bytes.readBigInt64BE(this.skip(8))
  }

  readSessionId(): SessionId {
    const high = this.readInt32()
    return sessionIdFromHalves(high, this.readInt32())
  }

  readZxid(): Zxid {
    const high = this.readInt32()
    if (high < 0 || high > 0x1f_ffff) throw new DecodeError('zxid is out of range')
    return zxidFromHalves(high, this.readInt32())
  }

  /** A signed 64-bit value that is known to be exact as a number: a time in ms, a ttl. */
  readInt53(): number {
    const high = this.readInt32()
    return high * 0x1_0000_0000 + this.readUint32()
  }

  /** The length of a jute string, buffer or vector; -1 is null. Never more than what is left. */
  readLength(): number {
    const length = this.readInt32()
    if (length < -1 || length > this.end - this.offset) throw new DecodeError(`unreasonable length ${length}`)
    return length
  }

  /** A vector's count; -1 is null. `minItemBytes` bounds it by what is left, before anything is allocated. */
  readCount(minItemBytes: number): number {
    const count = this.readInt32()
    if (count < -1 || count * minItemBytes > this.end - this.offset) throw new DecodeError(`unreasonable count ${count}`)
    return count
  }

  /** Null for length -1. Bad UTF-8 becomes U+FFFD; surrogates written one by one (Java's writer) are joined. */
  readString(): string | null {
    const length = this.readLength()
    if (length === -1) return null
    const at = this.skip(length)
    return decodeUtf8(this.bytes, at, at + length)
  }

  /** A subarray that shares memory, or null for length -1. Copy what is to be kept. */
  readBuffer(): Buffer | null {
    const length = this.readLength()
    if (length === -1) return null
    const at = this.skip(length)
    return this.bytes.subarray(at, at + length)
  }
}

/** Names and paths are nearly always short ASCII: a loop over char codes beats the call into the decoder there. */
function decodeUtf8(bytes: Buffer, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    if ((bytes[i] as number) > 0x7f) return decodeNonAscii(bytes, start, end)
  }
  return bytes.toString('latin1', start, end)
}

function decodeNonAscii(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end)
  return text.includes('\ufffd') ? decodeCesu8(bytes, start, end, text) : text
}

/** Java encodes each half of a surrogate pair as three bytes (ED A0..BF xx). Falls back to `replaced` when that is not the cause. */
function decodeCesu8(bytes: Buffer, start: number, end: number, replaced: string): string {
  const units: number[] = []
  for (let i = start; i < end; ) {
    const a = bytes[i] as number
    if (a < 0x80) {
      units.push(a)
      i += 1
    } else if (a >= 0xc2 && a < 0xe0 && isContinuation(bytes, i + 1, end)) {
      units.push(((a & 0x1f) << 6) | ((bytes[i + 1] as number) & 0x3f))
      i += 2
    } else if (a >= 0xe0 && a < 0xf0 && isContinuation(bytes, i + 1, end) && isContinuation(bytes, i + 2, end)) {
      // Fewer bytes would do: an overlong form would be a second name for the same path.
      if (a === 0xe0 && (bytes[i + 1] as number) < 0xa0) return replaced
      units.push(((a & 0x0f) << 12) | (((bytes[i + 1] as number) & 0x3f) << 6) | ((bytes[i + 2] as number) & 0x3f))
      i += 3
    } else return replaced
  }
  let text = ''
  for (let i = 0; i < units.length; i += 1024) text += String.fromCharCode(...units.slice(i, i + 1024))
  return /\p{Surrogate}/u.test(text) ? replaced : text
}

function isContinuation(bytes: Buffer, at: number, end: number): boolean {
  return at < end && ((bytes[at] as number) & 0xc0) === 0x80
}
