/**
 * Storage in a LevelDB database, on `classic-level`.
 *
 * ```ts
 * import { levelStorage } from '@zabkit/storage-level'
 * const storage = levelStorage({ directory: './data' })({ clock: { now: Date.now, monotonic: () => performance.now() } })
 * await storage.start()
 * await storage.stop()
 * ```
 *
 * @packageDocumentation
 */
export { type LevelStorageOptions, levelStorage } from './level-storage.ts'
