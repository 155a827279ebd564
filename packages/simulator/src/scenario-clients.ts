import type { Broadcast, BroadcastInput, LogRecord } from '@zabkit/core'
import type { ScenarioTrace } from './scenario-trace.ts'
import type { ScenarioWatch, WatchedServer } from './scenario-watch.ts'

export interface ClientsParts {
  readonly server: WatchedServer
  readonly broadcast: Broadcast
  readonly trace: ScenarioTrace
  readonly watch: ScenarioWatch
  readonly step: (input: BroadcastInput) => void
}

/** What clients ask of a server: writes, and barriers. One for each life of a server. */
export class ScenarioClients {
  readonly #parts: ClientsParts
  readonly #barriers = new Map<number, number>()
  #lastToken = 0
  #isUsedUp = false

  constructor(parts: ClientsParts) {
    this.#parts = parts
  }

  propose(texts: readonly string[]): void {
    const { server, broadcast, watch, step } = this.#parts
    const after = broadcast.lastZxid
    const records = texts.flatMap((text) => this.#prepare(text))
    if (records.length === 0) return
    watch.proposed(server, records, after)
    step({ type: 'propose', records })
  }

  #prepare(text: string): LogRecord[] {
    const zxid = this.#isUsedUp ? null : this.#parts.broadcast.nextZxid()
    if (zxid !== null) return [{ zxid, bytes: Buffer.from(text) }]
    this.#isUsedUp = true
    this.#parts.trace.line(`${text} waits: the epoch is used up`)
    return []
  }

  /** The epoch has no more zxids, and all that was proposed in it is applied: time for a new one. */
  get mustHandOver(): boolean {
    return this.#isUsedUp && (this.#parts.server.applied.at(-1)?.zxid ?? 0) >= this.#parts.broadcast.lastZxid
  }

  roleEnds(): void {
    this.#isUsedUp = false
  }

  barrier(isServing: boolean): void {
    const token = ++this.#lastToken
    this.#barriers.set(token, this.#parts.watch.barrierAsked())
    this.#parts.trace.line(`barrier ${token} asked`)
    if (isServing) this.#parts.step({ type: 'barrier', token })
  }

  /** What was asked of an earlier role is asked again. */
  established(): void {
    for (const token of this.#barriers.keys()) this.#parts.step({ type: 'barrier', token })
  }

  passed(tokens: readonly number[]): void {
    for (const token of tokens) {
      this.#parts.trace.line(`barrier ${token} passed`)
      this.#parts.watch.barrierPassed(this.#parts.server, this.#barriers.get(token) ?? 0)
      this.#barriers.delete(token)
    }
  }
}
