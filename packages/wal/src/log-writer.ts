import {
  type Durable, type File, type FileSystem, follows, invariant, type LogRecord, type OperatorError, Ring, type Zxid,
} from '@zabkit/core'
import { diskFailed } from './disk-error.ts'
import { datasync, join, writeAll } from './files.ts'
import { FrameBuffer, linkOf } from './frame.ts'
import type { LogState } from './log-state.ts'
import { encodeSegmentHeader, SEGMENT_HEADER_BYTES, Segment, segmentName } from './segment.ts'
import type { SpareSegment } from './spare-segment.ts'
import type { SyncMark } from './sync-mark.ts'
import type { SyncWatch } from './sync-watch.ts'

/** An append that waits for its last record to be durable. */
interface Waiting {
  readonly lastZxid: Zxid
  readonly committedZxid: Zxid
  readonly done: Durable
}

interface LogWriterParts {
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly segmentBytes: number
  readonly state: LogState
  readonly spare: SpareSegment
  readonly mark: SyncMark
  readonly watch: SyncWatch
  /** Zxid of the newest snapshot, 0 when there is none: what a log that begins anew builds upon. */
  readonly snapshotZxid: () => Zxid
}

/**
 * Group commit. One frame is under way at a time: its write, then its sync. What is appended meanwhile waits and shares the next frame.
 * The first write or sync that fails is the last: everything that waits and everything that comes later gets that same error.
 */
export class LogWriter {
  /** Zxid of the last record taken. */
  lastZxid: Zxid
  committedZxid: Zxid
  /** Zxid of the first record, durable or not, 0 when there is none. */
  firstZxid: Zxid
  readonly #parts: LogWriterParts
  readonly #records = new Ring<LogRecord>()
  readonly #waiting = new Ring<Waiting>()
  readonly #frame = new FrameBuffer()
  #file: File | null = null
  #segment: Segment | null = null
  #link = 0
  #frameCommitted = 0 as Zxid
  #busy = false
  #failure: OperatorError | null = null
  #onIdle: (() => void)[] = []

  constructor(parts: LogWriterParts) {
    this.#parts = parts
    this.lastZxid = parts.state.lastZxid
    this.committedZxid = parts.state.committedZxid
    this.firstZxid = firstZxidOf(parts.state)
    this.#frameCommitted = this.committedZxid
  }

  append(records: readonly LogRecord[], committedZxid: Zxid, done: Durable): void {
    if (this.#failure !== null) return this.#later(done, this.#failure)
    for (const record of records) {
      invariant(record.zxid > 0 && follows(record.zxid, this.lastZxid), 'records are appended in zxid order, without a gap inside an epoch')
      this.#records.push(record)
      this.lastZxid = record.zxid
    }
    if (this.firstZxid === 0) this.firstZxid = records[0]?.zxid ?? (0 as Zxid)
    if (committedZxid > this.committedZxid) this.committedZxid = committedZxid
    if (records.length === 0 && this.#waiting.size === 0) return this.#later(done, null)
    this.#waiting.push({ lastZxid: this.lastZxid, committedZxid: this.committedZxid, done })
    if (!this.#busy) this.#writeFrame()
  }

  /** Never inside the call that appended. */
  #later(done: Durable, error: Error | null): void {
    void Promise.resolve().then(() => done(error))
  }

  #writeFrame(): void {
    this.#busy = true
    this.#fillFrame()
    const { segmentBytes, state } = this.#parts
    if (this.#file === null || this.#segment === null || this.#segment.end + this.#frame.byteLength > segmentBytes) {
      this.#beginSegment().then(this.#onSynced, (error) => this.#onFailed('beginning a segment', error))
      return
    }
    const bytes = this.#frame.finish(this.#segment.end, state.link, this.#frameCommitted)
    this.#link = linkOf(bytes)
    this.#parts.watch.begin()
    this.#file.write([bytes], this.#segment.end, this.#onWritten)
  }

  #fillFrame(): void {
    const frame = this.#frame
    frame.begin()
    for (let next = this.#records.peek(); next !== undefined && frame.takes(next); next = this.#records.peek()) {
      frame.add(next)
      this.#records.shift()
    }
    // The newest watermark that came with the records of this frame.
    for (const waiting of this.#waiting) {
      this.#frameCommitted = waiting.committedZxid
      if (waiting.lastZxid >= frame.lastZxid) break
    }
  }

  readonly #onWritten = (error: Error | null): void => {
    if (error !== null || this.#file === null) return this.#onFailed('a write', error)
    this.#file.datasync(this.#onDatasync)
  }

  readonly #onDatasync = (error: Error | null): void => {
    if (error !== null) return this.#onFailed('a sync', error)
    this.#parts.watch.end()
    this.#onSynced()
  }

  readonly #onSynced = (): void => {
    const { state } = this.#parts
    this.#segment?.added(this.#frame.firstZxid, this.#frame.lastZxid, this.#frame.byteLength)
    state.link = this.#link
    state.lastZxid = this.#frame.lastZxid
    if (this.#frameCommitted > state.committedZxid) state.committedZxid = this.#frameCommitted
    // The disk first, then those who wait: their work then runs beside the next sync.
    this.#busy = false
    if (this.#records.size > 0) this.#writeFrame()
    this.#answerDurable(state.lastZxid)
    if (!this.#busy) this.#whenIdle()
  }

  #answerDurable(lastZxid: Zxid): void {
    for (let next = this.#waiting.peek(); next !== undefined && next.lastZxid <= lastZxid; next = this.#waiting.peek()) {
      this.#waiting.shift()
      next.done(null)
    }
  }

  #whenIdle(): void {
    const { mark, state } = this.#parts
    if (!mark.busy && this.#failure === null) mark.raise(state.lastZxid, this.#onMarked)
    for (const resolve of this.#onIdle.splice(0)) resolve()
  }

  readonly #onMarked = (error: Error | null): void => {
    if (error !== null) return this.#fail('a write', error)
    const { mark, state } = this.#parts
    if (!this.#busy && mark.zxid < state.lastZxid) mark.raise(state.lastZxid, this.#onMarked)
  }

  #onFailed(action: string, cause: unknown): void {
    this.#busy = false
    this.#fail(action, cause)
    this.#whenIdle()
  }

  async #beginSegment(): Promise<void> {
    const { fileSystem, directory, state, spare, mark, watch } = this.#parts
    const file = await spare.take()
    const { firstZxid } = this.#frame
    const previousZxid = state.segments.length === 0 ? this.baseZxid : state.lastZxid
    invariant(firstZxid > previousZxid, 'a log goes on after what it builds upon')
    const header = encodeSegmentHeader({ firstZxid, previousZxid, previousLink: state.link })
    const frame = this.#frame.finish(SEGMENT_HEADER_BYTES, state.link, this.#frameCommitted)
    this.#link = linkOf(frame)
    watch.begin()
    await writeAll(file, [header, frame], 0)
    await datasync(file)
    watch.end()
    const path = join(directory, segmentName(firstZxid))
    await fileSystem.rename(spare.path, path)
    await fileSystem.syncDirectory(directory)
    // Surely on disk: whoever takes this segment away will be found out, also after a power cut.
    await mark.settle(this.#frame.lastZxid, mark.baseZxid)
    await this.closeSegment()
    this.#file = file
    this.#segment = new Segment(path, firstZxid, previousZxid)
    state.segments.push(this.#segment)
    spare.prepare(() => this.idle())
  }

  #fail(action: string, cause: unknown): void {
    this.#failure ??= diskFailed(action, this.#segment?.path ?? this.#parts.directory, cause)
    const failure = this.#failure
    this.#records.clear()
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) next.done(failure)
  }

  /** What the log builds upon; see `LogRange`. An empty one builds upon the newest snapshot, and never upon less than it did. */
  get baseZxid(): Zxid {
    const { state, snapshotZxid } = this.#parts
    return state.segments[0]?.previousZxid ?? (Math.max(state.baseZxid, snapshotZxid()) as Zxid)
  }

  /** Ends the log for good: something else of it has failed. */
  fail(action: string, cause: unknown): OperatorError {
    this.#fail(action, cause)
    return this.#failure ?? diskFailed(action, this.#parts.directory, cause)
  }

  get failure(): OperatorError | null {
    return this.#failure
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#busy ? new Promise((resolve) => this.#onIdle.push(resolve)) : Promise.resolve()
  }

  /** Lets go of the segment; the next append begins a new one. Only while idle. */
  async closeSegment(): Promise<void> {
    const file = this.#file
    this.#file = null
    this.#segment = null
    await file?.close()
  }

  /** The log was cut: go on from `state`. Only while idle. */
  restart(): void {
    this.lastZxid = this.#parts.state.lastZxid
    this.committedZxid = this.#parts.state.committedZxid
    this.firstZxid = firstZxidOf(this.#parts.state)
    this.#frameCommitted = this.committedZxid
  }
}

function firstZxidOf(state: LogState): Zxid {
  return state.segments[0]?.firstZxid ?? (0 as Zxid)
}
