import type { ByteArena } from './byte-arena.ts'
import { spread } from './digest.ts'
import { ID_BITS, MAX_DIRECTORY_BITS, MAX_ZNODES, SEGMENT_SLOTS } from './store-limits.ts'
import { NAME_HASH, NAME_LENGTH, NAME_REF, NO_ROW, PARENT, type ZnodeTable } from './znode-table.ts'

const ID_MASK = MAX_ZNODES - 1
/** Bits 14 to 19 of a key: neither the place in a segment nor, until there are 4096 segments, the segment depend on them. */
const TAG_SHIFT = 14
const EMPTY = 0
/** Entries per slot above which a segment grows: probes stay short. */
const MAX_LOAD = 0.7
/** The same when the number of entries is known beforehand: segments do not fill up evenly. */
const EXPECTED_LOAD = 0.65

/**
 * Open addressing with linear probing. A slot is 0, or a row id with six bits of its key above; the root has no slot, so 0 is free to mean
 * none.
 */
class Segment {
  /** How many upper bits of the key all of its entries share. */
  readonly depth: number
  readonly slots: Int32Array
  count = 0
  constructor(depth: number, size: number) {
    this.depth = depth
    this.slots = new Int32Array(size)
  }

  /** Stands wherever nothing was added yet: finds nothing, takes nothing. */
  static unused(): Segment {
    const segment = new Segment(0, 1)
    segment.count = 1
    return segment
  }

  get isFull(): boolean {
    return this.count >= this.slots.length * MAX_LOAD
  }

  add(key: number, id: number): void {
    const { slots } = this
    const mask = slots.length - 1
    let at = key & mask
    while (slots[at] !== EMPTY) at = (at + 1) & mask
    slots[at] = slotOf(key, id)
    this.count++
  }
}

function slotOf(key: number, id: number): number {
  return ((key >>> TAG_SHIFT) << ID_BITS) | id
}

function keyOf(parent: number, nameHash: number): number {
  return spread(Math.imul(parent + 1, 0x9e3779b1 | 0) ^ nameHash)
}

/**
 * From (parent, name) to row. Extendible hashing: a directory over segments of SEGMENT_SLOTS, of which one at a time is split when it fills
 * up, so that no single insertion pays for the size of the whole. A removal shifts back what follows and leaves no tombstone. Segments
 * are not merged again: about 7 bytes for each znode of the largest number there ever was.
 */
export class ChildIndex {
  readonly #table: ZnodeTable
  readonly #arena: ByteArena
  readonly #unused = Segment.unused()
  #bits = 1
  #directory: Segment[] = [this.#unused, this.#unused]

  constructor(table: ZnodeTable, arena: ByteArena) {
    this.#table = table
    this.#arena = arena
  }

  /** Prepares the empty index for `count` rows, so that filling it splits nothing. Segments are made when needed: a wrong guess costs little. */
  expect(count: number): void {
    while (this.#bits < MAX_DIRECTORY_BITS && (SEGMENT_SLOTS << this.#bits) * EXPECTED_LOAD < count) this.#doubleDirectory()
  }

  /** The child of `parent` whose name, of hash `nameHash`, stands in `bytes[start, end)`; NO_ROW when there is none. */
  find(parent: number, nameHash: number, bytes: Uint8Array, start: number, end: number): number {
    const key = keyOf(parent, nameHash)
    const { slots } = this.#segment(key)
    const mask = slots.length - 1
    const tag = slotOf(key, 0)
    let at = key & mask
    for (let slot = slots[at] as number; slot !== EMPTY; slot = slots[at] as number) {
      const id = slot & ID_MASK
      if ((slot & ~ID_MASK) === tag && this.#matches(id, parent, nameHash, bytes, start, end)) return id
      at = (at + 1) & mask
    }
    return NO_ROW
  }

  #matches(id: number, parent: number, nameHash: number, bytes: Uint8Array, start: number, end: number): boolean {
    const words = this.#table.words(id)
    const base = this.#table.base(id)
    if (words[base + NAME_HASH] !== nameHash || words[base + PARENT] !== parent || words[base + NAME_LENGTH] !== end - start) return false
    return this.#arena.equals(words[base + NAME_REF] as number, end - start, bytes, start)
  }

  /** Adds a row whose parent and name hash are set and that is not in yet. */
  add(id: number): void {
    const key = this.#key(id)
    while (this.#segment(key).isFull) this.#grow(key)
    this.#segment(key).add(key, id)
  }

  /** Takes a row out. Its parent and name hash must still be set, as those of all others. */
  remove(id: number): void {
    const key = this.#key(id)
    const segment = this.#segment(key)
    const mask = segment.slots.length - 1
    const wanted = slotOf(key, id)
    let at = key & mask
    while (segment.slots[at] !== wanted) at = (at + 1) & mask
    this.#closeGap(segment.slots, at)
    segment.count--
  }

  /** Moves entries back over the gap at `hole` until none would be reached from its home across an empty slot. */
  #closeGap(slots: Int32Array, hole: number): void {
    const mask = slots.length - 1
    for (let at = (hole + 1) & mask; slots[at] !== EMPTY; at = (at + 1) & mask) {
      const home = this.#key((slots[at] as number) & ID_MASK) & mask
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      slots[hole] = slots[at] as number
      hole = at
    }
    slots[hole] = EMPTY
  }

  #key(id: number): number {
    const words = this.#table.words(id)
    const base = this.#table.base(id)
    return keyOf(words[base + PARENT] as number, words[base + NAME_HASH] as number)
  }

  #segment(key: number): Segment {
    return this.#directory[key >>> (32 - this.#bits)] as Segment
  }

  #grow(key: number): void {
    const full = this.#segment(key)
    if (full === this.#unused) {
      this.#directory[key >>> (32 - this.#bits)] = new Segment(this.#bits, SEGMENT_SLOTS)
      return
    }
    if (full.depth === MAX_DIRECTORY_BITS) return this.#replace(full, key, new Segment(full.depth, full.slots.length * 2))
    if (full.depth === this.#bits) this.#doubleDirectory()
    this.#replace(full, key, new Segment(full.depth + 1, full.slots.length), new Segment(full.depth + 1, full.slots.length))
  }

  #doubleDirectory(): void {
    this.#directory = this.#directory.flatMap((segment) => [segment, segment])
    this.#bits++
  }

  /** Puts `replacements`, equal parts of its range, in the place of `full` and moves its entries over. */
  #replace(full: Segment, key: number, ...replacements: Segment[]): void {
    const places = 1 << (this.#bits - full.depth)
    const first = (key >>> (32 - full.depth)) * places
    for (let i = 0; i < places; i++) {
      this.#directory[first + i] = replacements[Math.floor((i * replacements.length) / places)] as Segment
    }
    for (const slot of full.slots) {
      if (slot === EMPTY) continue
      const moved = this.#key(slot & ID_MASK)
      this.#segment(moved).add(moved, slot & ID_MASK)
    }
  }
}
