import { formatZxid, type Zxid } from '@zabkit/core'
import type { Entry } from './database.ts'
import { damagedAt, missingAt } from './errors.ts'
import { zxidOfKey } from './keys.ts'
import { decodeEntry, type LogEntry } from './log-entry.ts'

/** Reads records in order and lets none pass that is damaged or does not come right after the one before it. */
export class Chain {
  readonly #directory: string
  /** Zxid of the record that passed last; before the first: what it may come after at most. */
  #zxid: Zxid
  /** The first record may come after less than `#zxid`: that one was asked for, and need not be a record. */
  #loose: boolean

  constructor(directory: string, after: Zxid, loose: boolean) {
    this.#directory = directory
    this.#zxid = after
    this.#loose = loose
  }

  next([key, value]: Entry): LogEntry {
    const zxid = zxidOfKey(key)
    const entry = decodeEntry(zxid, value)
    if (entry === null) throw damagedAt(this.#directory, `the record of txn ${formatZxid(zxid)} is damaged`)
    const { previousZxid } = entry
    if (previousZxid !== this.#zxid && !(this.#loose && previousZxid < this.#zxid)) {
      const place = `between ${formatZxid(this.#zxid)} and ${formatZxid(zxid)}`
      throw missingAt(this.#directory, `records are missing ${place}: that one came after ${formatZxid(previousZxid)}`)
    }
    this.#zxid = zxid
    this.#loose = false
    return entry
  }

  /** States that the record of `zxid` has passed. */
  end(zxid: Zxid): void {
    if (this.#zxid < zxid) throw missingAt(this.#directory, `records are missing after ${formatZxid(this.#zxid)}: the last one is ${formatZxid(zxid)}`)
  }
}
