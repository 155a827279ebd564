/** Pauses between rounds of attempts: each span twice the one before up to a limit, the pause drawn from its upper half, so that clients do not come back together. */
export class Backoff {
  readonly #baseMs: number
  readonly #maxMs: number
  readonly #random: () => number
  #spanMs: number

  constructor(baseMs: number, maxMs: number, random: () => number) {
    this.#baseMs = baseMs
    this.#maxMs = maxMs
    this.#random = random
    this.#spanMs = baseMs
  }

  /** Ms to wait now. */
  next(): number {
    const spanMs = this.#spanMs
    this.#spanMs = Math.min(this.#maxMs, spanMs * 2)
    return spanMs * (0.5 + this.#random() / 2)
  }

  reset(): void {
    this.#spanMs = this.#baseMs
  }
}
