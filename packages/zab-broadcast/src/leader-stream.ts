import { type LogRecord, ZERO_ZXID, type Zxid } from '@zabkit/core'
import type { Roster } from './leader-roster.ts'
import type { RoleParts } from './role.ts'

/** How far the leader is. */
export interface Progress {
  /** A quorum has it on disk, as far as this server knows. */
  readonly committed: Zxid
  /** This server has it on disk. */
  readonly ownDurable: Zxid
}

/**
 * What attached learners are sent of a turn: one proposal message for all, or the commit watermark alone; to observers what was applied.
 *
 * A partner, a follower that is a quorum together with this server, need not wait until its acknowledgement has come here and the commit has
 * come back: it is told what this server has on disk before that is committed, and commits by itself what it has as well. Whatever is
 * committed up to there it learns from its own disk, so the word `commit` would tell it nothing. So a write costs the same number of
 * messages: this server's acknowledgement goes out in place of its commit. The watermark comes with the next proposal all the same.
 */
export class LiveStream {
  readonly #parts: RoleParts
  readonly #roster: Roster
  #proposed: LogRecord[] = []
  #applied: LogRecord[] = []
  /** The watermark that followers were told last, or need not be told. */
  #announced: Zxid
  /** What of this server's disk every partner was told, 0: not every one was told of anything. */
  #vouched: Zxid = ZERO_ZXID

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

  /** There is one more: it was told of nothing. */
  partnerJoined(): void {
    this.#vouched = ZERO_ZXID
  }

  hasUnflushed(progress: Progress): boolean {
    if (this.#proposed.length > 0 || this.#applied.length > 0) return true
    return this.#canVouch(progress) || (progress.committed > this.#announced && this.#untold(progress.committed).length > 0)
  }

  flush(progress: Progress): void {
    const { committed } = progress
    if (this.#proposed.length > 0) this.#propose(committed)
    if (this.#canVouch(progress)) this.#vouch(progress.ownDurable)
    if (committed > this.#announced) this.#commit(committed)
    if (this.#applied.length > 0) this.#toObservers()
  }

  #propose(committedZxid: Zxid): void {
    const { followers } = this.#roster
    const records = this.#proposed
    this.#proposed = []
    if (followers.length === 0) return
    this.#parts.options.onEvent?.('LeaderBroadcastPROPOSE', { to: followers, count: records.length, committedZxid })
    this.#parts.outbox.send(followers, { type: 'proposal', records, committedZxid })
    this.#announced = committedZxid
  }

  /** What is committed already needs no such word. */
  #canVouch({ committed, ownDurable }: Progress): boolean {
    return ownDurable > committed && ownDurable > this.#vouched && this.#roster.partners.length > 0
  }

  #vouch(zxid: Zxid): void {
    const { partners } = this.#roster
    this.#parts.options.onEvent?.('LeaderBroadcastDURABLE', { to: partners, zxid })
    this.#parts.outbox.send(partners, { type: 'leaderDurable', zxid })
    this.#vouched = zxid
  }

  #commit(zxid: Zxid): void {
    const to = this.#untold(zxid)
    this.#announced = zxid
    if (to.length === 0) return
    this.#parts.options.onEvent?.('LeaderBroadcastCOMMIT', { to, zxid })
    this.#parts.outbox.send(to, { type: 'commit', zxid })
  }

  /** Those that do not know `zxid` to be committed as soon as they have it. */
  #untold(zxid: Zxid): readonly number[] {
    return this.#vouched >= zxid ? this.#roster.others : this.#roster.followers
  }

  #toObservers(): void {
    const { observers } = this.#roster
    if (observers.length > 0) this.#parts.outbox.send(observers, { type: 'inform', records: this.#applied })
    this.#applied = []
  }
}
