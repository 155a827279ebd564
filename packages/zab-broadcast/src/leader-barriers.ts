import { Ring, type Zxid } from '@zabkit/core'
import type { Following, Roster } from './leader-roster.ts'
import { QuorumMark } from './quorum-mark.ts'
import type { RoleParts } from './role.ts'

interface Waiting {
  /** Null: this server's own. */
  readonly learner: Following | null
  readonly token: number
}

/** Those who are answered together. */
interface Round {
  readonly sequence: number
  /** What had been proposed when the last of them asked. */
  readonly upTo: Zxid
  readonly waiting: readonly Waiting[]
}

/**
 * A barrier shows that this server still leads after it was asked for: a quorum answers a ping that was sent later. Who asks while a ping is
 * under way waits for the next one. A leader that is alone a quorum needs no answer.
 */
export class LeaderBarriers {
  readonly #parts: RoleParts
  readonly #roster: Roster
  readonly #answers: QuorumMark
  readonly #rounds = new Ring<Round>()
  #asking: Waiting[] = []
  #upTo: Zxid = 0 as Zxid
  #isOpen = false

  constructor(parts: RoleParts, roster: Roster) {
    this.#parts = parts
    this.#roster = roster
    this.#answers = new QuorumMark(parts.options.quorum, 0)
    this.#answers.raise(parts.options.serverId, Number.POSITIVE_INFINITY)
  }

  ask(learner: Following | null, token: number, lastProposed: Zxid): void {
    this.#asking.push({ learner, token })
    this.#upTo = lastProposed
  }

  /** From now on this server leads. */
  open(): void {
    this.#isOpen = true
  }

  /** A voter that has adopted the epoch has answered the ping of this number. */
  answered(voter: number, sequence: number): void {
    this.#answers.raise(voter, sequence)
  }

  hasUnflushed(applied: Zxid): boolean {
    return this.#isOpen && (this.#asking.length > 0 || this.#passable(applied) !== undefined)
  }

  /** To be called when the commits of the turn are on their way. */
  flush(applied: Zxid, committed: Zxid): void {
    if (!this.#isOpen) return
    if (this.#asking.length > 0) this.#beginRound()
    for (let round = this.#passable(applied); round !== undefined; round = this.#passable(applied)) {
      this.#rounds.shift()
      for (const waiting of round.waiting) this.#pass(waiting, committed)
    }
  }

  #beginRound(): void {
    const sequence = this.#parts.numbers.nextSequence()
    this.#rounds.push({ sequence, upTo: this.#upTo, waiting: this.#asking })
    this.#asking = []
    if (this.#roster.followers.length > 0) this.#parts.outbox.send(this.#roster.followers, { type: 'ping', sequence })
  }

  #passable(applied: Zxid): Round | undefined {
    const round = this.#rounds.peek()
    return round !== undefined && round.sequence <= this.#answers.value && round.upTo <= applied ? round : undefined
  }

  #pass({ learner, token }: Waiting, committed: Zxid): void {
    if (learner === null) this.#parts.outbox.passBarrier(token)
    else if (this.#roster.get(learner.id) === learner) this.#parts.outbox.send([learner.id], { type: 'synced', token, zxid: committed })
  }
}
