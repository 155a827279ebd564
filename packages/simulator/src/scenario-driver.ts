import type { Broadcast, BroadcastInput, BroadcastOutput, BroadcastSend, BroadcastTask, LogRecord, Zxid } from '@zabkit/core'

export interface ScenarioDriverParts {
  readonly broadcast: Broadcast
  readonly send: (send: BroadcastSend) => void
  readonly append: (records: readonly LogRecord[], committedZxid: Zxid) => void
  readonly apply: (records: readonly LogRecord[]) => void
  readonly task: (task: BroadcastTask) => void
  readonly barriers: (tokens: readonly number[]) => void
}

/** Hands the broadcast core what happens and does what it says, in the order that the seam asks for. */
export class ScenarioDriver {
  readonly #parts: ScenarioDriverParts
  /** What happens while an output is being carried out comes after it. */
  readonly #deferred: BroadcastInput[] = []
  #isBusy = false

  constructor(parts: ScenarioDriverParts) {
    this.#parts = parts
  }

  step(input: BroadcastInput): void {
    if (this.#isBusy) this.#deferred.push(input)
    else this.#parts.broadcast.step(input)
    this.drain()
  }

  drain(): void {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      while (this.#parts.broadcast.hasReady()) this.#take()
    } finally {
      this.#isBusy = false
    }
  }

  #take(): void {
    const { broadcast } = this.#parts
    this.#carryOut(broadcast.ready())
    broadcast.advance()
    for (const input of this.#deferred.splice(0)) broadcast.step(input)
  }

  #carryOut({ sends, append, apply, committedZxid, tasks, barriers }: BroadcastOutput): void {
    const parts = this.#parts
    for (const each of sends) parts.send(each)
    if (append.length > 0) parts.append(append, committedZxid)
    if (apply.length > 0) parts.apply(apply)
    for (const each of tasks) parts.task(each)
    if (barriers.length > 0) parts.barriers(barriers)
  }
}
