import type { HoldReport } from './messages.ts'

/** A hold as far as it was told of. */
export interface HoldRecord {
  readonly contender: string
  readonly token: bigint
  readonly from: number
  to: number
}

/** A time without a new holder. `begin` is on the clock of the records. */
export interface Gap {
  readonly begin: number
  readonly ms: number
  /** Who held before and after it. */
  readonly between: string
}

/** All holds that were told of, and what is wrong with them. */
export class Ledger {
  readonly #records = new Map<bigint, HoldRecord>()
  readonly #shared: string[] = []

  note(contender: string, { token: text, from, to }: HoldReport): void {
    const token = BigInt(text)
    const known = this.#records.get(token)
    if (known === undefined) this.#records.set(token, { contender, token, from, to })
    else if (known.contender !== contender) this.#shared.push(`${say(known)} and ${contender} have one token`)
    else known.to = Math.max(known.to, to)
  }

  get size(): number {
    return this.#records.size
  }

  /** Two who held at one moment by their own word. */
  overlaps(): string[] {
    const found = [...this.#shared]
    let last: HoldRecord | null = null
    for (const record of this.#inOrder()) {
      if (last !== null && record.from < last.to) found.push(`${say(last)} still held when ${say(record)} did`)
      if (last === null || record.to > last.to) last = record
    }
    return found
  }

  /** Holders whose token is not more than that of the one before. */
  disorder(): string[] {
    const found: string[] = []
    let last: HoldRecord | null = null
    for (const record of this.#inOrder()) {
      if (last !== null && record.token <= last.token) found.push(`${say(record)} came after ${say(last)}`)
      last = record
    }
    return found
  }

  /** From each holder to the next, and from the last to `end`. */
  gaps(end: number): Gap[] {
    const records = this.#inOrder()
    return records.map((record, i) => {
      const next = records[i + 1]
      const between = `${say(record)}, then ${next === undefined ? 'nobody' : say(next)}`
      return { begin: record.from, ms: (next?.from ?? end) - record.from, between }
    })
  }

  /** Who got it after `time`. */
  holdersSince(time: number): Set<string> {
    const names = new Set<string>()
    for (const { contender, from } of this.#records.values()) if (from > time) names.add(contender)
    return names
  }

  #inOrder(): HoldRecord[] {
    return [...this.#records.values()].sort((a, b) => a.from - b.from)
  }
}

function say({ contender, token, from, to }: HoldRecord): string {
  return `${contender} (token 0x${token.toString(16)}, ${from.toFixed(3)} to ${to.toFixed(3)})`
}
