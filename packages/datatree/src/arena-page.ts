import { ARENA_PAGE_BYTES } from './store-limits.ts'

/** Ends the list of free slots. */
export const NO_SLOT = -1

/** Slots in use, bytes of slots ever used, first of the free ones. */
export type PageFigures = readonly [used: number, fresh: number, free: number]

/** A page of equal slots. Freed slots are threaded through their own first four bytes; slots never used lie beyond `#fresh`. */
export class ArenaPage {
  readonly number: number
  readonly bytes: Buffer
  readonly view: DataView
  /** Index of its size class; -1 while the page is spare. */
  sizeClass = -1
  /** Place in its class's list of pages with room; -1 when it is full. */
  place = -1
  used = 0
  #slotBytes = 0
  #free = NO_SLOT
  #fresh = 0

  constructor(number: number) {
    this.number = number
    // Filled with zeros: a snapshot writes what lies between blobs, too, and nothing of the process may go to the disk with it.
    this.bytes = Buffer.alloc(ARENA_PAGE_BYTES)
    this.view = new DataView(this.bytes.buffer)
  }

  /** Cuts the empty page into slots of `slotBytes`. */
  cut(sizeClass: number, slotBytes: number): void {
    this.sizeClass = sizeClass
    this.#slotBytes = slotBytes
    this.#free = NO_SLOT
    this.#fresh = 0
  }

  /** As `cut`, for a page that goes on as another one was: `figures()` of that one. */
  resume(sizeClass: number, slotBytes: number, [used, fresh, free]: PageFigures): void {
    this.cut(sizeClass, slotBytes)
    this.used = used
    this.#fresh = fresh
    this.#free = free
  }

  figures(): PageFigures {
    return [this.used, this.#fresh, this.#free]
  }

  get isFull(): boolean {
    return this.#free === NO_SLOT && this.#fresh + this.#slotBytes > ARENA_PAGE_BYTES
  }

  /** Offset of a slot. The page must not be full. */
  allocate(): number {
    this.used++
    if (this.#free === NO_SLOT) return this.#takeFresh()
    const at = this.#free
    this.#free = this.view.getInt32(at, true)
    return at
  }

  #takeFresh(): number {
    const at = this.#fresh
    this.#fresh = at + this.#slotBytes
    return at
  }

  release(at: number): void {
    this.view.setInt32(at, this.#free, true)
    this.#free = at
    this.used--
  }
}
