import { expect } from 'vitest'

/** Looks every few ms until the expectation that follows holds. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { interval: 5 })
}
