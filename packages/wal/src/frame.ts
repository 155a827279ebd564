import { type LogRecord, makeZxid, type Zxid } from '@zabkit/core'
import { checksum } from './checksum.ts'
import { FRAME_BUFFER_KEPT_BYTES, FRAME_BYTES } from './limits.ts'
import { readZxid, writeUint53 } from './uint64.ts'

/**
 * A frame is what one write and one sync made durable: records of one epoch, without a gap. Its header, big-endian:
 *
 *      0  magic
 *      4  CRC-32C of bytes 8..40, begun from the frame's offset in the file: its link in the chain
 *      8  link of the frame before it
 *     12  CRC-32C of the body
 *     16  bytes of the body
 *     20  records in the body
 *     24  zxid of the first record; the others follow by one
 *     32  commit watermark
 *
 * The body is, for each record, a length (4 bytes) and the bytes. Since the link covers the link before it and the CRC of the body, a
 * frame proves everything before it; since it is begun from the offset, a copy of a frame elsewhere (in a znode's data, say) is none.
 */
export const FRAME_HEADER_BYTES = 40
/** "ZKfr", a pattern to look for behind damage. */
export const FRAME_MAGIC = Buffer.from([0x5a, 0x4b, 0x66, 0x72])
const MAGIC = FRAME_MAGIC.readUInt32BE(0)
const RECORD_HEADER_BYTES = 4

export interface FrameHeader {
  /** This frame's link in the chain. */
  readonly link: number
  /** Link of the frame before it. */
  readonly previousLink: number
  readonly bodyChecksum: number
  readonly bodyBytes: number
  readonly count: number
  readonly firstZxid: Zxid
  readonly lastZxid: Zxid
  readonly committedZxid: Zxid
}

/** Decodes the header at the start of `bytes`, which stands at `offset` of its file. Null when it is none, or damaged. */
export function decodeFrameHeader(bytes: Buffer, offset: number): FrameHeader | null {
  if (bytes.length < FRAME_HEADER_BYTES || bytes.readUInt32BE(0) !== MAGIC) return null
  const link = bytes.readUInt32BE(4)
  if (checksum(bytes, 8, FRAME_HEADER_BYTES, seedOf(offset)) !== link) return null
  const count = bytes.readUInt32BE(20)
  const firstZxid = readZxid(bytes, 24)
  return {
    link,
    previousLink: bytes.readUInt32BE(8),
    bodyChecksum: bytes.readUInt32BE(12),
    bodyBytes: bytes.readUInt32BE(16),
    count,
    firstZxid,
    lastZxid: (firstZxid + count - 1) as Zxid,
    committedZxid: readZxid(bytes, 32),
  }
}

/** True when `body` is what was written under `header`. */
export function isBodyWhole(body: Buffer, header: FrameHeader): boolean {
  return body.length === header.bodyBytes && checksum(body, 0, body.length, 0) === header.bodyChecksum
}

/**
 * Adds to `records` those of a verified `body` that come after `after`, until `maxBytes` are there. They share its memory. Returns the bytes
 * added, negative when it stopped before the end.
 */
export function decodeRecords(body: Buffer, header: FrameHeader, after: Zxid, maxBytes: number, records: LogRecord[]): number {
  let at = 0
  let added = 0
  for (let zxid: number = header.firstZxid; zxid <= header.lastZxid; zxid++) {
    const start = at + RECORD_HEADER_BYTES
    at = start + body.readUInt32BE(at)
    if (zxid <= after) continue
    if (added >= maxBytes) return -added
    records.push({ zxid: zxid as Zxid, bytes: body.subarray(start, at) })
    added += at - start
  }
  return added
}

/** Where a frame is put together. Used again for the next one. */
export class FrameBuffer {
  #bytes = Buffer.allocUnsafeSlow(64 << 10)
  #length = 0
  #count = 0
  #firstZxid: Zxid = makeZxid(0, 0)

  get byteLength(): number {
    return this.#length
  }

  get count(): number {
    return this.#count
  }

  get lastZxid(): Zxid {
    return (this.#firstZxid + this.#count - 1) as Zxid
  }

  get firstZxid(): Zxid {
    return this.#firstZxid
  }

  begin(): void {
    if (this.#bytes.length > FRAME_BUFFER_KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(FRAME_BYTES)
    this.#length = FRAME_HEADER_BYTES
    this.#count = 0
  }

  /** False when `record` belongs into the next frame: this one is full, or of another epoch. A first record always fits. */
  takes(record: LogRecord): boolean {
    if (this.#count === 0) return true
    return record.zxid === this.lastZxid + 1 && this.#length + record.bytes.length <= FRAME_BYTES
  }

  add(record: LogRecord): void {
    const { bytes } = record
    const at = this.#length
    const end = at + RECORD_HEADER_BYTES + bytes.length
    if (end > this.#bytes.length) this.#grow(end)
    this.#bytes.writeUInt32BE(bytes.length, at)
    bytes.copy(this.#bytes, at + RECORD_HEADER_BYTES)
    if (this.#count === 0) this.#firstZxid = record.zxid
    this.#count++
    this.#length = end
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(grown, 0, 0, this.#length)
    this.#bytes = grown
  }

  /** Fills in the header of a frame that goes to `offset` behind `previousLink`. The bytes are valid until `begin`. */
  finish(offset: number, previousLink: number, committedZxid: Zxid): Buffer {
    const bytes = this.#bytes
    bytes.writeUInt32BE(MAGIC, 0)
    bytes.writeUInt32BE(previousLink, 8)
    bytes.writeUInt32BE(checksum(bytes, FRAME_HEADER_BYTES, this.#length, 0), 12)
    bytes.writeUInt32BE(this.#length - FRAME_HEADER_BYTES, 16)
    bytes.writeUInt32BE(this.#count, 20)
    writeUint53(bytes, this.#firstZxid, 24)
    writeUint53(bytes, committedZxid, 32)
    bytes.writeUInt32BE(checksum(bytes, 8, FRAME_HEADER_BYTES, seedOf(offset)), 4)
    return bytes.subarray(0, this.#length)
  }
}

/** The link that stands in a finished frame. */
export function linkOf(frame: Buffer): number {
  return frame.readUInt32BE(4)
}

function seedOf(offset: number): number {
  return offset >>> 0
}
