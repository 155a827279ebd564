import { Ring, type Synced, type Zxid } from '@zabkit/core'
import type { Outbox } from './outbox.ts'

/** Barriers that a learner asks its leader for: held until the learner serves, passed when it has applied what the leader had committed. */
export class LearnerBarriers {
  readonly #outbox: Outbox
  #held: number[] = []
  #isOpen = false
  readonly #answered = new Ring<Synced>()

  constructor(outbox: Outbox) {
    this.#outbox = outbox
  }

  ask(token: number): void {
    if (this.#isOpen) this.#outbox.sendToLeader({ type: 'sync', token })
    else this.#held.push(token)
  }

  open(): void {
    this.#isOpen = true
    for (const token of this.#held) this.#outbox.sendToLeader({ type: 'sync', token })
    this.#held = []
  }

  answered(message: Synced): void {
    this.#answered.push(message)
  }

  canPass(applied: Zxid): boolean {
    const next = this.#answered.peek()
    return next !== undefined && next.zxid <= applied
  }

  pass(applied: Zxid): void {
    for (let next = this.#answered.peek(); next !== undefined && next.zxid <= applied; next = this.#answered.peek()) {
      this.#outbox.passBarrier(next.token)
      this.#answered.shift()
    }
  }
}
