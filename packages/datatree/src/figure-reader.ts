import { damaged } from './snapshot-format.ts'

/** The figures of a snapshot, one after another. Throws ZK_SNAPSHOT_DAMAGED for one that is missing or cannot be. */
export class FigureReader {
  readonly #figures: Int32Array
  #at = 0

  constructor(bytes: Buffer) {
    this.#figures = new Int32Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length >>> 2)
  }

  /** Any int. */
  word(): number {
    const figure = this.#figures[this.#at++]
    if (figure === undefined) throw damaged('it has too few figures')
    return figure
  }

  /** An int of `[min, max]`. */
  take(min: number, max: number): number {
    const figure = this.word()
    if (figure < min || figure > max) throw damaged(`figure ${this.#at} is ${figure}, which is not in ${min} to ${max}`)
    return figure
  }

  /** Two ints, the upper half first, as one number from 0 up to 2^53. */
  wide(): number {
    const high = this.take(0, 0x1f_ffff)
    return high * 0x1_0000_0000 + (this.word() >>> 0)
  }
}
