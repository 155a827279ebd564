/** A broken invariant: the program is wrong, and going on would be worse than stopping. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/**
 * States what must hold; stays on in production. The process that catches nothing ends with `text`.
 * Build `text` from constants or cheap values only: it is evaluated on every call.
 */
export function invariant(condition: unknown, text: string): asserts condition {
  if (!condition) throw new InvariantError(text)
}
