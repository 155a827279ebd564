import type { LogRecord, Zxid } from '@zabkit/core'
import type { Roster } from './leader-roster.ts'
import type { RoleParts } from './role.ts'

/** What attached learners are sent of a turn: one proposal message for all, or the commit watermark alone; to observers what was applied. */
export class LiveStream {
  readonly #parts: RoleParts
  readonly #roster: Roster
  #proposed: LogRecord[] = []
  #applied: LogRecord[] = []
  /** The watermark that followers were told last. */
  #announced: Zxid

  constructor(parts: RoleParts, roster: Roster, committedZxid: Zxid) {
    this.#parts = parts
    this.#roster = roster
    this.#announced = committedZxid
  }

  propose(records: readonly LogRecord[]): void {
    if (this.#roster.followers.length === 0) return
    for (const record of records) this.#proposed.push(record)
  }

  /** True when somebody is to be told what was applied. */
  get informs(): boolean {
    return this.#roster.observers.length > 0
  }

  apply(record: LogRecord): void {
    this.#applied.push(record)
  }

  hasUnflushed(committedZxid: Zxid): boolean {
    if (this.#proposed.length > 0 || this.#applied.length > 0) return true
    return committedZxid > this.#announced && this.#roster.followers.length > 0
  }

  flush(committedZxid: Zxid): void {
    if (this.#roster.followers.length > 0) this.#toFollowers(committedZxid)
    this.#announced = committedZxid
    if (this.#proposed.length > 0) this.#proposed = []
    if (this.#applied.length > 0) this.#toObservers()
  }

  #toFollowers(committedZxid: Zxid): void {
    const { followers } = this.#roster
    if (this.#proposed.length > 0) {
      this.#parts.options.onEvent?.('LeaderBroadcastPROPOSE', { to: followers, count: this.#proposed.length, committedZxid })
      this.#parts.outbox.send(followers, { type: 'proposal', records: this.#proposed, committedZxid })
    } else if (committedZxid > this.#announced) {
      this.#parts.options.onEvent?.('LeaderBroadcastCOMMIT', { to: followers, zxid: committedZxid })
      this.#parts.outbox.send(followers, { type: 'commit', zxid: committedZxid })
    }
  }

  #toObservers(): void {
    const { observers } = this.#roster
    if (observers.length > 0) this.#parts.outbox.send(observers, { type: 'inform', records: this.#applied })
    this.#applied = []
  }
}
