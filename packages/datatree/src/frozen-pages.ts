import { bytesOf } from './snapshot-format.ts'
import { COPIES_PER_SLAB, SNAPSHOT_PIECE_BYTES } from './store-limits.ts'

/**
 * The pages of one table as they were at one moment, taken one after another while the table goes on changing. Whoever is about to write
 * into a page says so with `keep`; the unit of the page that will change is copied first, once, unless the page was taken before. Pages that
 * came later are of no interest.
 */
export class FrozenPages {
  readonly #pages: readonly (ArrayBufferView | null)[]
  /** How much of each page is taken, from its beginning. */
  readonly #lengths: readonly number[]
  readonly #unitBytes: number
  readonly #unitsPerPage: number
  /** By unit: one more than the number of its copy; 0 while there is none. */
  readonly #copyOf: Int32Array
  readonly #slabs: Buffer[] = []
  readonly #copied: (bytes: number) => void
  readonly #count: number
  #copies = 0
  #next = 0

  /** `copied` is told of memory taken for copies, in bytes. */
  constructor(
    pages: readonly (ArrayBufferView | null)[],
    lengths: readonly number[],
    unitBytes: number,
    unitsPerPage: number,
    copied: (bytes: number) => void,
  ) {
    this.#pages = pages
    this.#count = pages.length
    this.#lengths = lengths
    this.#unitBytes = unitBytes
    this.#unitsPerPage = unitsPerPage
    this.#copyOf = new Int32Array(pages.length * unitsPerPage)
    this.#copied = copied
  }

  /** A unit of `page` is about to be written. */
  keep(page: number, unit: number): void {
    if (page >= this.#next && page < this.#count && this.#copyOf[page * this.#unitsPerPage + unit] === 0) this.#copy(page, unit)
  }

  #copy(page: number, unit: number): void {
    const from = unit * this.#unitBytes
    const to = Math.min(from + this.#unitBytes, this.#lengths[page] as number)
    if (to <= from) return
    const copy = this.#copies++
    if (copy % COPIES_PER_SLAB === 0) this.#addSlab()
    bytesOf(this.#pages[page] as ArrayBufferView).copy(this.#slabOf(copy), this.#placeOf(copy), from, to)
    this.#copyOf[page * this.#unitsPerPage + unit] = copy + 1
  }

  #addSlab(): void {
    const slab = Buffer.allocUnsafeSlow(COPIES_PER_SLAB * this.#unitBytes)
    this.#slabs.push(slab)
    this.#copied(slab.length)
  }

  #slabOf(copy: number): Buffer {
    return this.#slabs[Math.floor(copy / COPIES_PER_SLAB)] as Buffer
  }

  #placeOf(copy: number): number {
    return (copy % COPIES_PER_SLAB) * this.#unitBytes
  }

  /** Every page as it was at the beginning, in pieces of at most SNAPSHOT_PIECE_BYTES that are the caller's own. */
  *take(): Generator<Buffer, void> {
    const unitsPerPiece = Math.floor(SNAPSHOT_PIECE_BYTES / this.#unitBytes)
    // Until all of it is taken a page goes on being kept: what came before then is copied needlessly, and nothing is missed.
    for (; this.#next < this.#count; this.#next++) {
      const length = this.#lengths[this.#next] as number
      for (let unit = 0; unit * this.#unitBytes < length; unit += unitsPerPiece) {
        yield this.#piece(unit, Math.min(length, (unit + unitsPerPiece) * this.#unitBytes))
      }
    }
  }

  /** Of the next page, from the beginning of `firstUnit` up to the byte `to`. */
  #piece(firstUnit: number, to: number): Buffer {
    const from = firstUnit * this.#unitBytes
    const out = Buffer.allocUnsafeSlow(to - from)
    bytesOf(this.#pages[this.#next] as ArrayBufferView).copy(out, 0, from, to)
    const base = this.#next * this.#unitsPerPage
    for (let unit = firstUnit, at = 0; at < out.length; unit++, at += this.#unitBytes) {
      const copy = (this.#copyOf[base + unit] as number) - 1
      if (copy < 0) continue
      const place = this.#placeOf(copy)
      this.#slabOf(copy).copy(out, at, place, place + Math.min(this.#unitBytes, out.length - at))
    }
    return out
  }
}
