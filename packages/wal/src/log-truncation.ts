import { type File, type FileSystem, OperatorError, type Zxid } from '@zabkit/core'
import type { Detached } from './detached.ts'
import { baseName, replaceFile, writeAll } from './files.ts'
import { FrameBuffer, linkOf } from './frame.ts'
import { READ_CHUNK_BYTES } from './limits.ts'
import { LogReader } from './log-reader.ts'
import type { LogState } from './log-state.ts'
import { decodeSegmentHeader, encodeSegmentHeader, SEGMENT_HEADER_BYTES, Segment } from './segment.ts'
import { damaged, readSpan } from './segment-scan.ts'

interface Truncation {
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly detached: Detached
  readonly state: LogState
}

/**
 * Removes every record after `zxid`. Whole segments are moved aside, the newest first, so that a crash leaves a prefix; the segment that
 * holds the cut is written anew beside itself, shorter, and takes its place by a durable rename.
 */
export async function truncateLog(truncation: Truncation, zxid: Zxid): Promise<void> {
  const { directory, detached, state } = truncation
  for (let last = state.segments.at(-1); last !== undefined && last.firstZxid > zxid; last = state.segments.at(-1)) {
    await detached.move(directory, baseName(last.path), 'truncated')
    state.segments.pop()
  }
  const cut = state.segments.at(-1)
  if (cut === undefined) forget(state)
  else if (cut.lastZxid > zxid) await shorten(truncation, cut, zxid)
  else await recall(truncation, cut)
  state.lastZxid = state.segments.at(-1)?.lastZxid ?? (0 as Zxid)
  if (state.committedZxid > state.lastZxid) state.committedZxid = state.lastZxid
}

function forget(state: LogState): void {
  state.link = 0
}

/** The segment stays as it is: its last frame is where the chain goes on. */
async function recall(truncation: Truncation, segment: Segment): Promise<void> {
  const { fileSystem, state } = truncation
  const file = await fileSystem.open(segment.path, false)
  try {
    state.link = linkOf(await readSpan(file, segment.lastFrameOffset, segment.end))
  } finally {
    await file.close()
  }
}

async function shorten(truncation: Truncation, segment: Segment, zxid: Zxid): Promise<void> {
  const { fileSystem, directory, detached, state } = truncation
  await detached.copy(segment.path, segment.offsetBefore(zxid), segment.end, 'truncated')
  const shorter = new Segment(segment.path, segment.firstZxid, segment.previousZxid)
  await replaceFile(fileSystem, directory, baseName(segment.path), async (file) => {
    await copyRecords(truncation, file, segment, shorter, zxid)
  })
  state.segments[state.segments.length - 1] = shorter
}

/** Writes the records of `segment` up to `zxid` to `file`, in frames of their own. */
async function copyRecords(truncation: Truncation, file: File, segment: Segment, shorter: Segment, zxid: Zxid): Promise<void> {
  const { state } = truncation
  const header = await readHeader(truncation.fileSystem, segment)
  await writeAll(file, [encodeSegmentHeader(header)], 0)
  state.link = header.previousLink
  const reader = new LogReader(truncation.fileSystem, { ...state, segments: [segment] })
  const frame = new FrameBuffer()
  let after = (segment.firstZxid - 1) as Zxid
  while (after < zxid) {
    frame.begin()
    for (const record of await reader.read(after, READ_CHUNK_BYTES)) {
      if (record.zxid > zxid || !frame.takes(record)) break
      frame.add(record)
    }
    if (frame.count === 0) return
    const committed = Math.min(state.committedZxid, frame.lastZxid) as Zxid
    const bytes = frame.finish(shorter.end, state.link, committed)
    await writeAll(file, [bytes], shorter.end)
    shorter.added(frame.firstZxid, frame.lastZxid, bytes.length)
    state.link = linkOf(bytes)
    after = frame.lastZxid
  }
}

async function readHeader(fileSystem: FileSystem, segment: Segment) {
  const file = await fileSystem.open(segment.path, false)
  try {
    const header = decodeSegmentHeader(await readSpan(file, 0, SEGMENT_HEADER_BYTES), segment.path)
    if (typeof header === 'string') throw damaged(segment.path, 0, header)
    return header
  } finally {
    await file.close()
  }
}

/** ZK_DISK_FAILED says it all elsewhere; a truncation says what it left undone. */
export function truncationFailed(directory: string, zxid: Zxid, cause: unknown): OperatorError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new OperatorError('ZK_DISK_FAILED', `${directory}: cutting the log after 0x${zxid.toString(16)} failed: ${reason}`, { cause })
}
