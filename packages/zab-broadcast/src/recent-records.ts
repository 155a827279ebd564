import { type LogRecord, Ring, ZERO_ZXID, type Zxid } from '@zabkit/core'
import { RECENT_BYTES_MAX, RECENT_RECORDS_MAX } from './limits.ts'

/**
 * The last applied records, kept only while somebody is being synchronised: a stream from disk ends a little behind what is applied, and without
 * them it would chase the leader for ever.
 */
export class RecentRecords {
  readonly #records = new Ring<LogRecord>()
  #bytes = 0
  #isKept = false
  #floor: Zxid = ZERO_ZXID

  get isKept(): boolean {
    return this.#isKept
  }

  /** Of the record before the first one kept. */
  get floor(): Zxid {
    return this.#floor
  }

  /** Everything after `floor` from now on. */
  keep(floor: Zxid): void {
    if (this.#isKept) return
    this.#isKept = true
    this.#floor = floor
  }

  forget(): void {
    if (!this.#isKept) return
    this.#isKept = false
    this.#records.clear()
    this.#bytes = 0
  }

  push(record: LogRecord): void {
    this.#records.push(record)
    this.#bytes += record.bytes.length
    while (this.#records.size > RECENT_RECORDS_MAX || this.#bytes > RECENT_BYTES_MAX) this.#drop()
  }

  [Symbol.iterator](): IterableIterator<LogRecord> {
    return this.#records[Symbol.iterator]()
  }

  #drop(): void {
    const first = this.#records.shift()
    if (first === undefined) return
    this.#floor = first.zxid
    this.#bytes -= first.bytes.length
  }
}
