/** First memory of a frame that spans chunks; it doubles as bytes arrive, up to the announced length. */
const ASSEMBLY_BYTES = 1 << 10

const EMPTY = Buffer.alloc(0)

/**
 * Cuts chunks into frames: a 4-byte big-endian length, then the payload. A frame that lies in one chunk is given where it is; one that spans
 * chunks is gathered in memory that grows with the bytes that came, never with the length that was announced. The caller checks `length`
 * between `readLength` and `readFrame`.
 */
export class FrameCutter {
  /** The frame that `readFrame` completed: bytes `[start, end)` of `chunk`. */
  chunk: Buffer = EMPTY
  start = 0
  end = 0
  /** Announced length of the frame in progress, as a signed number; valid once `readLength` said true. */
  length = 0
  #lengthBytes = 0
  #input: Buffer = EMPTY
  #at = 0
  #assembly: Buffer = EMPTY
  #assembled = 0

  /** The next bytes from the client. What was not used of the bytes before is forgotten. */
  feed(input: Buffer): void {
    this.#input = input
    this.#at = 0
  }

  /** The unused bytes of the last `feed`. */
  rest(): Buffer {
    return this.#input.subarray(this.#at)
  }

  /** Lets go of the last `feed`, so that an idle connection pins no chunk. */
  release(): void {
    this.#input = EMPTY
    this.#at = 0
    this.chunk = EMPTY
  }

  /** False: the four bytes are not all there. */
  readLength(): boolean {
    if (this.#lengthBytes === 4) return true
    if (this.#lengthBytes > 0 || this.#input.length - this.#at < 4) return this.#gatherLength()
    const input = this.#input
    const at = this.#at
    this.length = ((input[at] as number) << 24) | ((input[at + 1] as number) << 16) | ((input[at + 2] as number) << 8) | (input[at + 3] as number)
    this.#at = at + 4
    this.#lengthBytes = 4
    return true
  }

  #gatherLength(): boolean {
    if (this.#lengthBytes === 0) this.length = 0
    while (this.#lengthBytes < 4 && this.#at < this.#input.length) {
      this.length = (this.length << 8) | (this.#input[this.#at++] as number)
      this.#lengthBytes++
    }
    return this.#lengthBytes === 4
  }

  /** False: the payload is not all there. */
  readFrame(): boolean {
    const end = this.#at + this.length
    if (this.#assembled > 0 || end > this.#input.length) return this.#assemble()
    this.chunk = this.#input
    this.start = this.#at
    this.end = end
    this.#at = end
    this.#lengthBytes = 0
    return true
  }

  #assemble(): boolean {
    const count = Math.min(this.length - this.#assembled, this.#input.length - this.#at)
    this.#ensure(this.#assembled + count)
    this.#input.copy(this.#assembly, this.#assembled, this.#at, this.#at + count)
    this.#assembled += count
    this.#at += count
    if (this.#assembled < this.length) return false
    this.chunk = this.#assembly
    this.start = 0
    this.end = this.length
    this.#assembly = EMPTY
    this.#assembled = 0
    this.#lengthBytes = 0
    return true
  }

  #ensure(needed: number): void {
    if (needed <= this.#assembly.length) return
    const grown = Buffer.allocUnsafeSlow(Math.min(this.length, Math.max(needed, this.#assembly.length * 2, ASSEMBLY_BYTES)))
    this.#assembly.copy(grown, 0, 0, this.#assembled)
    this.#assembly = grown
  }
}
