import {
  type BroadcastOutput,
  type BroadcastSend,
  type BroadcastTask,
  type LeaderMessage,
  type LearnerMessage,
  type LogRecord,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'

/** Messages of a learner go to its leader. */
const TO_LEADER: readonly number[] = []

/** One output while it is being filled. */
class Draft implements BroadcastOutput {
  apply: LogRecord[] = []
  sends: BroadcastSend[] = []
  append: LogRecord[] = []
  committedZxid: Zxid = ZERO_ZXID
  tasks: BroadcastTask[] = []
  barriers: number[] = []

  get isEmpty(): boolean {
    return this.apply.length + this.sends.length + this.append.length + this.tasks.length + this.barriers.length === 0
  }

  clear(): void {
    this.apply = []
    this.sends = []
    this.append = []
    this.tasks = []
    this.barriers = []
  }
}

/** Gathers what is to be done. Two drafts take turns, so that inputs between `take` and `release` go into the next output. */
export class Outbox {
  #filling = new Draft()
  #spare = new Draft()
  #taken: Draft | null = null

  get isEmpty(): boolean {
    return this.#filling.isEmpty
  }

  apply(record: LogRecord): void {
    this.#filling.apply.push(record)
  }

  append(record: LogRecord): void {
    this.#filling.append.push(record)
  }

  send(to: readonly number[], message: LeaderMessage): void {
    this.#filling.sends.push({ to, message })
  }

  sendToLeader(message: LearnerMessage): void {
    this.#filling.sends.push({ to: TO_LEADER, message })
  }

  task(task: BroadcastTask): void {
    this.#filling.tasks.push(task)
  }

  passBarrier(token: number): void {
    this.#filling.barriers.push(token)
  }

  /** The same output until it is released. */
  take(committedZxid: Zxid): BroadcastOutput {
    if (this.#taken !== null) return this.#taken
    this.#taken = this.#filling
    this.#filling = this.#spare
    this.#taken.committedZxid = committedZxid
    return this.#taken
  }

  release(): void {
    if (this.#taken === null) return
    this.#taken.clear()
    this.#spare = this.#taken
    this.#taken = null
  }

  /** Forgets what was not taken. */
  clear(): void {
    this.#filling.clear()
  }
}
