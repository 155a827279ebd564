import { invariant } from '@zabkit/core'
import { ArenaPage } from './arena-page.ts'
import { hashData } from './digest.ts'
import { SizeClasses } from './size-classes.ts'
import { ARENA_PAGE_BYTES, MAX_SLOT_BYTES, SPARE_ARENA_PAGES } from './store-limits.ts'

/** What a blob of no bytes is stored as. */
export const NO_BLOB = -1
/** Refs at and below this name blobs that have a Buffer of their own. */
const FIRST_LARGE = -2
/** A ref is the number of a page and, in the lower bits, the offset in it in units of eight bytes. */
const OFFSET_BITS = 17
const OFFSET_MASK = (1 << OFFSET_BITS) - 1
const UNIT_BITS = 3
const MAX_PAGES = 1 << (31 - OFFSET_BITS)
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

/**
 * Blobs outside of the collector's sight: slots of fixed sizes in pages of 1 MiB. A ref is one int32; whoever holds it also knows the
 * length. What is put in is copied, so nothing pins the buffer that it came from. A page whose last blob goes serves any other size next.
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
  /** Where the last blob came from, and a view of it: in a restore the next one comes from there, too. The only Buffer of others that is held. */
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
    if (length < WORDS_FROM_BYTES || length > WORDS_TO_BYTES) copyBytes(from, start, length, page.bytes, at)
    else copyWords(this.#sourceOf(from), start, length, page.view, at)
    return (page.number << OFFSET_BITS) | (at >>> UNIT_BITS)
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
    page.release((ref & OFFSET_MASK) << UNIT_BITS)
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
}
