/** How often, and after which pauses, an operation that is safe to repeat is tried again once the connection was lost under it. */
export interface RetryPolicy {
  /** Ms to wait before repetition number `repetition` (1 is the first); null: give up, and the caller gets the error. */
  delayMs(repetition: number): number | null
}

export interface BackoffOptions {
  /** Before the first repetition; default 50. */
  readonly baseMs?: number
  /** No pause is longer; default 2 000. */
  readonly maxMs?: number
  /** Repetitions; default 8. */
  readonly times?: number
  /** From 0 up to 1; default Math.random. */
  readonly random?: () => number
}

/** Pauses that double, each drawn from the upper half of its span: clients that lost their connection together do not come back together. */
export function exponentialBackoff(options: BackoffOptions = {}): RetryPolicy {
  const { baseMs = 50, maxMs = 2_000, times = 8, random = Math.random } = options
  return {
    delayMs(repetition) {
      if (repetition > times) return null
      const spanMs = Math.min(maxMs, baseMs * 2 ** (repetition - 1))
      return spanMs * (0.5 + random() / 2)
    },
  }
}
