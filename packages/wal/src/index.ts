/**
 * Durable storage: a segmented log with group commit, snapshots, and the epoch file. The default storage plugin.
 *
 * ```ts
 * import { wal } from '@zabkit/wal'
 * const storage = wal({ directory: './data' })({ clock, logger, metrics })
 * await storage.start()
 * storage.log.append([{ zxid, bytes }], committedZxid, (error) => { if (error === null) acknowledge(zxid) })
 * ```
 *
 * @packageDocumentation
 */
export * from './limits.ts'
export { nodeFileSystem } from './node-file-system.ts'
export { wal, type WalComponents, type WalOptions } from './wal.ts'
