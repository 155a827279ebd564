import { invariant } from '@zabkit/core'
import type { FigureReader } from './figure-reader.ts'
import { FrozenPages } from './frozen-pages.ts'
import { bytesOf } from './snapshot-format.ts'
import { MAX_ZNODES, ROWS_PER_COPY_BITS } from './store-limits.ts'

/*
 * Words of a row. Plain constants: they are folded into the code that uses them. A value of 64 bits has its upper half first.
 * Numbers of children and lengths follow from the rest of the content, so they stand outside of what the digest covers.
 */
export const PARENT = 0
export const FIRST_CHILD = 1
export const NEXT_SIBLING = 2
export const PREVIOUS_SIBLING = 3
export const NAME_REF = 4
export const NAME_LENGTH = 5
export const NAME_HASH = 6
export const DATA_REF = 7
/** -1: null. */
export const DATA_LENGTH = 8
export const ACL_ID = 9
export const NUM_CHILDREN = 10
/** Of the whole path; 0 for what the digest leaves out. */
export const PATH_HASH = 11
export const DATA_HASH = 12
export const CZXID = 13
export const MZXID = 15
export const CTIME = 17
export const MTIME = 19
export const VERSION = 21
export const CHILD_CREATES = 22
export const AVERSION = 23
export const OWNER = 24
export const PZXID = 26
export const ROW_WORDS = 28
const ROW_BYTES = 4 * ROW_WORDS

/** Words `[DIGEST_FROM, DIGEST_TO)` of a row are what its digest is made of, beside the content of its ACL. */
export const DIGEST_FROM = PATH_HASH
export const DIGEST_TO = ROW_WORDS

/** In place of a row: none. */
export const NO_ROW = -1
/** Stands as the parent of a row that is not in use; its next word threads the free list. */
const UNUSED = -2
const PAGE_BITS = 12
const PAGE_ROWS = 1 << PAGE_BITS
const PAGE_MASK = PAGE_ROWS - 1
const COPIES_PER_PAGE = 1 << (PAGE_BITS - ROWS_PER_COPY_BITS)
const HIGH_UNIT = 0x1_0000_0000

/** Writes a whole number of up to 53 bits and sign, the upper half first. */
export function putWide(words: Int32Array, at: number, value: number): void {
  words[at] = Math.floor(value / HIGH_UNIT)
  words[at + 1] = value
}

/**
 * Rows of figures, one a znode, 112 bytes each, in pages that never move. A freed row is the first to be given again. Every change goes
 * through `writable`, where a snapshot that still needs the row learns of it.
 */
export class ZnodeTable {
  readonly #pages: Int32Array[] = []
  #frozen: FrozenPages | null = null
  #free = NO_ROW
  #end = 0

  /** One more than the largest id ever given. */
  get end(): number {
    return this.#end
  }

  /** Bytes of memory taken from the system. */
  get heldBytes(): number {
    return this.#pages.length * PAGE_ROWS * ROW_BYTES
  }

  /** A row with every word 0. */
  allocate(): number {
    const id = this.#free === NO_ROW ? this.#extend() : this.#reuse()
    const words = this.writable(id)
    for (let at = this.base(id), end = at + ROW_WORDS; at < end; at++) words[at] = 0
    return id
  }

  #reuse(): number {
    const id = this.#free
    this.#free = this.get(id, FIRST_CHILD)
    return id
  }

  #extend(): number {
    const id = this.#end
    invariant(id < MAX_ZNODES, 'the store holds as many znodes as it can')
    if (id >>> PAGE_BITS === this.#pages.length) this.#pages.push(new Int32Array(PAGE_ROWS * ROW_WORDS))
    this.#end = id + 1
    return id
  }

  release(id: number): void {
    this.set(id, PARENT, UNUSED)
    this.set(id, FIRST_CHILD, this.#free)
    this.#free = id
  }

  isUsed(id: number): boolean {
    return id >= 0 && id < this.#end && this.get(id, PARENT) !== UNUSED
  }

  /** The page in which the row of `id` lies, for code that reads many words of it. */
  words(id: number): Readonly<Int32Array> {
    return this.#pages[id >>> PAGE_BITS] as Int32Array
  }

  /** The same to write into the row of `id`, and no other: now, before anything else is done with the table. */
  writable(id: number): Int32Array {
    if (this.#frozen !== null) this.#frozen.keep(id >>> PAGE_BITS, (id & PAGE_MASK) >>> ROWS_PER_COPY_BITS)
    return this.#pages[id >>> PAGE_BITS] as Int32Array
  }

  /** Where the row of `id` begins in its page. */
  base(id: number): number {
    return (id & PAGE_MASK) * ROW_WORDS
  }

  get(id: number, field: number): number {
    return (this.#pages[id >>> PAGE_BITS] as Int32Array)[(id & PAGE_MASK) * ROW_WORDS + field] as number
  }

  set(id: number, field: number, value: number): void {
    this.writable(id)[(id & PAGE_MASK) * ROW_WORDS + field] = value
  }

  /** A whole number of up to 53 bits and sign. */
  getWide(id: number, field: number): number {
    const words = this.words(id)
    const at = this.base(id) + field
    return (words[at] as number) * HIGH_UNIT + ((words[at + 1] as number) >>> 0)
  }

  setWide(id: number, field: number, value: number): void {
    putWide(this.writable(id), this.base(id) + field, value)
  }

  /** The rows as they are now, for a snapshot, until `thaw`. Appends to `figures` what `refill` needs beside them. */
  freeze(figures: number[], copied: (bytes: number) => void): FrozenPages {
    figures.push(this.#end, this.#free)
    const lengths = this.#pages.map((_, page) => this.#usedRows(page) * ROW_BYTES)
    this.#frozen = new FrozenPages(this.#pages.slice(), lengths, ROW_BYTES << ROWS_PER_COPY_BITS, COPIES_PER_PAGE, copied)
    return this.#frozen
  }

  thaw(): void {
    this.#frozen = null
  }

  #usedRows(page: number): number {
    return Math.min(PAGE_ROWS, this.#end - (page << PAGE_BITS))
  }

  /** Makes the empty table what another one was at `freeze`. Yields the bytes of page after page, each to be filled before the next. */
  *refill(figures: FigureReader): Generator<Uint8Array, void> {
    this.#end = figures.take(1, MAX_ZNODES)
    this.#free = figures.take(NO_ROW, this.#end - 1)
    for (let page = 0; page << PAGE_BITS < this.#end; page++) {
      const words = new Int32Array(PAGE_ROWS * ROW_WORDS)
      this.#pages.push(words)
      yield bytesOf(words).subarray(0, this.#usedRows(page) * ROW_BYTES)
    }
  }
}
