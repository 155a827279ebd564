/** How far the two clocks may go apart before the wall clock is right: it was set, or the machine slept. */
const APART_MS_MAX = 5
/** Two readings further apart are not of the same moment. */
const READING_MS_MAX = 1

/**
 * The wall clock in ms, in parts of a microsecond. An SDK takes whole ms for the beginning of a span, in which all steps of a write would
 * seem to begin at once. Never goes back but with the wall clock itself.
 */
export class FineClock {
  readonly #wall: () => number
  readonly #monotonic: () => number
  #offsetMs: number

  /** Ms both; `wall` since 1970. */
  constructor(wall: () => number = Date.now, monotonic: () => number = () => performance.now()) {
    this.#wall = wall
    this.#monotonic = monotonic
    this.#offsetMs = wall() - monotonic()
  }

  now(): number {
    const time = this.#monotonic() + this.#offsetMs
    return this.#isApart(time) ? this.#setAgain() : time
  }

  #isApart(time: number): boolean {
    return Math.abs(time - this.#wall()) > APART_MS_MAX
  }

  /** Unless the process was only interrupted between the two readings. */
  #setAgain(): number {
    const monotonic = this.#monotonic()
    const wall = this.#wall()
    const wasInterrupted = this.#monotonic() - monotonic > READING_MS_MAX
    if (!wasInterrupted && Math.abs(monotonic + this.#offsetMs - wall) > APART_MS_MAX) this.#offsetMs = wall - monotonic
    return monotonic + this.#offsetMs
  }
}
