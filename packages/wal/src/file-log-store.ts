import {
  type Durable, type FileSystem, invariant, type Logger, type LogRange, type LogRecord, type LogStore, OperatorError, type Zxid,
} from '@zabkit/core'
import type { Detached } from './detached.ts'
import { operatorErrorOf, withOperatorErrors } from './disk-error.ts'
import { removeTemporaries } from './files.ts'
import { LogReader } from './log-reader.ts'
import { recoverLog } from './log-recovery.ts'
import type { LogState } from './log-state.ts'
import { truncateLog, truncationFailed } from './log-truncation.ts'
import { LogWriter } from './log-writer.ts'
import { SpareSegment } from './spare-segment.ts'
import { SyncMark } from './sync-mark.ts'
import type { SyncWatch } from './sync-watch.ts'

export interface FileLogStoreParts {
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly detached: Detached
  readonly logger: Logger
  readonly watch: SyncWatch
  readonly segmentBytes: number
  readonly preallocateBytes: number
  /** Zxid of the newest snapshot, 0 when there is none. */
  readonly snapshotZxid: () => Zxid
}

interface OpenLog {
  readonly state: LogState
  readonly mark: SyncMark
  readonly spare: SpareSegment
  readonly writer: LogWriter
  readonly reader: LogReader
}

/** The log in segments; see `frame.ts` for what stands in them and the README for what is promised. */
export class FileLogStore implements LogStore {
  readonly #parts: FileLogStoreParts
  #open: OpenLog | null = null

  constructor(parts: FileLogStoreParts) {
    this.#parts = parts
  }

  /** Verifies what is there and makes the log ready. `isNew`: nothing can have been here before. */
  async open(isNew: boolean): Promise<void> {
    const { fileSystem, directory, segmentBytes, preallocateBytes, logger } = this.#parts
    const marked = await SyncMark.peek(fileSystem, directory)
    const state = await recoverLog({ ...this.#parts, mark: marked.zxid })
    if (marked.sequence === 0 && state.segments.length === 0 && !isNew) throw markLost(directory)
    await removeTemporaries(fileSystem, directory)
    state.baseZxid = marked.baseZxid
    // A crash came between the decision to begin anew behind a snapshot and its end.
    if (state.lastZxid < state.baseZxid && state.segments.length > 0) await truncateLog({ ...this.#parts, state }, 0 as Zxid)
    if (state.segments.length === 0) state.baseZxid = Math.max(state.baseZxid, this.#parts.snapshotZxid()) as Zxid
    const mark = await SyncMark.open(fileSystem, directory)
    await mark.settle(state.lastZxid, state.baseZxid)
    await fileSystem.syncDirectory(directory)
    const spare = new SpareSegment(fileSystem, directory, Math.min(preallocateBytes, segmentBytes), logger)
    const writer = new LogWriter({ ...this.#parts, state, mark, spare })
    this.#open = { state, mark, spare, writer, reader: new LogReader(fileSystem, state) }
    spare.prepare(() => writer.idle())
  }

  /** Makes everything appended durable and closes. */
  async close(): Promise<void> {
    const open = this.#open
    if (open === null) return
    await open.writer.idle()
    this.#open = null
    await open.writer.closeSegment()
    await open.spare.close()
    await open.mark.close()
  }

  get #opened(): OpenLog {
    invariant(this.#open !== null, 'the storage is used only between start and stop')
    return this.#open
  }

  get range(): LogRange {
    const { state, writer } = this.#opened
    const firstZxid = state.segments[0]?.firstZxid ?? writer.firstZxid
    return { firstZxid, lastZxid: writer.lastZxid, committedZxid: writer.committedZxid, baseZxid: writer.baseZxid }
  }

  get sizeBytes(): number {
    return this.#opened.state.segments.reduce((sum, segment) => sum + segment.end, 0)
  }

  append(records: readonly LogRecord[], committedZxid: Zxid, done: Durable): void {
    this.#opened.writer.append(records, committedZxid, done)
  }

  async read(after: Zxid, maxBytes: number): Promise<LogRecord[]> {
    const { reader } = this.#opened
    return withOperatorErrors('reading the log', this.#parts.directory, () => reader.read(after, maxBytes))
  }

  async floor(zxid: Zxid): Promise<Zxid | null> {
    const { reader, writer } = this.#opened
    // Taken now: a purge may go on meanwhile.
    const { baseZxid } = writer
    if (zxid < baseZxid) return null
    return withOperatorErrors('reading the log', this.#parts.directory, async () => (await reader.floor(zxid)) ?? baseZxid)
  }

  async truncateAfter(zxid: Zxid): Promise<void> {
    const { state, mark, reader, writer } = this.#opened
    await writer.idle()
    if (writer.failure !== null) throw writer.failure
    const baseZxid = this.#baseAfter(zxid)
    if (zxid >= state.lastZxid && baseZxid === mark.baseZxid) return
    try {
      await writer.closeSegment()
      // First, durably: nobody may expect afterwards what is about to go.
      await mark.lower(Math.min(mark.zxid, zxid) as Zxid, baseZxid)
      state.baseZxid = baseZxid
      await truncateLog({ ...this.#parts, state }, zxid)
    } catch (error) {
      throw writer.fail('cutting the log', truncationFailed(this.#parts.directory, zxid, error))
    }
    reader.reset()
    writer.restart()
  }

  /** What the log will build upon when it is cut after `zxid`, as far as that is not said by a segment. */
  #baseAfter(zxid: Zxid): Zxid {
    const { state, mark } = this.#opened
    if (zxid === 0) return this.#parts.snapshotZxid()
    const first = state.segments[0]
    return first !== undefined && first.firstZxid > zxid ? first.previousZxid : mark.baseZxid
  }

  async purgeBefore(zxid: Zxid): Promise<void> {
    const { fileSystem, directory } = this.#parts
    const { segments } = this.#opened.state
    // The oldest first, each durably: after a crash what is left has no hole.
    for (let next = segments[1]; next !== undefined && next.firstZxid <= zxid; next = segments[1]) {
      const [oldest] = segments
      if (oldest === undefined) return
      try {
        await fileSystem.unlink(oldest.path)
        await fileSystem.syncDirectory(directory)
      } catch (error) {
        throw operatorErrorOf('removing an old log segment', oldest.path, error)
      }
      segments.shift()
    }
  }
}

function markLost(directory: string): OperatorError {
  return new OperatorError('ZK_LOG_GAP', `${directory}: neither segments nor the sync mark are there, although the log was used before`)
}
