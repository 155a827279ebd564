import type { Zxid } from './zxid.ts'

/** A snapshot that can be opened. */
export interface SnapshotInfo {
  /** The snapshot holds exactly the state after this txn. */
  readonly zxid: Zxid
  readonly sizeBytes: number
  /** Wall clock ms at which it was committed. */
  readonly createdAtMs: number
}

/** A snapshot being written. Nobody sees it before `commit` has resolved. */
export interface SnapshotSink {
  /** Appends `chunk`; resolves when the next may come. The sink may hold the memory until then. */
  write(chunk: Uint8Array): Promise<void>
  /** Makes it durable and visible under its zxid, replacing one of the same zxid. */
  commit(): Promise<void>
  /** Gives it up and leaves nothing behind. */
  abort(): Promise<void>
}

export interface SnapshotStore {
  create(zxid: Zxid): Promise<SnapshotSink>
  /**
   * Committed snapshots, newest first. One that cannot be whole may be left out only when the log, or a newer one, reaches its state: else what is
   * missing would look as if it had never been.
   */
  list(): Promise<SnapshotInfo[]>
  /**
   * The chunks of one, verified: an iteration that ends without throwing gave exactly what was written. Throws OperatorError
   * ZK_SNAPSHOT_DAMAGED otherwise. Chunk borders are not those of `write`.
   */
  open(zxid: Zxid): AsyncIterable<Buffer>
  /**
   * Puts one aside, durably; it is not listed again. For snapshots that turned out damaged or must not be used. A store with a directory keeps what can
   * be read of it in `detached/`, for a person to look at, with `reason`.
   */
  detach(zxid: Zxid, reason: string): Promise<void>
  /** Keeps the newest `count` and removes the others. Resolves to the zxid of the oldest kept, or 0 when there is none. */
  purge(count: number): Promise<Zxid>
  /** Bytes on disk. */
  readonly sizeBytes: number
}
