import type { EpochStore } from './epoch-store.ts'
import type { LogStore } from './log-store.ts'
import type { SnapshotStore } from './snapshot-store.ts'

/** What a storage plugin gives: three stores with one life. */
export interface Storage {
  readonly log: LogStore
  readonly snapshots: SnapshotStore
  readonly epochs: EpochStore
  /** Where it keeps its data, for operators: a path or a word. */
  readonly description: string
  /** Opens and verifies. Before it resolves nothing else may be called. */
  start(): Promise<void>
  /** Makes everything appended durable, then closes. Idempotent. */
  stop(): Promise<void>
}
