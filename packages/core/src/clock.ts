/** Where time comes from. Injected: the simulator has its own. */
export interface Clock {
  /** Wall clock: whole ms since 1970. May jump. */
  now(): number
  /** Ms of a clock that only goes forward, from an arbitrary start; fractions allowed. */
  monotonic(): number
}

/** A pending callback. */
export interface Timer {
  /** The callback will not run any more. Harmless when it has. */
  cancel(): void
}

/** Where waiting comes from. */
export interface Timers {
  /** Runs `callback` once after `ms`. */
  after(ms: number, callback: () => void): Timer
  /** Runs `callback` every `ms`. */
  every(ms: number, callback: () => void): Timer
  /** Runs `callback` when this turn of the event loop has handled its input: the moment to send what was collected. */
  endOfTurn(callback: () => void): void
}

/** Where chance comes from. */
export interface Random {
  /** `count` bytes that nobody can predict (in production). */
  bytes(count: number): Uint8Array
  /** A whole number in [0, bound). */
  below(bound: number): number
}
