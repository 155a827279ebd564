import { createInterface } from 'node:readline'
import { Child } from './child.ts'
import { ANSWER_MS_MAX, STOP_MS_MAX } from './limits.ts'

/** What a rival is told: names and values as its program knows them. */
export type Words = Readonly<Record<string, unknown>>

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/**
 * A process with one session that uses somebody's recipes as it is told: a line of JSON with an `id` and a `verb` each way, many under way at once. Programs
 * of different libraries know the same words, so that a test can put any two beside each other. The caller kills it.
 */
export class Rival {
  readonly #child: Child
  readonly #pending = new Map<number, Pending>()
  #requests = 0

  constructor(command: readonly string[]) {
    this.#child = new Child(command)
    createInterface({ input: this.#child.process.stdout }).on('line', (line) => this.#answered(line))
    this.#child.process.once('close', () => this.#failAll('it ended'))
  }

  /** The answer to `verb`. Rejects with what the program says went wrong, or when it does not answer in time. */
  async ask<T = unknown>(verb: string, words: Words = {}): Promise<T> {
    const id = ++this.#requests
    const timer = setTimeout(() => this.#fail(id, `no answer within ${ANSWER_MS_MAX} ms`), ANSWER_MS_MAX)
    try {
      return (await new Promise<unknown>((resolve, reject) => {
        const why = (error: Error): void => reject(new Error(`${verb} ${JSON.stringify(words)}: ${error.message}`))
        this.#pending.set(id, { resolve, reject: why })
        this.#child.process.stdin.write(`${JSON.stringify({ id, verb, ...words })}\n`)
      })) as T
    } finally {
      clearTimeout(timer)
    }
  }

  /** Ends the process with no chance to say good-bye: its session goes on until it expires. */
  async kill(): Promise<void> {
    await this.#child.stop('SIGKILL', STOP_MS_MAX)
  }

  #answered(line: string): void {
    if (!line.startsWith('{')) return
    const { id, value, error } = JSON.parse(line) as { id: number; value?: unknown; error?: string }
    if (error !== undefined) return this.#fail(id, error)
    this.#pending.get(id)?.resolve(value)
    this.#pending.delete(id)
  }

  #fail(id: number, why: string): void {
    this.#pending.get(id)?.reject(new Error(`${why}\n--- ${this.#child.name}\n${this.#child.tail()}`))
    this.#pending.delete(id)
  }

  #failAll(why: string): void {
    for (const id of [...this.#pending.keys()]) this.#fail(id, why)
  }
}
