import { type File, type FileSystem, invariant, type LogRecord, type Zxid } from '@zabkit/core'
import { withFile } from './files.ts'
import { decodeFrameHeader, decodeRecords, FRAME_HEADER_BYTES, type FrameHeader, isBodyWhole } from './frame.ts'
import type { LogState } from './log-state.ts'
import type { Segment } from './segment.ts'
import { damaged, readSpan } from './segment-scan.ts'

/** Where the last read stopped, so that the next one need not look for its place. */
interface Place {
  readonly segment: Segment
  readonly after: Zxid
  readonly offset: number
}

/** Reads durable records in large sequential steps, verifying each frame again. */
export class LogReader {
  readonly #fileSystem: FileSystem
  readonly #state: LogState
  #place: Place | null = null

  constructor(fileSystem: FileSystem, state: LogState) {
    this.#fileSystem = fileSystem
    this.#state = state
  }

  /** The log was cut: forget what was known of it. */
  reset(): void {
    this.#place = null
  }

  /** Up to about `maxBytes` of records after `after`, at least one unless there is none. They share memory that is the caller's. */
  async read(after: Zxid, maxBytes: number): Promise<LogRecord[]> {
    const segment = this.#state.segments.find((one) => one.lastZxid > after)
    if (segment === undefined) return []
    // `end` is taken now: frames that become durable meanwhile are for the next read.
    const pass = new ReadPass(segment, this.#offsetIn(segment, after), segment.end, after, maxBytes)
    await withFile(this.#fileSystem, segment.path, false, async (file) => {
      while (pass.wantsMore) await pass.step(file)
    })
    const last = pass.records.at(-1)
    if (last !== undefined) this.#place = { segment, after: last.zxid, offset: pass.offset }
    return pass.records
  }

  #offsetIn(segment: Segment, after: Zxid): number {
    const place = this.#place
    return place !== null && place.segment === segment && place.after === after ? place.offset : segment.offsetBefore(after)
  }
}

/** One read through a segment. */
class ReadPass {
  readonly records: LogRecord[] = []
  /** The first frame that was not wholly handed out. */
  offset: number
  readonly #segment: Segment
  readonly #end: number
  readonly #after: Zxid
  readonly #maxBytes: number
  #bytes = 0
  #full = false

  constructor(segment: Segment, offset: number, end: number, after: Zxid, maxBytes: number) {
    this.#segment = segment
    this.offset = offset
    this.#end = end
    this.#after = after
    this.#maxBytes = Math.max(1, maxBytes)
  }

  get wantsMore(): boolean {
    return this.records.length === 0 && this.offset < this.#end
  }

  /** Reads once and decodes the whole frames in what came. */
  async step(file: File): Promise<void> {
    const start = this.offset
    let bytes = await readSpan(file, start, Math.min(this.#end, start + Math.max(this.#maxBytes, FRAME_HEADER_BYTES)))
    const first = this.#header(bytes, 0, start)
    const needed = FRAME_HEADER_BYTES + first.bodyBytes
    if (needed > bytes.length) bytes = await readSpan(file, start, start + needed)
    let at = 0
    while (!this.#full && bytes.length - at >= FRAME_HEADER_BYTES) at = this.#takeFrame(bytes, at, start)
    invariant(at > 0 || this.records.length > 0, 'a durable frame of the log can be read back')
  }

  /** Returns the offset behind the frame, or one beyond the bytes when it is not all there. */
  #takeFrame(bytes: Buffer, at: number, start: number): number {
    const header = this.#header(bytes, at, start)
    const bodyStart = at + FRAME_HEADER_BYTES
    const end = bodyStart + header.bodyBytes
    if (end > bytes.length) return bytes.length
    const body = bytes.subarray(bodyStart, end)
    if (!isBodyWhole(body, header)) throw this.#damaged(start + at)
    if (header.lastZxid > this.#after) this.#takeRecords(body, header)
    if (this.#full) return at
    this.offset = start + end
    return end
  }

  #takeRecords(body: Buffer, header: FrameHeader): void {
    const added = decodeRecords(body, header, this.#after, this.#maxBytes - this.#bytes, this.records)
    this.#bytes += Math.abs(added)
    this.#full = added < 0 || this.#bytes >= this.#maxBytes
  }

  #header(bytes: Buffer, at: number, start: number): FrameHeader {
    const header = decodeFrameHeader(bytes.subarray(at, at + FRAME_HEADER_BYTES), start + at)
    if (header === null) throw this.#damaged(start + at)
    return header
  }

  #damaged(offset: number): Error {
    return damaged(this.#segment.path, offset, 'a frame that was whole before is not so any more')
  }
}
