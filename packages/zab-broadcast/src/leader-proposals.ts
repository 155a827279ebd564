import { counterOf, epochOf, invariant, type LogRecord, MAX_COUNTER, makeZxid, Ring, type Zxid } from '@zabkit/core'
import type { LiveStream } from './leader-stream.ts'
import { QuorumMark } from './quorum-mark.ts'
import { RecentRecords } from './recent-records.ts'
import type { RoleParts } from './role.ts'

/**
 * The leader's proposals, from zxid to apply. The highest zxid that a quorum has on disk, and everything before it, is committed; what is
 * committed is applied once it is on the leader's own disk as well.
 */
export class Proposals {
  readonly #parts: RoleParts
  readonly #stream: LiveStream
  readonly #self: number
  readonly #epoch: number
  readonly #lastOfEpoch: Zxid
  readonly #mark: QuorumMark
  /** Proposed, not applied. */
  readonly #open = new Ring<LogRecord>()
  readonly #recent = new RecentRecords()
  #given: Zxid
  #next: Zxid
  #last: Zxid
  #durable: Zxid
  #applied: Zxid

  /** The history up to `historyEnd` lies on disk; up to `committed` it is known to be committed. */
  constructor(parts: RoleParts, stream: LiveStream, epoch: number, historyEnd: Zxid, committed: Zxid) {
    invariant(historyEnd < makeZxid(epoch, 0), 'the history of a new leader ends before its epoch')
    this.#parts = parts
    this.#stream = stream
    this.#self = parts.options.serverId
    this.#epoch = epoch
    this.#lastOfEpoch = makeZxid(epoch, parts.options.maxCounter ?? MAX_COUNTER)
    this.#mark = new QuorumMark(parts.options.quorum, committed)
    this.#given = makeZxid(epoch, 0)
    this.#next = makeZxid(epoch, 1)
    this.#last = historyEnd
    this.#durable = historyEnd
    this.#applied = historyEnd
  }

  get committed(): Zxid {
    return this.#mark.value as Zxid
  }

  /** What of the proposals is applied, or the end of the history before the first. */
  get applied(): Zxid {
    return this.#applied
  }

  /** What this server's own disk has. */
  get ownDurable(): Zxid {
    return this.#durable
  }

  /** Of the last record proposed, or of the history. */
  get last(): Zxid {
    return this.#last
  }

  /** The last zxid given out, or the end of the history. */
  get lastGiven(): Zxid {
    return counterOf(this.#given) === 0 ? this.#last : this.#given
  }

  /** Everything after it is in memory. */
  get floor(): Zxid {
    return this.#recent.isKept ? this.#recent.floor : this.#applied
  }

  nextZxid(): Zxid | null {
    if (this.#given >= this.#lastOfEpoch) return null
    this.#given = (this.#given + 1) as Zxid
    return this.#given
  }

  propose(records: readonly LogRecord[]): void {
    const { append } = this.#parts.outbox
    let next = this.#next
    for (const record of records) {
      invariant(record.zxid === next, 'proposals come in the order of their zxids, without a gap')
      next = (next + 1) as Zxid
      this.#open.push(record)
      append.push(record)
    }
    if (next === this.#next) return
    this.#next = next
    this.#last = (next - 1) as Zxid
    invariant(this.#last <= this.#given, 'only zxids that were given out are proposed')
    this.#stream.propose(records)
  }

  /** The leader's own log. It counts like any other. */
  durable(zxid: Zxid): void {
    invariant(zxid <= this.#last, 'nobody has what was never proposed')
    if (zxid <= this.#durable) return
    this.#durable = zxid
    this.acknowledge(this.#self, zxid)
  }

  /** `server` votes, and has everything up to `zxid` on disk. */
  acknowledge(server: number, zxid: Zxid): void {
    invariant(zxid <= this.#last, 'nobody has what was never proposed')
    const before = this.#mark.value
    this.#mark.raise(server, zxid)
    if (this.#mark.value > before) this.#parts.options.onEvent?.('LeaderAdvanceCommit', { zxid: this.#mark.value })
    this.#applyOn()
  }

  /** True when a server whose last zxid is `zxid` can be carried on from memory. This server's own disk may not have got so far. */
  covers(zxid: Zxid): boolean {
    return zxid === this.floor || (zxid > this.floor && zxid <= this.#last && epochOf(zxid) === this.#epoch)
  }

  /** For one that has everything up to `after`, which is not before `floor`. An observer gets none that is not applied. */
  *recordsAfter(after: Zxid, onlyApplied: boolean): IterableIterator<LogRecord> {
    for (const record of this.#recent) if (record.zxid > after) yield record
    if (onlyApplied) return
    for (const record of this.#open) if (record.zxid > after) yield record
  }

  keepRecent(isNeeded: boolean): void {
    if (isNeeded) this.#recent.keep(this.#applied)
    else this.#recent.forget()
  }

  #applyOn(): void {
    const limit = Math.min(this.#mark.value, this.#durable)
    if (limit <= this.#applied) return
    const { apply } = this.#parts.outbox
    const { informs } = this.#stream
    const { isKept } = this.#recent
    let last = this.#applied
    for (let next = this.#open.peek(); next !== undefined && next.zxid <= limit; next = this.#open.peek()) {
      apply.push(next)
      if (informs) this.#stream.apply(next)
      if (isKept) this.#recent.push(next)
      last = next.zxid
      this.#open.shift()
    }
    this.#applied = last
  }
}
