/**
 * Storage in memory, for embedded use and tests. Nothing survives the process; within it, a storage can be stopped and started again.
 *
 * ```ts
 * import { memoryStorage } from '@zabkit/storage-memory'
 * const storage = memoryStorage()({ clock })
 * await storage.start()
 * ```
 *
 * @packageDocumentation
 */
export { MemoryDisk } from './memory-disk.ts'
export { type MemoryStorageOptions, memoryStorage } from './memory-storage.ts'
