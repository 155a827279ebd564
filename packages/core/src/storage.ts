import type { EpochStore } from './epoch-store.ts'
import type { LogStore } from './log-store.ts'
import type { SnapshotStore } from './snapshot-store.ts'

/**
 * What a storage plugin gives: three stores with one life. The three are there from the beginning and for good: who puts a server together takes them
 * before it starts. Nothing in them is used before `start` has resolved.
 */
export interface Storage {
  readonly log: LogStore
  readonly snapshots: SnapshotStore
  readonly epochs: EpochStore
  /** Where it keeps its data, for operators: a path or a word. */
  readonly description: string
  /**
   * Opens and verifies: what was acknowledged is there, or this rejects with an OperatorError that names the place, and rejects again the next time.
   * ZK_DIRECTORY_LOCKED while another storage has the place. What an unfinished truncation, purge or snapshot has left is removed. Before it resolves
   * nothing else may be called.
   */
  start(): Promise<void>
  /** Makes everything appended durable, then closes. A snapshot that is not committed is gone. Idempotent, and harmless without a start. */
  stop(): Promise<void>
}
