import type { ByteArena } from './byte-arena.ts'
import { spread } from './digest.ts'
import type { FigureReader } from './figure-reader.ts'
import { bytesOf, damaged } from './snapshot-format.ts'
import { FIRST_SEGMENT_SLOTS, ID_BITS, MAX_DIRECTORY_BITS, MAX_ZNODES, SEGMENT_SLOTS } from './store-limits.ts'
import { NAME_HASH, NAME_LENGTH, NAME_REF, NO_ROW, PARENT, type ZnodeTable } from './znode-table.ts'

const ID_MASK = MAX_ZNODES - 1
/** Bits 14 to 19 of a key: neither the place in a segment nor, until there are 4096 segments, the segment depend on them. */
const TAG_SHIFT = 14
const EMPTY = 0
/** Entries per slot above which a segment grows: probes stay short. */
const MAX_LOAD = 0.7
/** Bits of the directory of an empty index. */
const FIRST_BITS = 1
/** A segment can double until it has slots for twice as many rows as there may be. */
const MAX_SEGMENT_BITS = ID_BITS + 1

/**
 * Open addressing with linear probing. A slot is 0, or a row id with six bits of its key above; the root has no slot, so 0 is free to mean
 * none.
 */
class Segment {
  /** How many upper bits of the key all of its entries share. */
  readonly depth: number
  slots: Int32Array
  count = 0
  /** A snapshot holds `slots`: they stay as they are, and the first change goes on with a copy. */
  isFrozen = false
  constructor(depth: number, size: number) {
    this.depth = depth
    this.slots = new Int32Array(size)
  }

  get isFull(): boolean {
    return this.count >= this.slots.length * MAX_LOAD
  }

  /** The slots, to write into them. */
  writable(): Int32Array {
    if (this.isFrozen) this.slots = this.slots.slice()
    this.isFrozen = false
    return this.slots
  }

  add(key: number, id: number): void {
    const slots = this.writable()
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
 * From (parent, name) to row. Extendible hashing: a directory over segments of SEGMENT_SLOTS (the first two grow up to that), of which one
 * at a time is split when it fills up, so that no single insertion pays for the size of the whole. A removal shifts back what follows and
 * leaves no tombstone. Segments are not merged again: about 7 bytes for each znode of the largest number there ever was.
 */
export class ChildIndex {
  readonly #table: ZnodeTable
  readonly #arena: ByteArena
  #bits = FIRST_BITS
  #directory: Segment[] = [new Segment(FIRST_BITS, FIRST_SEGMENT_SLOTS), new Segment(FIRST_BITS, FIRST_SEGMENT_SLOTS)]

  constructor(table: ZnodeTable, arena: ByteArena) {
    this.#table = table
    this.#arena = arena
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
    const slots = segment.writable()
    const mask = slots.length - 1
    const wanted = slotOf(key, id)
    let at = key & mask
    while (slots[at] !== wanted) at = (at + 1) & mask
    this.#closeGap(slots, at)
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
    const { depth, slots } = full
    if (slots.length < SEGMENT_SLOTS || depth === MAX_DIRECTORY_BITS) return this.#replace(full, key, new Segment(depth, slots.length * 2))
    if (depth === this.#bits) this.#doubleDirectory()
    this.#replace(full, key, new Segment(depth + 1, slots.length), new Segment(depth + 1, slots.length))
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

  *#segments(): Generator<Segment, void> {
    for (let at = 0; at < this.#directory.length; ) {
      const segment = this.#directory[at] as Segment
      yield segment
      at += this.#placesOf(segment)
    }
  }

  /** How many entries of the directory are this segment's, one after another. */
  #placesOf(segment: Segment): number {
    return 1 << (this.#bits - segment.depth)
  }

  /**
   * The slots as they are now, for a snapshot, in arrays that stay so. Appends to `figures` what `refill` needs beside them. What changes
   * until `thaw` is copied, 32 KiB at a time: beside rows and blobs it is too little to be counted.
   */
  freeze(figures: number[]): readonly Int32Array[] {
    const slots: Int32Array[] = []
    const shapes: number[] = []
    for (const segment of this.#segments()) {
      segment.isFrozen = true
      slots.push(segment.slots)
      shapes.push(segment.depth, Math.log2(segment.slots.length), segment.count)
    }
    figures.push(this.#bits, slots.length)
    for (const figure of shapes) figures.push(figure)
    return slots
  }

  thaw(): void {
    for (const segment of this.#segments()) segment.isFrozen = false
  }

  /** Makes the empty index what another one was at `freeze`. Yields the bytes of segment after segment, each to be filled. */
  *refill(figures: FigureReader): Generator<Uint8Array, void> {
    this.#bits = figures.take(FIRST_BITS, MAX_DIRECTORY_BITS)
    this.#directory = []
    for (let left = figures.take(1, 1 << this.#bits); left > 0; left--) {
      const depth = figures.take(FIRST_BITS, this.#bits)
      const segment = new Segment(depth, 1 << figures.take(Math.log2(FIRST_SEGMENT_SLOTS), MAX_SEGMENT_BITS))
      segment.count = figures.take(0, segment.slots.length - 1)
      for (let places = this.#placesOf(segment); places > 0; places--) this.#directory.push(segment)
      yield bytesOf(segment.slots)
    }
    if (this.#directory.length !== 1 << this.#bits) throw damaged('the segments of the index do not fill its directory')
  }
}
