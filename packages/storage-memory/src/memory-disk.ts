import type { EpochState, LogRecord, SnapshotInfo, Zxid } from '@zabkit/core'

/** A snapshot and its bytes. */
export interface MemorySnapshot {
  readonly info: SnapshotInfo
  readonly chunks: readonly Buffer[]
}

/** What outlives a storage: give the same one to the next `memoryStorage` and it finds what the last one left. One user at a time. */
export class MemoryDisk {
  records: LogRecord[] = []
  committedZxid = 0 as Zxid
  /** Bytes of `records`. */
  recordBytes = 0
  /** Zxid of the last txn before `records`, in a purged record or a snapshot; 0 when there never was one. */
  baseZxid = 0 as Zxid
  /** Newest first. */
  snapshots: MemorySnapshot[] = []
  epochs: EpochState | null = null
  /** True while a storage has it. */
  taken = false
}
