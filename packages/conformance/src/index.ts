/**
 * The suites that every plugin of a seam must pass: ours, and other people's. A suite takes the runner's `test` and a way to make what is
 * tested; it needs no particular runner.
 *
 * ```ts
 * import { test } from 'node:test'
 * import { storageSuite } from '@zabkit/conformance'
 * import { MemoryDisk, memoryStorage } from '@zabkit/storage-memory'
 *
 * const clock = { now: () => 1_000, monotonic: () => 0 }
 * storageSuite({
 *   test,
 *   create: async () => {
 *     const disk = new MemoryDisk() // what outlives a storage; durability is looked at where the place also has `image`
 *     return { open: () => memoryStorage({ disk })({ clock }), remove: async () => {} }
 *   },
 * })
 * ```
 *
 * @packageDocumentation
 */
export * from './auth-provider-suite.ts'
export * from './check.ts'
export * from './client-transport-suite.ts'
export * from './peer-transport-suite.ts'
export * from './session-tracker-suite.ts'
export * from './storage-durability-suite.ts'
export * from './storage-epoch-suite.ts'
export * from './storage-harness.ts'
export * from './storage-log-suite.ts'
export * from './storage-snapshot-suite.ts'
export * from './storage-suite.ts'
