import type { Zxid } from '@zabkit/core'
import { type Batch, chained } from './database.ts'
import type { Gate } from './gate.ts'
import { encodeHead, type Head } from './head.ts'
import { HEAD_KEY } from './keys.ts'
import { WRITE_BYTES_MAX } from './limits.ts'
import type { MarkFile } from './mark-file.ts'

/** One thing to write, in one piece. */
export interface Change {
  readonly bytes: number
  /** Adds its entries, and what they mean to the head. Called once, in the order of the calls to `submit`. */
  apply(batch: Batch, head: Head): void
  /** It is durable, or never will be. In the same order. */
  settled(error: Error | null): void
}

/** Every change of what is in use goes through here, in order; what arrives while a write is under way shares the next. */
export class Writer {
  readonly #gate: Gate
  readonly #mark: Pick<MarkFile, 'note'>
  readonly #head: Head
  #durableZxid: Zxid
  #waiting: Change[] = []
  #running: Promise<void> | null = null

  constructor(gate: Gate, mark: Pick<MarkFile, 'note'>, head: Head) {
    this.#gate = gate
    this.#mark = mark
    this.#head = head
    this.#durableZxid = head.lastZxid
  }

  /** Zxid of the last durable record, 0 when there is none. */
  get durableZxid(): Zxid {
    return this.#durableZxid
  }

  submit(change: Change): void {
    this.#waiting.push(change)
    this.#running ??= this.#run()
  }

  /** A change without a hot path. */
  change(apply: (batch: Batch, head: Head) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.submit({ bytes: 0, apply, settled: (error) => (error === null ? resolve() : reject(error)) })
    })
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#take()
      const error = await this.#write(group)
      for (const change of group) change.settled(error)
    }
    this.#running = null
  }

  #take(): Change[] {
    const waiting = this.#waiting
    let count = 0
    for (let bytes = 0; count < waiting.length && (count === 0 || bytes < WRITE_BYTES_MAX); count++) bytes += waiting[count]?.bytes ?? 0
    this.#waiting = waiting.splice(count)
    return waiting
  }

  async #write(group: readonly Change[]): Promise<Error | null> {
    try {
      this.#gate.check()
      await this.#gate.write(this.#batchOf(group))
    } catch (error) {
      return this.#gate.fail(error)
    }
    this.#durableZxid = this.#head.lastZxid
    this.#mark.note(this.#head.revision)
    return null
  }

  #batchOf(group: readonly Change[]): Batch {
    const batch = chained(this.#gate.database)
    const head = this.#head
    head.revision++
    for (const change of group) change.apply(batch, head)
    return batch.put(HEAD_KEY, encodeHead(head))
  }
}
