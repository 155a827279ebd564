import { counterOf, epochOf, type LogRecord, type ReplicaState, Ring, ZERO_ZXID, type Zxid } from '@zabkit/core'
import type { Outbox } from './outbox.ts'

/**
 * A learner's own history: what it has, what is durable, what is known to be committed, what is applied. Records become applied only when they
 * are both durable here and committed, in order. Those that lie on disk alone since before the role come first, by tasks `replay`.
 */
export class LearnerHistory {
  readonly #outbox: Outbox
  #last: Zxid
  #durable: Zxid
  #applied: Zxid
  #watermark: Zxid
  /** What of this epoch is on the disk of the leader, where that and this server's own disk are a quorum. */
  #leaderDurable: Zxid = ZERO_ZXID
  /** Up to here records lie on disk alone. */
  #onDisk: Zxid
  #replayTo: Zxid | null = null
  /** Taken in this role, not applied yet. */
  readonly #waiting = new Ring<LogRecord>()

  constructor(outbox: Outbox, state: ReplicaState) {
    this.#outbox = outbox
    this.#last = state.lastZxid
    this.#durable = state.lastZxid
    this.#onDisk = state.lastZxid
    this.#applied = state.appliedZxid
    this.#watermark = state.appliedZxid
  }

  get last(): Zxid {
    return this.#last
  }

  get durable(): Zxid {
    return this.#durable
  }

  get applied(): Zxid {
    return this.#applied
  }

  /** Of what is here, committed. The leader may know of more, but the log must not be marked for records that it does not hold. */
  get committed(): Zxid {
    return this.#watermark < this.#last ? this.#watermark : this.#last
  }

  /** Takes what is new of `records`; false where they do not go on from what is here. */
  take(records: readonly LogRecord[]): boolean {
    const { append } = this.#outbox
    let last = this.#last
    for (const record of records) {
      if (record.zxid <= last) continue
      if (record.zxid !== last + 1 && !beginsEpoch(record.zxid, last)) break
      last = record.zxid
      this.#waiting.push(record)
      append.push(record)
    }
    this.#last = last
    const end = records[records.length - 1]
    return end === undefined || end.zxid <= last
  }

  commit(zxid: Zxid): void {
    if (zxid <= this.#watermark) return
    this.#watermark = zxid
    this.#applyOn()
  }

  /** The log is durable up to `zxid`. What is beyond the last record taken comes late from an earlier role. */
  settle(zxid: Zxid): void {
    if (zxid <= this.#durable || zxid > this.#last) return
    this.#durable = zxid
    this.#commitWithLeader()
    this.#applyOn()
  }

  /** The leader has everything up to `zxid` on disk, and together with this server it is a quorum. */
  leaderHas(zxid: Zxid): void {
    if (zxid <= this.#leaderDurable) return
    this.#leaderDurable = zxid
    this.#commitWithLeader()
    this.#applyOn()
  }

  /** What both have is what a leader would call committed on this server's acknowledgement. Only a quorum's own copies are looked at. */
  #commitWithLeader(): void {
    const both = Math.min(this.#durable, this.#leaderDurable) as Zxid
    if (both > this.#watermark) this.#watermark = both
  }

  replayed(zxid: Zxid): void {
    if (this.#replayTo === null || zxid < this.#replayTo) return
    this.#applied = this.#replayTo
    this.#replayTo = null
    this.#applyOn()
  }

  /** The log was cut, and ends with `zxid`. */
  cut(zxid: Zxid): void {
    this.#last = zxid
    this.#durable = zxid
    this.#onDisk = zxid
  }

  /** A snapshot took the place of everything. */
  replace(zxid: Zxid): void {
    this.cut(zxid)
    this.#applied = zxid
    this.#watermark = zxid
    this.#waiting.clear()
  }

  #applyOn(): void {
    const limit = Math.min(this.#watermark, this.#durable) as Zxid
    if (this.#applied < this.#onDisk) return this.#replay(Math.min(limit, this.#onDisk) as Zxid)
    if (limit <= this.#applied) return
    const { apply } = this.#outbox
    let last = this.#applied
    for (let next = this.#waiting.peek(); next !== undefined && next.zxid <= limit; next = this.#waiting.peek()) {
      apply.push(next)
      last = next.zxid
      this.#waiting.shift()
    }
    this.#applied = last
  }

  #replay(upTo: Zxid): void {
    if (this.#replayTo !== null || upTo <= this.#applied) return
    this.#replayTo = upTo
    this.#outbox.task({ type: 'replay', upTo })
  }
}


/** The first of a later epoch. Histories come over a link in one piece: unlike a log on its own, one can tell here where an epoch begins. */
function beginsEpoch(zxid: Zxid, previous: Zxid): boolean {
  return counterOf(zxid) === 1 && epochOf(zxid) > epochOf(previous)
}
