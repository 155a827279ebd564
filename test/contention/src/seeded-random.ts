/** Numbers from 0 up to 1, the same for the same seed: 32 bits mixed from a counter. */
export type Random = () => number

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

export function between(random: Random, min: number, max: number): number {
  return min + random() * (max - min)
}

export function pick<T>(random: Random, of: readonly T[]): T | undefined {
  return of[Math.floor(random() * of.length)]
}

/** Everything once in a random order, then again in another, without end. */
export function* inTurn<T>(random: Random, of: readonly T[]): Generator<T, never> {
  for (;;) {
    const left = [...of]
    while (left.length > 0) yield* left.splice(Math.floor(random() * left.length), 1)
  }
}
