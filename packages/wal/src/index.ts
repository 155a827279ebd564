/**
 * Durable storage: a segmented log with group commit, snapshots, and the epoch file. The default storage plugin.
 *
 * ```ts
 * import { mkdtemp, rm } from 'node:fs/promises'
 * import { makeZxid, silentLogger, silentMetrics, ZERO_ZXID } from '@zabkit/core'
 * import { systemClock, systemRandom } from '@zabkit/runtime'
 * import { wal } from '@zabkit/wal'
 *
 * const directory = await mkdtemp('wal-')
 * const components = { clock: systemClock, random: systemRandom, logger: silentLogger, metrics: silentMetrics } // createServer passes its own
 * const storage = wal({ directory, segmentBytes: 1024 * 1024 })(components)
 * await storage.start()
 * const zxid = makeZxid(1, 1)
 * await new Promise((durable) => storage.log.append([{ zxid, bytes: Buffer.from('a txn') }], zxid, durable))
 * console.log(String((await storage.log.read(ZERO_ZXID, 1024))[0]?.bytes)) // a txn
 * await storage.stop()
 * await rm(directory, { recursive: true })
 * ```
 *
 * @packageDocumentation
 */
export * from './limits.ts'
export { nodeFileSystem } from './node-file-system.ts'
export { wal, type WalComponents, type WalOptions } from './wal.ts'
