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

  /** Arrays that nothing was put into are kept: most are, in most turns. */
  clear(): void {
    if (this.apply.length > 0) this.apply = []
    if (this.sends.length > 0) this.sends = []
    if (this.append.length > 0) this.append = []
    if (this.tasks.length > 0) this.tasks = []
    if (this.barriers.length > 0) this.barriers = []
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

  /** To be pushed to: txns to apply. Not to be kept beyond a step. */
  get apply(): LogRecord[] {
    return this.#filling.apply
  }

  /** To be pushed to: records for the log. Not to be kept beyond a step. */
  get append(): LogRecord[] {
    return this.#filling.append
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
