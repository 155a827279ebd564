import {
  type Durable, type FileSystem, invariant, type Logger, type LogRange, type LogRecord, type LogStore, type Zxid,
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

  /** Verifies what is there and makes the log ready. */
  async open(): Promise<void> {
    const { fileSystem, directory, segmentBytes, preallocateBytes, logger } = this.#parts
    await fileSystem.makeDirectory(directory)
    const state = await recoverLog({ ...this.#parts, mark: await SyncMark.peek(fileSystem, directory) })
    await removeTemporaries(fileSystem, directory)
    const mark = await SyncMark.open(fileSystem, directory)
    await fileSystem.syncDirectory(directory)
    const spare = new SpareSegment(fileSystem, directory, Math.min(preallocateBytes, segmentBytes), logger)
    const writer = new LogWriter({ ...this.#parts, state, mark, spare })
    this.#open = { state, mark, spare, writer, reader: new LogReader(fileSystem, state) }
    spare.prepare()
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
    const base = state.segments[0]?.previousZxid ?? this.#parts.snapshotZxid()
    return { firstZxid, lastZxid: writer.lastZxid, committedZxid: writer.committedZxid, complete: base === 0 }
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

  async truncateAfter(zxid: Zxid): Promise<void> {
    const { state, mark, reader, writer } = this.#opened
    await writer.idle()
    if (writer.failure !== null) throw writer.failure
    if (zxid >= state.lastZxid) return
    try {
      await writer.closeSegment()
      // First, durably: nobody may expect afterwards what is about to go.
      if (mark.zxid > zxid) await mark.lower(zxid)
      await truncateLog({ ...this.#parts, state }, zxid)
    } catch (error) {
      throw writer.fail('cutting the log', truncationFailed(this.#parts.directory, zxid, error))
    }
    reader.reset()
    writer.restart()
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
