import type { EpochState, LogRecord, ReplicaState, Zxid } from '@zabkit/core'

const ZERO = 0 as Zxid

/** A server's files. The whole history is kept for the checks; what is before `base` counts as purged. */
export class Disk {
  history: LogRecord[] = []
  /** How many records of `history` survive a crash for certain. */
  synced = 0
  /** Purged records. */
  base = 0
  /** Records in the newest snapshot. */
  snapshot = 0
  epochs: EpochState = { acceptedEpoch: 0, currentEpoch: 0, sessionSecret: new Uint8Array(1) }
  /** The watermark of each append, by the length of the history after it. */
  #watermarks: { length: number; zxid: Zxid }[] = []

  append(records: readonly LogRecord[], committedZxid: Zxid): void {
    this.history.push(...records)
    this.#watermarks.push({ length: this.history.length, zxid: committedZxid })
  }

  /** Makes everything durable; the zxid to report. */
  sync(): Zxid {
    this.synced = this.history.length
    return this.last
  }

  get last(): Zxid {
    return this.history.at(-1)?.zxid ?? ZERO
  }

  /** Loses what was not synced, but for the first `kept` of it. */
  crash(kept: number): void {
    this.history.length = Math.min(this.history.length, this.synced + kept)
    this.synced = this.history.length
    this.#watermarks = this.#watermarks.filter(({ length }) => length <= this.history.length)
  }

  /** How many records a fresh load applies. */
  get decided(): number {
    const watermark = this.#watermarks.reduce((most, { zxid }) => Math.max(most, zxid), 0)
    return Math.max(this.snapshot, countUpTo(this.history, watermark))
  }

  floor(zxid: Zxid): Zxid | null {
    if (zxid < this.baseZxid) return null
    return zxidAt(this.history, countUpTo(this.history.slice(0, this.synced), zxid))
  }

  get baseZxid(): Zxid {
    return zxidAt(this.history, this.base)
  }

  get snapshotZxid(): Zxid {
    return zxidAt(this.history, this.snapshot)
  }

  after(zxid: Zxid, limit: Zxid): LogRecord[] {
    return this.history.slice(this.base, this.synced).filter((record) => record.zxid > zxid && record.zxid <= limit)
  }

  truncate(zxid: Zxid): Zxid {
    this.history.length = Math.max(this.base, countUpTo(this.history, zxid))
    this.synced = this.history.length
    this.#watermarks = this.#watermarks.filter(({ length }) => length <= this.history.length)
    return this.last
  }

  install(history: readonly LogRecord[]): void {
    this.history = [...history]
    this.synced = this.base = this.snapshot = history.length
    this.#watermarks = []
  }

  replica(applied: Zxid): ReplicaState {
    return { ...this.epochs, lastZxid: this.last, appliedZxid: applied }
  }
}

function countUpTo(history: readonly LogRecord[], zxid: number): number {
  let count = 0
  while (count < history.length && (history[count] as LogRecord).zxid <= zxid) count++
  return count
}

function zxidAt(history: readonly LogRecord[], count: number): Zxid {
  return count === 0 ? ZERO : (history[count - 1] as LogRecord).zxid
}
