import { type Durable, follows, invariant, type LogRange, type LogRecord, type LogStore, type Zxid } from '@zabkit/core'
import type { MemoryDisk } from './memory-disk.ts'

const ZERO = 0 as Zxid

/** The log as an array, in zxid order. */
export class MemoryLogStore implements LogStore {
  readonly #disk: MemoryDisk
  #waiting: Durable[] = []

  constructor(disk: MemoryDisk) {
    this.#disk = disk
  }

  get range(): LogRange {
    const { records, committedZxid } = this.#disk
    return { firstZxid: records[0]?.zxid ?? ZERO, lastZxid: this.#lastZxid, committedZxid, baseZxid: this.#baseZxid }
  }

  /** An empty log builds upon the newest snapshot, and never upon less than it did. */
  get #baseZxid(): Zxid {
    const { records, baseZxid, snapshots } = this.#disk
    const newest = snapshots[0]?.info.zxid ?? ZERO
    return records.length === 0 && newest > baseZxid ? newest : baseZxid
  }

  get #lastZxid(): Zxid {
    return this.#disk.records.at(-1)?.zxid ?? ZERO
  }

  get sizeBytes(): number {
    return this.#disk.recordBytes
  }

  append(records: readonly LogRecord[], committedZxid: Zxid, done: Durable): void {
    const disk = this.#disk
    disk.baseZxid = this.#baseZxid
    for (const record of records) {
      invariant(record.zxid > 0 && follows(record.zxid, this.#lastZxid), 'records are appended in zxid order, without a gap inside an epoch')
      disk.records.push(record)
      disk.recordBytes += record.bytes.length
    }
    if (committedZxid > disk.committedZxid) disk.committedZxid = committedZxid
    // Never inside this call, as with a disk.
    this.#waiting.push(done)
    if (this.#waiting.length === 1) void Promise.resolve().then(() => this.#answer())
  }

  #answer(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const done of waiting) done(null)
  }

  /** Resolves after everything appended has been answered. */
  async settled(): Promise<void> {
    while (this.#waiting.length > 0) await Promise.resolve()
  }

  async read(after: Zxid, maxBytes: number): Promise<LogRecord[]> {
    const { records } = this.#disk
    const start = this.#indexAfter(after)
    let end = start
    for (let bytes = 0; end < records.length && (end === start || bytes < maxBytes); end++) bytes += records[end]?.bytes.length ?? 0
    return records.slice(start, end)
  }

  async floor(zxid: Zxid): Promise<Zxid | null> {
    if (zxid < this.#baseZxid) return null
    return this.#disk.records[this.#indexAfter(zxid) - 1]?.zxid ?? this.#baseZxid
  }

  /** The index of the first record after `zxid`. */
  #indexAfter(zxid: Zxid): number {
    const { records } = this.#disk
    let low = 0
    let high = records.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((records[middle]?.zxid ?? 0) <= zxid) low = middle + 1
      else high = middle
    }
    return low
  }

  async truncateAfter(zxid: Zxid): Promise<void> {
    await this.settled()
    this.#remove(this.#indexAfter(zxid), this.#disk.records.length)
    if (zxid === ZERO) this.#disk.baseZxid = this.#disk.snapshots[0]?.info.zxid ?? ZERO
    const last = this.#lastZxid
    if (this.#disk.committedZxid > last) this.#disk.committedZxid = last
  }

  async purgeBefore(zxid: Zxid): Promise<void> {
    const disk = this.#disk
    // The record of `zxid` itself stays, as it does in a segment.
    const count = Math.max(0, this.#indexAfter(zxid) - 1)
    if (count === 0) return
    disk.baseZxid = disk.records[count - 1]?.zxid ?? ZERO
    this.#remove(0, count)
  }

  #remove(start: number, end: number): void {
    for (const record of this.#disk.records.splice(start, end - start)) this.#disk.recordBytes -= record.bytes.length
  }
}
