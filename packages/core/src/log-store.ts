import type { TraceContext } from './tracer.ts'
import type { Zxid } from './zxid.ts'

/**
 * One txn as it is logged and sent: `bytes` are ZooKeeper's jute layout, TxnHeader (32 bytes) and body. The same bytes go to the log and to
 * every learner. Whoever makes the record owns the memory and never writes to it again.
 */
export interface LogRecord {
  readonly zxid: Zxid
  readonly bytes: Buffer
  /** Of the write that it comes from, while it is on its way; never stored. */
  readonly trace?: TraceContext | null
}

/** Called once. `error`: nothing of this batch may be relied on, and the store takes no more (the first failed sync is final). */
export type Durable = (error: Error | null) => void

/** What a LogStore found when it was opened. */
export interface LogRange {
  /** Zxid of the first record held, 0 when empty. */
  readonly firstZxid: Zxid
  /** Zxid of the last record held, 0 when empty. What a fresh load would give. */
  readonly lastZxid: Zxid
  /** The highest commit watermark found beside the records. */
  readonly committedZxid: Zxid
  /**
   * Zxid of the txn that the record at `firstZxid` comes right after, in a purged record or in a snapshot; 0 when there never was one: the log
   * alone then gives the whole state. For an empty log: what the first record will come after, which is the newest snapshot as soon as that is
   * committed, and never less than it was. A state at or after it can be carried on from
   * this log, an older one cannot: zxids alone do not tell, since nothing shows how far an epoch went.
   */
  readonly baseZxid: Zxid
}

/**
 * The durable log of txns. Records come in strictly rising zxid order, without a gap inside an epoch; the store asserts both.
 */
export interface LogStore {
  /** The range now, appended-but-not-yet-durable records included in `lastZxid`. */
  readonly range: LogRange
  /**
   * Takes `records` in order. `done` is called after they are on disk, in the order of the calls; batches that arrive while a sync is
   * under way share the next one. `committedZxid` is the commit watermark to keep beside them. `records` (the array) may be reused by the
   * caller after the call; the bytes may not until `done`.
   */
  append(records: readonly LogRecord[], committedZxid: Zxid, done: Durable): void
  /** Up to about `maxBytes` of records after `after`, at least one unless there is none. Only durable records. */
  read(after: Zxid, maxBytes: number): Promise<LogRecord[]>
  /**
   * The greatest zxid of the history that is not greater than `zxid`: of a durable record, or `baseZxid`. Null when `zxid` is before
   * `baseZxid`: the log does not know.
   */
  floor(zxid: Zxid): Promise<Zxid | null>
  /**
   * Removes every record after `zxid`, durably, before it resolves, and lowers the commit watermark to what is left. A crash in between leaves more
   * than was to be left, never less. What was appended before is waited for; nothing is appended before it resolves. Before `baseZxid` it empties
   * the log, which keeps its base. 0 begins a new log: its `baseZxid` is the newest snapshot, and a crash in between leaves nothing of the old one
   * in use. Stores whose records are files of their own keep aside what is removed; others need not.
   */
  truncateAfter(zxid: Zxid): Promise<void>
  /**
   * Gives up records that nobody needs to reach a state from `zxid` on. The record of `zxid` itself stays, and the last one in any case. May keep
   * more than it must. May run while others append and read.
   */
  purgeBefore(zxid: Zxid): Promise<void>
  /** Bytes of what is held, as the store keeps it: what grows with each append and falls with a purge. Asked for often, so known without looking. */
  readonly sizeBytes: number
}
