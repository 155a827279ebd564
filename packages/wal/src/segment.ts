import { epochOf, type Zxid } from '@zabkit/core'
import { checksum } from './checksum.ts'
import { formatUnknown } from './format-version.ts'
import { INDEX_STEP_BYTES } from './limits.ts'
import { readZxid, writeUint53 } from './uint64.ts'

/**
 * The header of a segment, big-endian: magic (4 bytes), CRC-32C of bytes 8..40, version, link of the last frame of the segment before it,
 * zxid of its own first record, zxid of the last txn before it, zeros.
 */
export const SEGMENT_HEADER_BYTES = 40
const MAGIC = 0x5a4b7367 // "ZKsg"
const VERSION = 1
const NAME = /^([0-9a-f]{1,14})\.log$/

export interface SegmentHeader {
  readonly firstZxid: Zxid
  readonly previousZxid: Zxid
  readonly previousLink: number
}

export function encodeSegmentHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES)
  bytes.writeUInt32BE(MAGIC, 0)
  bytes.writeUInt32BE(VERSION, 8)
  bytes.writeUInt32BE(header.previousLink, 12)
  writeUint53(bytes, header.firstZxid, 16)
  writeUint53(bytes, header.previousZxid, 24)
  bytes.writeUInt32BE(checksum(bytes, 8, SEGMENT_HEADER_BYTES, 0), 4)
  return bytes
}

/** The header of the segment at `path`, or what is wrong with it. Throws ZK_FORMAT_UNKNOWN. */
export function decodeSegmentHeader(bytes: Buffer, path: string): SegmentHeader | string {
  if (bytes.length < SEGMENT_HEADER_BYTES) return 'the header is cut short'
  if (bytes.readUInt32BE(0) !== MAGIC) return 'the file does not begin like a log segment'
  if (checksum(bytes, 8, SEGMENT_HEADER_BYTES, 0) !== bytes.readUInt32BE(4)) return 'the checksum of the header is wrong'
  if (bytes.readUInt32BE(8) !== VERSION) throw formatUnknown(path, bytes.readUInt32BE(8))
  return { firstZxid: readZxid(bytes, 16), previousZxid: readZxid(bytes, 24), previousLink: bytes.readUInt32BE(12) }
}

/** `<zxid in hex>.log`. */
export function segmentName(firstZxid: Zxid): string {
  return `${firstZxid.toString(16)}.log`
}

/** The first zxid that a file name promises, or null when it is not a segment's. */
export function parseSegmentName(name: string): Zxid | null {
  const match = NAME.exec(name)
  return match?.[1] === undefined ? null : (Number.parseInt(match[1], 16) as Zxid)
}

/** One file of the log, as far as it is durable, with a coarse index from zxid to offset. */
export class Segment {
  readonly path: string
  readonly firstZxid: Zxid
  /** Zxid of the last txn before it, in a segment or a snapshot; 0 when there never was one. */
  readonly previousZxid: Zxid
  /** Zxid of its last durable record. */
  lastZxid: Zxid
  /** Bytes that count; what follows is preallocated. */
  end: number
  /** Where its last frame begins. */
  lastFrameOffset: number = SEGMENT_HEADER_BYTES
  readonly #zxids: Zxid[] = []
  readonly #offsets: number[] = []

  constructor(path: string, firstZxid: Zxid, previousZxid: Zxid) {
    this.path = path
    this.firstZxid = firstZxid
    this.previousZxid = previousZxid
    this.lastZxid = firstZxid
    this.end = SEGMENT_HEADER_BYTES
  }

  /** A frame that begins with `firstZxid` has become durable behind the others. */
  added(firstZxid: Zxid, lastZxid: Zxid, bytes: number): void {
    const indexed = this.#offsets.at(-1)
    if (indexed === undefined || this.end - indexed >= INDEX_STEP_BYTES) {
      this.#zxids.push(firstZxid)
      this.#offsets.push(this.end)
    }
    this.lastFrameOffset = this.end
    this.end += bytes
    this.lastZxid = lastZxid
  }

  /** The offset of a frame at or before the one that holds the first record after `after`. */
  offsetBefore(after: Zxid): number {
    return this.#offsets[this.#indexBefore(after)] ?? SEGMENT_HEADER_BYTES
  }

  /**
   * True when the index alone shows that there is a record of `zxid`, which lies between the first and the last: its neighbours in the index
   * are of one epoch, and an epoch has no gap.
   */
  surelyHolds(zxid: Zxid): boolean {
    const at = this.#indexBefore(zxid)
    const before = this.#zxids[at] ?? this.firstZxid
    return epochOf(before) === epochOf(this.#zxids[at + 1] ?? this.lastZxid)
  }

  /** The last entry that is not after `zxid`, or -1. */
  #indexBefore(zxid: Zxid): number {
    let low = 0
    let high = this.#zxids.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#zxids[middle] ?? 0) <= zxid) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
