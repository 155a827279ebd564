import type { Random } from '@zabkit/core'

/** Chance that comes out the same for the same seed: xorshift over 32 bits. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
  for (let i = 0; i < 8; i++) next()
  return {
    below: (bound) => next() % bound,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
  }
}
