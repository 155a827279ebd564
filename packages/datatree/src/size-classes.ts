import { MAX_SLOT_BYTES } from './store-limits.ts'

/** Slots are whole units of eight bytes. */
const UNIT_BITS = 3
const FINE_STEP_BYTES = 8
const FINE_UP_TO_BYTES = 256
/** Above the fine ones every doubling has this many sizes: at most an eighth of a slot is wasted. */
const STEPS_PER_DOUBLING = 8

function slotSizes(): number[] {
  const sizes: number[] = []
  for (let size = FINE_STEP_BYTES; size <= FINE_UP_TO_BYTES; size += FINE_STEP_BYTES) sizes.push(size)
  for (let from = FINE_UP_TO_BYTES; from < MAX_SLOT_BYTES; from *= 2) {
    for (let step = 1; step <= STEPS_PER_DOUBLING; step++) sizes.push(from + (step * from) / STEPS_PER_DOUBLING)
  }
  return sizes
}

/** Which slot a blob goes into: multiples of 8 up to 256 bytes, then eight sizes a doubling up to MAX_SLOT_BYTES. */
export class SizeClasses {
  readonly #sizes = slotSizes()
  readonly #classOfUnits = new Uint8Array((MAX_SLOT_BYTES >>> UNIT_BITS) + 1)

  constructor() {
    let sizeClass = 0
    for (let units = 1; units < this.#classOfUnits.length; units++) {
      if (units << UNIT_BITS > this.slotBytes(sizeClass)) sizeClass++
      this.#classOfUnits[units] = sizeClass
    }
  }

  get count(): number {
    return this.#sizes.length
  }

  /** Class of blobs of `length` bytes, 1 to MAX_SLOT_BYTES. */
  of(length: number): number {
    return this.#classOfUnits[(length + FINE_STEP_BYTES - 1) >>> UNIT_BITS] as number
  }

  slotBytes(sizeClass: number): number {
    return this.#sizes[sizeClass] as number
  }
}
