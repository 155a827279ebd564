/**
 * The few calls that storage makes. Node's own, or a simulated disk that loses, tears and reorders what was not synced. Paths are
 * absolute or relative to the process, with `/`. Rejections carry `code` as Node's do (`ENOENT`, `ENOSPC`, `EIO`...).
 */
export interface FileSystem {
  /** Opens for reading and writing. `create`: makes it when missing; else a missing file rejects with ENOENT. */
  open(path: string, create: boolean): Promise<File>
  /** Names in a directory, unordered. */
  list(directory: string): Promise<string[]>
  /** Makes it and its parents; no error when it is there. */
  makeDirectory(directory: string): Promise<void>
  /** Replaces `to`. Durable only after `syncDirectory`. */
  rename(from: string, to: string): Promise<void>
  /** Durable only after `syncDirectory`. */
  unlink(path: string): Promise<void>
  /** Makes creations, renames and unlinks in `directory` durable. */
  syncDirectory(directory: string): Promise<void>
  /** Size in bytes, or null when there is no such file. */
  size(path: string): Promise<number | null>
  /** Keeps other processes out of `path` (a file it makes) until `release`. Rejects with `EEXIST` when somebody has it who lives. */
  lock(path: string): Promise<FileLock>
}

export interface FileLock {
  release(): Promise<void>
}

/** An open file. Writes are unordered against each other only by `position`; nothing is durable before a sync. */
export interface File {
  /** Fills `buffer` from `position`; resolves to the bytes read, fewer only at the end of the file. */
  read(buffer: Uint8Array, position: number): Promise<number>
  /**
   * Writes all of `buffers`, one after the other, from `position`. On the hot path: a callback, no promise. Memory is
   * the caller's again at `done`, which may come before the call returns, unless it brings an error.
   */
  write(buffers: readonly Uint8Array[], position: number, done: (error: Error | null) => void): void
  /** Data and size are durable when `done` is called without an error. After an error nothing is known about them. */
  datasync(done: (error: Error | null) => void): void
  /** Cuts or extends with zeros. Not durable by itself. */
  truncate(length: number): Promise<void>
  close(): Promise<void>
}
