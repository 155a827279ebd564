import type { FileSystem, LogRecord, Zxid } from '@zabkit/core'
import { ChunkReader } from './chunk-reader.ts'
import { withFile } from './files.ts'
import { decodeFrameHeader, FRAME_HEADER_BYTES } from './frame.ts'
import { PLACES_KEPT, READ_STEP_BYTES } from './limits.ts'
import type { LogState } from './log-state.ts'
import { ReadPass } from './read-pass.ts'
import type { Segment } from './segment.ts'
import { damaged } from './segment-scan.ts'

/** Where a read stopped, so that the next one need not look for its place. */
interface Place {
  readonly segment: Segment
  readonly offset: number
}

/** Reads durable records in large sequential steps, verifying each frame again. */
export class LogReader {
  readonly #fileSystem: FileSystem
  readonly #state: LogState
  /** By the zxid after which to go on; the one used last comes last. */
  readonly #places = new Map<Zxid, Place>()

  constructor(fileSystem: FileSystem, state: LogState) {
    this.#fileSystem = fileSystem
    this.#state = state
  }

  /** The log was cut: forget what was known of it. */
  reset(): void {
    this.#places.clear()
  }

  /** Up to about `maxBytes` of records after `after`, at least one unless there is none. They share memory that is the caller's. */
  async read(after: Zxid, maxBytes: number): Promise<LogRecord[]> {
    const segment = this.#state.segments.find((one) => one.lastZxid > after)
    if (segment === undefined) return []
    const pass = new ReadPass(segment, this.#offsetIn(segment, after), after, maxBytes)
    await withFile(this.#fileSystem, segment.path, false, async (file) => {
      while (pass.wantsMore) await pass.step(file)
    })
    const last = pass.records.at(-1)
    if (last !== undefined) this.#remember(last.zxid, { segment, offset: pass.offset })
    return pass.records
  }

  #offsetIn(segment: Segment, after: Zxid): number {
    const place = this.#places.get(after)
    return place?.segment === segment ? place.offset : segment.offsetBefore(after)
  }

  #remember(after: Zxid, place: Place): void {
    this.#places.delete(after)
    this.#places.set(after, place)
    if (this.#places.size <= PLACES_KEPT) return
    const [oldest] = this.#places.keys()
    if (oldest !== undefined) this.#places.delete(oldest)
  }

  /** The greatest zxid of a durable record that is not greater than `zxid`; null when all are greater. */
  async floor(zxid: Zxid): Promise<Zxid | null> {
    const segment = this.#state.segments.findLast((one) => one.firstZxid <= zxid)
    if (segment === undefined) return null
    if (segment.lastZxid <= zxid) return segment.lastZxid
    if (segment.surelyHolds(zxid)) return zxid
    // Taken now, as it is known that a frame before it answers.
    const { end } = segment
    return withFile(this.#fileSystem, segment.path, false, (file) => floorIn(segment, new ChunkReader(file, end, READ_STEP_BYTES), zxid))
  }
}

/** Goes from frame to frame, beginning with the one that the index names: only headers count. */
async function floorIn(segment: Segment, reader: ChunkReader, zxid: Zxid): Promise<Zxid> {
  let floor = segment.firstZxid
  for (let offset = segment.offsetBefore(zxid); offset < reader.size; ) {
    const header = decodeFrameHeader(await reader.bytes(offset, FRAME_HEADER_BYTES), offset)
    if (header === null) throw damaged(segment.path, offset, 'the header of a frame that was whole before is not so any more')
    if (header.firstZxid > zxid) return floor
    if (header.lastZxid >= zxid) return zxid
    floor = header.lastZxid
    offset += FRAME_HEADER_BYTES + header.bodyBytes
  }
  return floor
}
