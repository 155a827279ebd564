import type { File, FileSystem, Logger, Zxid } from '@zabkit/core'
import { ChunkReader } from './chunk-reader.ts'
import type { Detached } from './detached.ts'
import { datasync, join, withFile, writeAll } from './files.ts'
import { emptyLogState, type LogState } from './log-state.ts'
import { decodeSegmentHeader, parseSegmentName, SEGMENT_HEADER_BYTES, Segment, type SegmentHeader } from './segment.ts'
import { damaged, gap, proofOfDamage, readSpan, type ScanEnd, scanFrames } from './segment-scan.ts'

interface Recovery {
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly detached: Detached
  readonly logger: Logger
  /** What is known to have been synced. */
  readonly mark: Zxid
}

/**
 * Reads and verifies every segment in `directory`. A torn tail of the last one is put aside and cut off; damage anywhere else, or a
 * missing segment, is refused with ZK_LOG_DAMAGED or ZK_LOG_GAP and nothing is touched.
 */
export async function recoverLog(recovery: Recovery): Promise<LogState> {
  const { fileSystem, directory } = recovery
  await fileSystem.syncDirectory(directory)
  const state = emptyLogState()
  const found = segmentsIn(directory, await fileSystem.list(directory))
  for (const [i, segment] of found.entries()) {
    const isLast = i === found.length - 1
    await withFile(fileSystem, segment.path, false, (file) => recoverSegment(recovery, file, segment, state, isLast))
  }
  checkMark(recovery, state)
  return state
}

interface NamedSegment {
  readonly path: string
  readonly firstZxid: Zxid
}

function segmentsIn(directory: string, names: readonly string[]): NamedSegment[] {
  const segments: NamedSegment[] = []
  for (const name of names) {
    const firstZxid = parseSegmentName(name)
    if (firstZxid !== null) segments.push({ path: join(directory, name), firstZxid })
  }
  return segments.sort((a, b) => a.firstZxid - b.firstZxid)
}

async function recoverSegment(recovery: Recovery, file: File, named: NamedSegment, state: LogState, isLast: boolean): Promise<void> {
  const size = (await recovery.fileSystem.size(named.path)) ?? 0
  const reader = new ChunkReader(file, size)
  const header = checkedHeader(named, decodeSegmentHeader(await reader.bytes(0, SEGMENT_HEADER_BYTES), named.path), state)
  const segment = new Segment(named.path, header.firstZxid, header.previousZxid)
  const before = state.lastZxid
  const end = await scanFrames(reader, segment, state)
  await checkEnd(recovery, reader, segment, state, end, isLast)
  if (state.lastZxid === before) throw damaged(segment.path, SEGMENT_HEADER_BYTES, 'it has lost its first frame')
  state.segments.push(segment)
  if (isLast) await settleTail(recovery, file, segment, state, end, size)
}

function checkedHeader(segment: NamedSegment, header: SegmentHeader | string, state: LogState): SegmentHeader {
  if (typeof header === 'string') throw damaged(segment.path, 0, header)
  if (header.firstZxid !== segment.firstZxid) throw damaged(segment.path, 0, 'its name and its header disagree on the first zxid')
  const previous = state.segments.at(-1)
  if (previous === undefined) {
    // Whatever came before was purged.
    state.link = header.previousLink
    return header
  }
  if (header.previousZxid !== state.lastZxid) throw gap(previous.path, previous.end, state.lastZxid, header.firstZxid)
  if (header.previousLink !== state.link) throw damaged(segment.path, 0, `it does not continue ${previous.path}`)
  return header
}

async function checkEnd(
  recovery: Recovery,
  reader: ChunkReader,
  segment: Segment,
  state: LogState,
  end: ScanEnd,
  isLast: boolean,
): Promise<void> {
  if (end === null) return
  if (!isLast) throw damaged(segment.path, segment.end, `${end}, and a later segment follows`)
  if (recovery.mark > state.lastZxid) throw damaged(segment.path, segment.end, `${end}, but it was synced once`)
  const proof = await proofOfDamage(reader, segment.end)
  if (proof !== null) throw damaged(segment.path, segment.end, `${end}, and ${proof}`)
}

/** Leaves the last segment with its frames and nothing else, all of it surely on disk. */
async function settleTail(
  recovery: Recovery,
  file: File,
  segment: Segment,
  state: LogState,
  end: ScanEnd,
  size: number,
): Promise<void> {
  if (end !== null) await detachTail(recovery, segment, state, end, size)
  // A frame that no mark covers may be in the page cache alone, where a failed sync has left it clean: only writing it again helps.
  if (recovery.mark < state.lastZxid) {
    const start = segment.lastFrameOffset
    await writeAll(file, [await readSpan(file, start, segment.end)], start)
  }
  if (size > segment.end) await file.truncate(segment.end)
  await datasync(file)
}

async function detachTail(recovery: Recovery, segment: Segment, state: LogState, end: string, size: number): Promise<void> {
  const copy = await recovery.detached.copy(segment.path, segment.end, size, 'torn')
  recovery.logger.warn('The log ends in a write that a crash cut short; it was never acknowledged and is put aside', {
    file: segment.path,
    offset: segment.end,
    reason: end,
    lastZxid: `0x${state.lastZxid.toString(16)}`,
    keptAs: copy,
  })
}

function checkMark(recovery: Recovery, state: LogState): void {
  if (recovery.mark <= state.lastZxid) return
  const last = state.segments.at(-1)
  if (last !== undefined) throw damaged(last.path, last.end, `records up to 0x${recovery.mark.toString(16)} were synced once`)
  throw gap(recovery.directory, 0, state.lastZxid, recovery.mark)
}
