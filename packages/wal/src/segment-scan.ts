import { type File, follows, OperatorError, type Zxid } from '@zabkit/core'
import type { ChunkReader } from './chunk-reader.ts'
import { decodeFrameHeader, FRAME_HEADER_BYTES, FRAME_MAGIC, type FrameHeader, isBodyWhole } from './frame.ts'
import { READ_CHUNK_BYTES } from './limits.ts'
import type { LogState } from './log-state.ts'
import type { Segment } from './segment.ts'

/** How a scan ended: null when only zeros or nothing follow the last frame; else why the bytes at `segment.end` are no frame. */
export type ScanEnd = string | null

/** Verifies the frames of `segment` one after the other and takes each into `segment` and `state`, up to the first that is not whole. */
export async function scanFrames(reader: ChunkReader, segment: Segment, state: LogState): Promise<ScanEnd> {
  for (;;) {
    const offset = segment.end
    const bytes = await reader.bytes(offset, FRAME_HEADER_BYTES)
    if (isBlank(bytes)) return (await reader.firstNonZero(offset)) < 0 ? null : 'zeros with other bytes behind them'
    const header = decodeFrameHeader(bytes, offset)
    if (header === null) return 'the header of a frame is cut short or its checksum is wrong'
    const body = await reader.bytes(offset + FRAME_HEADER_BYTES, header.bodyBytes)
    if (!isBodyWhole(body, header)) return `a frame of ${header.count} records is cut short or its checksum is wrong`
    // Whole, so no torn write; and no crash leaves a frame of another history in this place.
    if (header.previousLink !== state.link) throw damaged(segment.path, offset, 'a whole frame does not continue the one before it')
    takeFrame(header, segment, state)
  }
}

function takeFrame(header: FrameHeader, segment: Segment, state: LogState): void {
  if (!follows(header.firstZxid, state.lastZxid)) throw gap(segment.path, segment.end, state.lastZxid, header.firstZxid)
  segment.added(header.firstZxid, header.lastZxid, FRAME_HEADER_BYTES + header.bodyBytes)
  state.link = header.link
  state.lastZxid = header.lastZxid
  if (header.committedZxid > state.committedZxid) state.committedZxid = header.committedZxid
}

/**
 * Why the bytes from `offset` on, which are no whole frame, cannot be what a crash left of the last write; null when they can. A frame is
 * written only after the one before it was synced, so whatever is whole or even begun behind the bad one proves that it was whole once.
 */
export async function proofOfDamage(reader: ChunkReader, offset: number): Promise<string | null> {
  const header = decodeFrameHeader(await reader.bytes(offset, FRAME_HEADER_BYTES), offset)
  if (header !== null) {
    const behind = await reader.firstNonZero(Math.min(reader.size, offset + FRAME_HEADER_BYTES + header.bodyBytes))
    return behind < 0 ? null : `something was written behind it, at byte ${behind}`
  }
  const later = await findFrame(reader, offset + 1)
  return later < 0 ? null : `a whole frame follows at byte ${later}`
}

/** The offset of the first whole frame at or after `from`, or -1. */
async function findFrame(reader: ChunkReader, from: number): Promise<number> {
  let at = from
  while (at < reader.size) {
    const bytes = await reader.bytes(at, READ_CHUNK_BYTES)
    const found = bytes.indexOf(FRAME_MAGIC)
    if (found < 0) at += Math.max(1, bytes.length - FRAME_MAGIC.length + 1)
    else if (await isFrame(reader, at + found)) return at + found
    else at += found + 1
  }
  return -1
}

async function isFrame(reader: ChunkReader, offset: number): Promise<boolean> {
  const header = decodeFrameHeader(await reader.bytes(offset, FRAME_HEADER_BYTES), offset)
  return header !== null && isBodyWhole(await reader.bytes(offset + FRAME_HEADER_BYTES, header.bodyBytes), header)
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0) return false
  return true
}

/** ZK_LOG_DAMAGED at byte `offset` of `path`. */
export function damaged(path: string, offset: number, what: string): OperatorError {
  return new OperatorError('ZK_LOG_DAMAGED', `${path}: damaged at byte ${offset}: ${what}`)
}

/** ZK_LOG_GAP: after `last` comes `next`. */
export function gap(path: string, offset: number, last: Zxid, next: Zxid): OperatorError {
  const text = `${path}: at byte ${offset} the log goes from 0x${last.toString(16)} to 0x${next.toString(16)}`
  return new OperatorError('ZK_LOG_GAP', text)
}

/** Reads `[start, end)` of `file`. */
export async function readSpan(file: File, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(end - start)
  return bytes.subarray(0, await file.read(bytes, start))
}
