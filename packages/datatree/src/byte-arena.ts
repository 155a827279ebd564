import { invariant } from '@zabkit/core'
import { ArenaPage, NO_SLOT, type PageFigures } from './arena-page.ts'
import { hashData } from './digest.ts'
import type { FigureReader } from './figure-reader.ts'
import { FrozenPages } from './frozen-pages.ts'
import { SizeClasses } from './size-classes.ts'
import { padded } from './snapshot-format.ts'
import { ARENA_COPY_BITS, ARENA_PAGE_BYTES, MAX_BLOB_BYTES, MAX_SLOT_BYTES, SPARE_ARENA_PAGES } from './store-limits.ts'

/** What a blob of no bytes is stored as. */
export const NO_BLOB = -1
/** Refs at and below this name blobs that have a Buffer of their own. */
const FIRST_LARGE = -2
/** A ref is the number of a page and, in the lower bits, the offset in it in units of eight bytes. */
const OFFSET_BITS = 17
const OFFSET_MASK = (1 << OFFSET_BITS) - 1
const UNIT_BITS = 3
const MAX_PAGES = 1 << (31 - OFFSET_BITS)
/** Stands in a snapshot in place of the size class of a page that is not in use. */
const NO_CLASS = -1
/** Most large blobs: what refs can name. */
const MAX_LARGE = 2 ** 31 + FIRST_LARGE
/** Of the slot that is freed, the link to the next one is written. */
const LINK_BYTES = 4
const COPIES_PER_PAGE = ARENA_PAGE_BYTES >>> ARENA_COPY_BITS
/** Up to here a loop over bytes beats the call into the runtime. */
const LOOP_BYTES = 256
/** Between these a loop over words beats both, though it needs a view of the source. */
const WORDS_FROM_BYTES = 49
const WORDS_TO_BYTES = 1024

/** Copies `length` bytes four at a time. */
function copyWords(from: DataView, start: number, length: number, to: DataView, at: number): void {
  const whole = length & ~3
  for (let i = 0; i < whole; i += 4) to.setInt32(at + i, from.getInt32(start + i, true), true)
  for (let i = whole; i < length; i++) to.setUint8(at + i, from.getUint8(start + i))
}

/** Copies `length` bytes; short runs without a call. */
function copyBytes(from: Buffer, start: number, length: number, to: Buffer, at: number): void {
  if (length > LOOP_BYTES) from.copy(to, at, start, start + length)
  else for (let i = 0; i < length; i++) to[at + i] = from[start + i] as number
}

/** What a snapshot takes of an arena. Large blobs never change, so holding them is enough. */
export interface FrozenArena {
  readonly pages: FrozenPages
  readonly large: readonly (Buffer | null)[]
}

/**
 * Blobs outside of the collector's sight: slots of fixed sizes in pages of 1 MiB. A ref is one int32; whoever holds it also knows the
 * length. What is put in is copied, so nothing pins the buffer that it came from. A page whose last blob goes serves any other size next.
 * Pages are written in `put` and `remove` only, after `#beforeWrite`, where a snapshot that still needs the bytes learns of it.
 */
export class ByteArena {
  readonly #classes = new SizeClasses()
  readonly #pages: (ArenaPage | null)[] = []
  readonly #freeNumbers: number[] = []
  readonly #spare: ArenaPage[] = []
  /** By size class: the pages with room. */
  readonly #withRoom: ArenaPage[][] = []
  readonly #large: (Buffer | null)[] = []
  readonly #freeLarge: number[] = []
  #largeBytes = 0
  #frozen: FrozenPages | null = null
  /** Where the last blob came from, and a view of it: the next one often comes from there, too. The only Buffer of others that is held. */
  #sourceBuffer: Buffer | null = null
  #source: DataView = new DataView(new ArrayBuffer(0))

  constructor() {
    for (let i = 0; i < this.#classes.count; i++) this.#withRoom.push([])
  }

  /** Bytes of memory taken from the system. */
  get heldBytes(): number {
    return (this.#pages.length - this.#freeNumbers.length) * ARENA_PAGE_BYTES + this.#largeBytes
  }

  /** Copies `length` bytes of `from` in and returns their ref. */
  put(from: Buffer, start: number, length: number): number {
    if (length === 0) return NO_BLOB
    if (length > MAX_SLOT_BYTES) return this.#putLarge(from, start, length)
    const page = this.#pageFor(this.#classes.of(length))
    const at = page.allocate()
    if (page.isFull) this.#leaveRoomList(page)
    this.#beforeWrite(page, at, length)
    if (length < WORDS_FROM_BYTES || length > WORDS_TO_BYTES) copyBytes(from, start, length, page.bytes, at)
    else copyWords(this.#sourceOf(from), start, length, page.view, at)
    return (page.number << OFFSET_BITS) | (at >>> UNIT_BITS)
  }

  #beforeWrite(page: ArenaPage, at: number, length: number): void {
    if (this.#frozen === null) return
    const last = (at + length - 1) >>> ARENA_COPY_BITS
    for (let unit = at >>> ARENA_COPY_BITS; unit <= last; unit++) this.#frozen?.keep(page.number, unit)
  }

  #sourceOf(from: Buffer): DataView {
    if (this.#sourceBuffer !== from) {
      this.#sourceBuffer = from
      this.#source = new DataView(from.buffer, from.byteOffset, from.length)
    }
    return this.#source
  }

  #putLarge(from: Buffer, start: number, length: number): number {
    const own = Buffer.allocUnsafeSlow(length)
    from.copy(own, 0, start, start + length)
    const index = this.#freeLarge.pop() ?? this.#large.length
    this.#large[index] = own
    this.#largeBytes += length
    return FIRST_LARGE - index
  }

  remove(ref: number): void {
    if (ref === NO_BLOB) return
    if (ref <= FIRST_LARGE) return this.#removeLarge(FIRST_LARGE - ref)
    const page = this.#page(ref)
    const at = (ref & OFFSET_MASK) << UNIT_BITS
    this.#beforeWrite(page, at, LINK_BYTES)
    page.release(at)
    if (page.used === 0) this.#retire(page)
    else if (page.place === -1) this.#joinRoomList(page)
  }

  #removeLarge(index: number): void {
    this.#largeBytes -= (this.#large[index] as Buffer).length
    this.#large[index] = null
    this.#freeLarge.push(index)
  }

  copy(ref: number, length: number, to: Buffer, at: number): void {
    if (length > 0) copyBytes(this.#bytes(ref), this.#offset(ref), length, to, at)
  }

  /** True when the blob of `length` bytes is what stands in `bytes` from `start`. */
  equals(ref: number, length: number, bytes: Uint8Array, start: number): boolean {
    if (length === 0) return true
    const own = this.#bytes(ref)
    const offset = this.#offset(ref)
    for (let i = 0; i < length; i++) {
      if (own[offset + i] !== bytes[start + i]) return false
    }
    return true
  }

  hash(ref: number, length: number): number {
    if (ref > NO_BLOB) return hashData(this.#page(ref).view, this.#offset(ref), length)
    const own = ref === NO_BLOB ? Buffer.alloc(0) : this.#bytes(ref)
    return hashData(new DataView(own.buffer, own.byteOffset, length), 0, length)
  }

  #page(ref: number): ArenaPage {
    return this.#pages[ref >>> OFFSET_BITS] as ArenaPage
  }

  #bytes(ref: number): Buffer {
    return ref > NO_BLOB ? this.#page(ref).bytes : (this.#large[FIRST_LARGE - ref] as Buffer)
  }

  #offset(ref: number): number {
    return ref > NO_BLOB ? (ref & OFFSET_MASK) << UNIT_BITS : 0
  }

  #pageFor(sizeClass: number): ArenaPage {
    const withRoom = this.#withRoom[sizeClass] as ArenaPage[]
    if (withRoom.length > 0) return withRoom[withRoom.length - 1] as ArenaPage
    const page = this.#spare.pop() ?? this.#newPage()
    page.cut(sizeClass, this.#classes.slotBytes(sizeClass))
    this.#joinRoomList(page)
    return page
  }

  #newPage(): ArenaPage {
    const number = this.#freeNumbers.pop() ?? this.#pages.length
    invariant(number < MAX_PAGES, 'names and data of znodes take more memory than the arena can name (16 GiB)')
    const page = new ArenaPage(number)
    this.#pages[number] = page
    return page
  }

  #joinRoomList(page: ArenaPage): void {
    const withRoom = this.#withRoom[page.sizeClass] as ArenaPage[]
    page.place = withRoom.length
    withRoom.push(page)
  }

  #leaveRoomList(page: ArenaPage): void {
    const withRoom = this.#withRoom[page.sizeClass] as ArenaPage[]
    const last = withRoom.pop() as ArenaPage
    if (last !== page) {
      withRoom[page.place] = last
      last.place = page.place
    }
    page.place = -1
  }

  /** The page is empty: kept spare, or given back. */
  #retire(page: ArenaPage): void {
    if (page.place !== -1) this.#leaveRoomList(page)
    page.sizeClass = -1
    if (this.#spare.length < SPARE_ARENA_PAGES) this.#spare.push(page)
    else {
      this.#pages[page.number] = null
      this.#freeNumbers.push(page.number)
    }
  }

  /** The blobs as they are now, for a snapshot, until `thaw`. Appends to `figures` what `refill` needs beside them. */
  freeze(figures: number[], copied: (bytes: number) => void): FrozenArena {
    const lengths = this.#pages.map((page) => (page === null || page.sizeClass === NO_CLASS ? 0 : padded(page.figures()[1])))
    figures.push(this.#pages.length)
    for (const page of this.#pages) {
      if (page === null || page.sizeClass === NO_CLASS) figures.push(NO_CLASS)
      else figures.push(page.sizeClass, ...page.figures())
    }
    const large = this.#large.slice()
    figures.push(large.length)
    for (const blob of large) figures.push(blob === null ? 0 : blob.length)
    const bytes = this.#pages.map((page) => page?.bytes ?? null)
    this.#frozen = new FrozenPages(bytes, lengths, 1 << ARENA_COPY_BITS, COPIES_PER_PAGE, copied)
    return { pages: this.#frozen, large }
  }

  thaw(): void {
    this.#frozen = null
  }

  /** Makes the empty arena what another one was at `freeze`. Yields the bytes of page after page and blob after blob, each to be filled. */
  *refill(figures: FigureReader): Generator<Uint8Array, void> {
    for (let number = 0, count = figures.take(0, MAX_PAGES); number < count; number++) {
      const sizeClass = figures.take(NO_CLASS, this.#classes.count - 1)
      if (sizeClass === NO_CLASS) this.#leaveOut(number)
      else yield this.#resumePage(number, sizeClass, readPageFigures(figures))
    }
    for (let left = figures.take(0, MAX_LARGE); left > 0; left--) yield this.#resumeLarge(figures.take(0, MAX_BLOB_BYTES))
  }

  #leaveOut(number: number): void {
    this.#pages[number] = null
    this.#freeNumbers.push(number)
  }

  #resumePage(number: number, sizeClass: number, figures: PageFigures): Uint8Array {
    const page = new ArenaPage(number)
    page.resume(sizeClass, this.#classes.slotBytes(sizeClass), figures)
    this.#pages[number] = page
    if (!page.isFull) this.#joinRoomList(page)
    return page.bytes.subarray(0, padded(figures[1]))
  }

  #resumeLarge(length: number): Uint8Array {
    const whole = Buffer.allocUnsafeSlow(padded(length))
    this.#large.push(length === 0 ? null : whole.subarray(0, length))
    if (length === 0) this.#freeLarge.push(this.#large.length - 1)
    this.#largeBytes += length
    return whole
  }
}

function readPageFigures(figures: FigureReader): PageFigures {
  const used = figures.take(0, ARENA_PAGE_BYTES)
  return [used, figures.take(0, ARENA_PAGE_BYTES), figures.take(NO_SLOT, ARENA_PAGE_BYTES - 1)]
}
