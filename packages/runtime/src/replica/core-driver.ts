import type { Broadcast, BroadcastInput, BroadcastOutput, BroadcastSend, BroadcastTask, LogRecord, LogStore, Span, Zxid } from '@zabkit/core'
import type { WriteTraces } from '../write-trace.ts'

export interface CoreDriverParts {
  readonly broadcast: Broadcast
  readonly log: LogStore
  /** Null: no spans are kept. */
  readonly traces: WriteTraces | null
  readonly apply: (records: readonly LogRecord[]) => void
  readonly send: (send: BroadcastSend) => void
  /** All sends of this moment were given. */
  readonly flush: () => void
  readonly task: (task: BroadcastTask) => void
  readonly barriers: (tokens: readonly number[]) => void
  /** The log failed, or an invariant is broken: this server can promise nothing any more. */
  readonly onFailure: (error: Error) => void
}

/** Runs the broadcast core: hands it what happens and does what it says. */
export class CoreDriver {
  readonly #parts: CoreDriverParts
  /** What happens while an output is being carried out comes after it. */
  readonly #deferred: BroadcastInput[] = []
  #busy = false
  #failed = false
  #appending = 0
  #settled: (() => void)[] = []

  constructor(parts: CoreDriverParts) {
    this.#parts = parts
  }

  /** Takes an input; `drain` says when to act upon it and what came with it. */
  step(input: BroadcastInput): void {
    if (this.#failed) return
    if (this.#busy) this.#deferred.push(input)
    else this.#parts.broadcast.step(input)
  }

  /** Carries out what the core says now. */
  drain(): void {
    if (this.#busy || this.#failed) return
    this.#busy = true
    try {
      while (this.#parts.broadcast.hasReady()) this.#take()
      this.#parts.flush()
    } catch (error) {
      this.fail(error as Error)
    } finally {
      this.#busy = false
    }
  }

  #take(): void {
    const { broadcast } = this.#parts
    this.#carryOut(broadcast.ready())
    broadcast.advance()
    for (const input of this.#deferred.splice(0)) broadcast.step(input)
  }

  /** The network and the disk first: they work while the tree does. */
  #carryOut({ sends, append, apply, committedZxid, tasks, barriers }: BroadcastOutput): void {
    const { send, flush, task, traces } = this.#parts
    traces?.committing(committedZxid)
    traces?.sending(sends)
    for (const each of sends) send(each)
    if (sends.length > 0) flush()
    traces?.committed()
    this.#append(append, committedZxid)
    if (apply.length > 0) this.#parts.apply(apply)
    for (const each of tasks) task(each)
    if (barriers.length > 0) this.#parts.barriers(barriers)
  }

  #append(records: readonly LogRecord[], committedZxid: Zxid): void {
    const last = records[records.length - 1]
    if (last === undefined) return
    const { log, traces } = this.#parts
    const spans = traces === null ? null : traces.appending(records)
    this.#appending++
    log.append(records, committedZxid, (error) => this.#durable(error, last, spans))
  }

  #durable(error: Error | null, { zxid }: LogRecord, spans: Span[] | null): void {
    this.#appending--
    if (spans !== null) this.#parts.traces?.appended(spans, error)
    if (error !== null) return this.fail(error)
    if (this.#appending === 0) for (const resolve of this.#settled.splice(0)) resolve()
    this.step({ type: 'durable', zxid })
    this.drain()
  }

  /** Resolves when nothing of the log waits for a sync. */
  settled(): Promise<void> {
    if (this.#appending === 0) return Promise.resolve()
    return new Promise((resolve) => this.#settled.push(resolve))
  }

  fail(error: Error): void {
    if (this.#failed) return
    this.#failed = true
    for (const resolve of this.#settled.splice(0)) resolve()
    this.#parts.onFailure(error)
  }
}
