/** Timers in the test's hands: turns end, and time passes, when the test says so. */
export class ManualTimers {
  readonly #turns: (() => void)[] = []
  readonly #waiting = new Set<{ ms: number; callback: () => void }>()

  endOfTurn = (callback: () => void): void => void this.#turns.push(callback)

  after = (ms: number, callback: () => void) => {
    const entry = { ms, callback }
    this.#waiting.add(entry)
    return { cancel: () => void this.#waiting.delete(entry) }
  }

  every = () => ({ cancel() {} })

  run(): void {
    for (let turn = this.#turns.shift(); turn !== undefined; turn = this.#turns.shift()) turn()
  }

  pass(ms: number): void {
    for (const entry of this.#waiting) {
      if (entry.ms > ms) continue
      this.#waiting.delete(entry)
      entry.callback()
    }
    this.run()
  }

  get pending(): number {
    return this.#waiting.size
  }
}
