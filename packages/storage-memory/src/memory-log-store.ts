import { type Durable, epochOf, invariant, type LogRange, type LogRecord, type LogStore, type Zxid } from '@zabkit/core'
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
    const { records, committedZxid, baseZxid, snapshots } = this.#disk
    const first = records[0]
    const base = first === undefined ? (snapshots[0]?.info.zxid ?? ZERO) : baseZxid
    return { firstZxid: first?.zxid ?? ZERO, lastZxid: this.#lastZxid, committedZxid, complete: base === 0 }
  }

  get #lastZxid(): Zxid {
    return this.#disk.records.at(-1)?.zxid ?? ZERO
  }

  get sizeBytes(): number {
    return this.#disk.records.reduce((sum, record) => sum + record.bytes.length, 0)
  }

  append(records: readonly LogRecord[], committedZxid: Zxid, done: Durable): void {
    const disk = this.#disk
    if (disk.records.length === 0) disk.baseZxid = disk.snapshots[0]?.info.zxid ?? ZERO
    for (const record of records) {
      invariant(record.zxid > 0 && follows(record.zxid, this.#lastZxid), 'records are appended in zxid order, without a gap inside an epoch')
      disk.records.push(record)
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
    this.#disk.records.length = this.#indexAfter(zxid)
    const last = this.#lastZxid
    if (this.#disk.committedZxid > last) this.#disk.committedZxid = last
  }

  async purgeBefore(zxid: Zxid): Promise<void> {
    const disk = this.#disk
    // The record of `zxid` itself stays, as it does in a segment.
    const count = Math.max(0, this.#indexAfter(zxid) - 1)
    if (count === 0) return
    disk.baseZxid = disk.records[count - 1]?.zxid ?? ZERO
    disk.records.splice(0, count)
  }
}

function follows(zxid: Zxid, last: Zxid): boolean {
  return last === 0 || zxid === last + 1 || epochOf(zxid) > epochOf(last)
}
