import { spread } from './digest.ts'
import { SECTION_UNIT_BYTES } from './snapshot-format.ts'

const PRIMES = [0x9e3779b1 | 0, 0x85ebca6b | 0, 0xc2b2ae35 | 0, 0x27d4eb2f | 0] as const
const [PRIME_A, PRIME_B, PRIME_C, PRIME_D] = PRIMES

/** A running check of sections: four lanes of a word each, so that the multiplications overlap. Part of the snapshot format. */
export class ImageCheck {
  readonly #lanes = Int32Array.from(PRIMES)

  /** `bytes`: a whole number of SECTION_UNIT_BYTES, at an offset that words may have. How a section is cut makes no difference. */
  fold(bytes: Uint8Array): void {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)
    let [a, b, c, d] = this.#lanes as unknown as [number, number, number, number]
    for (let at = 0; at + 3 < words.length; at += 4) {
      a = Math.imul(((a << 13) | (a >>> 19)) ^ (words[at] as number), PRIME_A)
      b = Math.imul(((b << 13) | (b >>> 19)) ^ (words[at + 1] as number), PRIME_B)
      c = Math.imul(((c << 13) | (c >>> 19)) ^ (words[at + 2] as number), PRIME_C)
      d = Math.imul(((d << 13) | (d >>> 19)) ^ (words[at + 3] as number), PRIME_D)
    }
    this.#lanes.set([a, b, c, d])
  }

  /** The check of what was folded so far. */
  value(): Buffer {
    const out = Buffer.allocUnsafeSlow(SECTION_UNIT_BYTES)
    this.#lanes.forEach((lane, i) => {
      out.writeInt32LE(spread(lane), 4 * i)
    })
    return out
  }
}
