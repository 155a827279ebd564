import { clockMs } from './clock.ts'

/** Asked before each fault, with how many were made and of how many kinds. */
export type IsOver = (made: number, kinds: number) => boolean

interface Entry {
  readonly at: number
  readonly text: string
}

/** What was done to whom, and when. */
export class FaultLog {
  readonly counts: Record<string, number> = {}
  readonly #entries: Entry[] = []
  readonly #say: ((line: string) => void) | undefined
  readonly #began = clockMs()

  constructor(say?: (line: string) => void) {
    this.#say = say
  }

  count(kind: string, detail: string): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1
    this.note(`${kind} ${detail}`)
  }

  note(text: string): void {
    const at = clockMs()
    this.#entries.push({ at, text })
    this.#say?.(`${this.#seconds(at)} ${text}`)
  }

  /** Lines of what was done from `begin` to `end`, with what led to it. */
  around(begin: number, end: number, leadMs: number): string[] {
    const near = this.#entries.filter(({ at }) => at > begin - leadMs && at < end)
    return near.map(({ at, text }) => `${this.#seconds(at)} ${text}`)
  }

  #seconds(at: number): string {
    return `${((at - this.#began) / 1e3).toFixed(2)} s`
  }
}
