import { type File, invariant, type LogRecord, type Zxid } from '@zabkit/core'
import { decodeFrameHeader, decodeRecords, FRAME_HEADER_BYTES, type FrameHeader, isBodyWhole } from './frame.ts'
import { READ_STEP_BYTES } from './limits.ts'
import type { Segment } from './segment.ts'
import { damaged } from './segment-scan.ts'

/**
 * One read through a segment. The file comes in steps, each with the frames that it completes: many small frames do not hold up the event
 * loop. All steps fill one window of memory, so that nothing is read twice but the frame that did not fit into it.
 */
export class ReadPass {
  readonly records: LogRecord[] = []
  /** The first frame that was not wholly handed out. */
  offset: number
  readonly #segment: Segment
  readonly #end: number
  readonly #after: Zxid
  readonly #maxBytes: number
  #window: Buffer = Buffer.alloc(0)
  /** Where the window begins in the file, and how much of it has been read. */
  #start = 0
  #filled = 0
  /** Bytes of the frame at `offset`, as far as they are known. */
  #needed = FRAME_HEADER_BYTES
  #bytes = 0
  #full = false

  /** `offset`: a frame at or before the one wanted. `after`, `maxBytes`: as of `LogStore.read`. */
  constructor(segment: Segment, offset: number, after: Zxid, maxBytes: number) {
    this.#segment = segment
    this.offset = offset
    // Taken now: frames that become durable meanwhile are for the next read.
    this.#end = segment.end
    this.#after = after
    this.#maxBytes = Math.max(1, maxBytes)
  }

  get wantsMore(): boolean {
    return !this.#full && this.offset < this.#end && (this.records.length === 0 || this.#fits)
  }

  /** The frame at `offset` has room in the window, as far as its size is known. */
  get #fits(): boolean {
    return this.#at + this.#needed <= this.#window.length
  }

  /** Reads once and decodes the frames that are whole now. */
  async step(file: File): Promise<void> {
    if (!this.#fits) this.#openWindow()
    const end = Math.min(this.#window.length, Math.max(this.#filled + READ_STEP_BYTES, this.#at + this.#needed))
    const read = await file.read(this.#window.subarray(this.#filled, end), this.#start + this.#filled)
    invariant(this.#filled + read === end, 'what is durable of the log can be read back')
    this.#filled = end
    while (!this.#full && this.#filled - this.#at >= this.#needed) this.#takeFrame()
  }

  /** Of the frame at `offset`, in the window. */
  get #at(): number {
    return this.offset - this.#start
  }

  #openWindow(): void {
    this.#start = this.offset
    this.#filled = 0
    this.#window = Buffer.allocUnsafeSlow(Math.min(this.#end - this.#start, Math.max(this.#maxBytes, this.#needed)))
  }

  /** Takes the frame at `offset`, unless no more of it than `#needed` says is there. */
  #takeFrame(): void {
    const at = this.#at
    const header = this.#header(at)
    const end = at + FRAME_HEADER_BYTES + header.bodyBytes
    this.#needed = end - at
    if (end > this.#filled) return
    const body = this.#window.subarray(at + FRAME_HEADER_BYTES, end)
    if (!isBodyWhole(body, header)) throw this.#damaged()
    if (header.lastZxid > this.#after && !this.#takeRecords(body, header)) return
    this.offset += this.#needed
    this.#needed = FRAME_HEADER_BYTES
  }

  /** False when only a part of them was wanted. */
  #takeRecords(body: Buffer, header: FrameHeader): boolean {
    const added = decodeRecords(body, header, this.#after, this.#maxBytes - this.#bytes, this.records)
    this.#bytes += Math.abs(added)
    this.#full = added < 0 || this.#bytes >= this.#maxBytes
    return added >= 0
  }

  #header(at: number): FrameHeader {
    const header = decodeFrameHeader(this.#window.subarray(at, at + FRAME_HEADER_BYTES), this.offset)
    if (header === null) throw this.#damaged()
    return header
  }

  #damaged(): Error {
    return damaged(this.#segment.path, this.offset, 'a frame that was whole before is not so any more')
  }
}
