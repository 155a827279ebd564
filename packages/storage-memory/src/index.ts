/**
 * Storage in memory, for embedded use and tests. Nothing survives the process; within it, a storage can be stopped and started again.
 *
 * ```ts
 * import { makeZxid } from '@zabkit/core'
 * import { systemClock } from '@zabkit/runtime'
 * import { MemoryDisk, memoryStorage } from '@zabkit/storage-memory'
 *
 * const disk = new MemoryDisk()
 * const storage = memoryStorage({ disk })({ clock: systemClock }) // createServer passes its own clock
 * await storage.start()
 * const zxid = makeZxid(1, 1)
 * await new Promise((durable) => storage.log.append([{ zxid, bytes: Buffer.from('a txn') }], zxid, durable))
 * await storage.stop()
 * // Another storage over the same disk finds everything again, as after a restart.
 * const again = memoryStorage({ disk })({ clock: systemClock })
 * await again.start()
 * console.log(again.log.range.lastZxid === zxid) // true
 * await again.stop()
 * ```
 *
 * @packageDocumentation
 */
export { MemoryDisk } from './memory-disk.ts'
export { type MemoryStorageOptions, memoryStorage } from './memory-storage.ts'
