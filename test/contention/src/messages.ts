/**
 * What a contender says of a hold. It held from `from` until `to` at least, ms of `clockMs`: `from` was read after `acquire` returned, `to` before a
 * look at `isHeld` that found it true. However long the process stood still in between, the times err towards a shorter hold.
 */
export interface HoldReport {
  /** Fencing token, decimal. */
  readonly token: string
  readonly from: number
  readonly to: number
}

/** A line from a contender. `write` is answered, with one `Verdict`, in order; the others are not. */
export type Message =
  | { readonly kind: 'hello'; readonly contender: string }
  | ({ readonly kind: 'write' } & HoldReport)
  | ({ readonly kind: 'end'; readonly reason: string } & HoldReport)
  | { readonly kind: 'fault'; readonly text: string }

/** The resource takes no write with a token smaller than one that it has seen. */
export interface Verdict {
  readonly accepted: boolean
}
