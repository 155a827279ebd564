/** What happens, line by line; what comes of a line stands below it, indented. */
export class ScenarioTrace {
  #lines: string[] = []
  #depth = 0

  line(text: string): void {
    this.#lines.push(`${'  '.repeat(this.#depth)}${text}`)
  }

  /** `quiet`: the line stands there only when something came of it. */
  within(text: string, work: () => void, quiet = false): void {
    const start = this.#lines.length
    this.line(text)
    this.#depth++
    try {
      work()
    } finally {
      this.#depth--
      if (quiet && this.#lines.length === start + 1) this.#lines.length = start
    }
  }

  /** Lines so far: when it is the same after something, nothing came of that. */
  get size(): number {
    return this.#lines.length
  }

  /** Everything since the last time. */
  take(): string[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }
}

/** One order for everything in a scenario that waits for its turn. */
export class ScenarioOrder {
  #last = 0

  next(): number {
    return ++this.#last
  }
}
