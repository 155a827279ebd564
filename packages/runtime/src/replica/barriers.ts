/** Barriers that are asked for and not passed. They outlive roles: the next leader is asked again. */
export class Barriers {
  readonly #waiting = new Map<number, () => void>()
  #lastToken = 0

  get size(): number {
    return this.#waiting.size
  }

  tokens(): Iterable<number> {
    return this.#waiting.keys()
  }

  /** Returns its token. */
  add(passed: () => void): number {
    this.#waiting.set(++this.#lastToken, passed)
    return this.#lastToken
  }

  passed(tokens: readonly number[]): void {
    for (const token of tokens) {
      const passed = this.#waiting.get(token)
      this.#waiting.delete(token)
      passed?.()
    }
  }
}
