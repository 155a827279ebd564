import type { Durable, LogRecord, Zxid } from '@zabkit/core'
import type { Batch } from './database.ts'
import type { Head } from './head.ts'
import { recordKey } from './keys.ts'
import { encodeEntry, entryBytes } from './log-entry.ts'
import type { Change } from './writer.ts'

/** Some records of one call of `append`. */
export class Append implements Change {
  readonly bytes: number
  readonly #records: readonly LogRecord[]
  readonly #committedZxid: Zxid
  readonly #baseZxid: Zxid
  readonly #done: Durable | null

  /** `done`: null unless these are the last ones of the call. */
  constructor(records: readonly LogRecord[], bytes: number, committedZxid: Zxid, baseZxid: Zxid, done: Durable | null) {
    this.bytes = bytes
    this.#records = records
    this.#committedZxid = committedZxid
    this.#baseZxid = baseZxid
    this.#done = done
  }

  apply(batch: Batch, head: Head): void {
    if (this.#committedZxid > head.committedZxid) head.committedZxid = this.#committedZxid
    if (head.lastZxid === 0) head.baseZxid = this.#baseZxid
    for (const record of this.#records) {
      head.totalBytes += entryBytes(record.bytes.length)
      const previousZxid = head.lastZxid === 0 ? head.baseZxid : head.lastZxid
      batch.put(recordKey(record.zxid), encodeEntry(record, previousZxid, head.totalBytes))
      head.lastZxid = record.zxid
    }
  }

  settled(error: Error | null): void {
    this.#done?.(error)
  }
}
