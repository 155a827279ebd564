import { type Durable, follows, invariant, type LogRange, type LogRecord, type LogStore, type Zxid } from '@zabkit/core'
import { Append } from './append.ts'
import { Chain } from './chain.ts'
import { entriesOf, firstKey, lastKey, type Range, removeRange, valueAt } from './database.ts'
import { damagedAt } from './errors.ts'
import type { Gate } from './gate.ts'
import type { Head } from './head.ts'
import { RECORDS_END, recordKey, zxidOfKey } from './keys.ts'
import { WRITE_BYTES_MAX } from './limits.ts'
import { decodeEntry, entryBytes, type LogEntry } from './log-entry.ts'
import type { Writer } from './writer.ts'

const ZERO = 0 as Zxid

/** What a log store stands on. */
export interface LogParts {
  readonly gate: Gate
  readonly writer: Writer
  readonly directory: string
  readonly head: Head
  readonly firstZxid: Zxid
  /** Zxid of the newest committed snapshot, 0 when there is none. */
  readonly newestSnapshot: () => Zxid
}

/** The log as one LevelDB entry a record, in zxid order. */
export class LevelLogStore implements LogStore {
  readonly #gate: Gate
  readonly #writer: Writer
  readonly #directory: string
  readonly #newestSnapshot: () => Zxid
  // What the caller has been promised to find: the head will say it when everything is written.
  #firstZxid: Zxid
  #lastZxid: Zxid
  #committedZxid: Zxid
  #ownBaseZxid: Zxid
  #totalBytes: number
  #baseBytes: number
  /** A truncation is under way. */
  #cutting = false
  /** Truncations and purges go one after the other. */
  #removing: Promise<void> = Promise.resolve()

  constructor({ gate, writer, directory, head, firstZxid, newestSnapshot }: LogParts) {
    this.#gate = gate
    this.#writer = writer
    this.#directory = directory
    this.#newestSnapshot = newestSnapshot
    this.#firstZxid = firstZxid
    this.#lastZxid = head.lastZxid
    this.#committedZxid = head.committedZxid
    this.#ownBaseZxid = head.baseZxid
    this.#totalBytes = head.totalBytes
    this.#baseBytes = head.baseBytes
  }

  get range(): LogRange {
    return { firstZxid: this.#firstZxid, lastZxid: this.#lastZxid, committedZxid: this.#committedZxid, baseZxid: this.#baseZxid }
  }

  /** An empty log builds upon the newest snapshot, and never upon less than it did. */
  get #baseZxid(): Zxid {
    if (this.#lastZxid !== ZERO) return this.#ownBaseZxid
    const newest = this.#newestSnapshot()
    return newest > this.#ownBaseZxid ? newest : this.#ownBaseZxid
  }

  get sizeBytes(): number {
    return this.#totalBytes - this.#baseBytes
  }

  append(records: readonly LogRecord[], committedZxid: Zxid, done: Durable): void {
    invariant(!this.#cutting, 'nothing is appended while a truncation is under way')
    this.#check(records)
    if (this.#lastZxid === ZERO) this.#ownBaseZxid = this.#baseZxid
    if (committedZxid > this.#committedZxid) this.#committedZxid = committedZxid
    let start = 0
    do {
      start = this.#submit(records, start, committedZxid, done)
    } while (start < records.length)
  }

  /** All before any is taken: what is refused leaves the log as it was. */
  #check(records: readonly LogRecord[]): void {
    let previous = this.#lastZxid === ZERO ? this.#baseZxid : this.#lastZxid
    for (const { zxid } of records) {
      invariant(zxid > previous && follows(zxid, previous), 'records are appended in zxid order, without a gap inside an epoch')
      previous = zxid
    }
  }

  /** Submits what goes into one write; returns the index of the first record that does not. */
  #submit(records: readonly LogRecord[], start: number, committedZxid: Zxid, done: Durable): number {
    let end = start
    let bytes = 0
    for (; end < records.length && (end === start || bytes < WRITE_BYTES_MAX); end++) bytes += entryBytes(records[end]?.bytes.length ?? 0)
    const isLast = end === records.length
    // The watermark of a call goes with its last record: it may name one of them.
    this.#writer.submit(new Append(records.slice(start, end), bytes, isLast ? committedZxid : ZERO, this.#ownBaseZxid, isLast ? done : null))
    this.#totalBytes += bytes
    if (end > start) {
      if (this.#lastZxid === ZERO) this.#firstZxid = records[start]?.zxid ?? ZERO
      this.#lastZxid = records[end - 1]?.zxid ?? ZERO
    }
    return end
  }

  async read(after: Zxid, maxBytes: number): Promise<LogRecord[]> {
    const last = this.#writer.durableZxid
    const base = this.#baseZxid
    const from = after > base ? after : base
    const records: LogRecord[] = []
    if (from >= last) return records
    const chain = new Chain(this.#directory, from, from !== base)
    let bytes = 0
    for await (const some of entriesOf(this.#gate.database, { gt: recordKey(from), lte: recordKey(last) }, maxBytes)) {
      for (const entry of some) {
        if (bytes >= maxBytes && records.length > 0) return records
        const { record } = chain.next(entry)
        bytes += record.bytes.length
        records.push(record)
      }
    }
    chain.end(last)
    return records
  }

  async floor(zxid: Zxid): Promise<Zxid | null> {
    const base = this.#baseZxid
    if (zxid < base) return null
    return (await this.#lastRecordUpTo(zxid)) ?? base
  }

  /** Zxid of the last durable record that is not after `zxid`, or null. */
  async #lastRecordUpTo(zxid: Zxid): Promise<Zxid | null> {
    const last = this.#writer.durableZxid
    const end = zxid < last ? zxid : last
    const base = this.#ownBaseZxid
    if (end <= base) return null
    const key = await lastKey(this.#gate.database, { gt: recordKey(base), lte: recordKey(end) })
    return key === null ? null : zxidOfKey(key)
  }

  async #entry(zxid: Zxid): Promise<LogEntry> {
    const value = await valueAt(this.#gate.database, recordKey(zxid))
    const entry = value === undefined ? null : decodeEntry(zxid, value)
    if (entry === null) throw damagedAt(this.#directory, `the record of txn 0x${zxid.toString(16)} is damaged`)
    return entry
  }

  async truncateAfter(zxid: Zxid): Promise<void> {
    invariant(!this.#cutting, 'one truncation at a time')
    this.#cutting = true
    try {
      await this.#inTurn(() => this.#truncate(zxid))
    } finally {
      this.#cutting = false
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#removing.then(() => {
      this.#gate.check()
      return work()
    })
    this.#removing = done.catch(() => {})
    return done
  }

  async #truncate(zxid: Zxid): Promise<void> {
    await this.#writer.settled()
    const last = zxid === ZERO ? null : await this.#lastRecordUpTo(zxid)
    if (last === null) await this.#empty(zxid === ZERO ? this.#newestSnapshot() : this.#baseZxid)
    else if (last < this.#lastZxid) await this.#cut(last)
  }

  /** The head lets go of the records first: what a crash leaves of them is removed by the next start. */
  async #cut(last: Zxid): Promise<void> {
    const { totalBytes } = await this.#entry(last)
    await this.#writer.change((_, head) => {
      head.lastZxid = last
      head.totalBytes = totalBytes
      if (head.committedZxid > last) head.committedZxid = last
    })
    this.#lastZxid = last
    this.#totalBytes = totalBytes
    if (this.#committedZxid > last) this.#committedZxid = last
    await this.#remove({ gt: recordKey(last), lt: RECORDS_END })
  }

  async #empty(baseZxid: Zxid): Promise<void> {
    await this.#writer.change((_, head) => {
      head.lastZxid = head.committedZxid = ZERO
      head.baseZxid = baseZxid
      head.totalBytes = head.baseBytes = 0
    })
    this.#firstZxid = this.#lastZxid = this.#committedZxid = ZERO
    this.#ownBaseZxid = baseZxid
    this.#totalBytes = this.#baseBytes = 0
    await this.#remove({ gte: recordKey(ZERO), lt: RECORDS_END })
  }

  purgeBefore(zxid: Zxid): Promise<void> {
    return this.#inTurn(() => this.#purge(zxid))
  }

  /** Resolves when no removal is under way. */
  settled(): Promise<void> {
    return this.#removing
  }

  async #purge(zxid: Zxid): Promise<void> {
    const last = this.#writer.durableZxid
    // The record of `zxid` stays, and always the last one.
    const base = await this.#lastRecordUpTo(((zxid < last ? zxid : last) - 1) as Zxid)
    if (base === null) return
    const { totalBytes } = await this.#entry(base)
    const first = await firstKey(this.#gate.database, { gt: recordKey(base), lt: RECORDS_END })
    await this.#writer.change((_, head) => {
      head.baseZxid = base
      head.baseBytes = totalBytes
    })
    this.#ownBaseZxid = base
    this.#baseBytes = totalBytes
    if (first !== null) this.#firstZxid = zxidOfKey(first)
    await this.#remove({ gte: recordKey(ZERO), lte: recordKey(base) })
  }

  #remove(range: Range): Promise<void> {
    return removeRange(this.#gate, range)
  }
}
