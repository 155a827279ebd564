/**
 * The suites that every plugin of a seam must pass: ours, and other people's. A suite takes the runner's `test` and a way to make what is
 * tested; it needs no particular runner.
 *
 * ```ts
 * import { storageSuite } from '@zabkit/conformance'
 * import { test } from 'vitest'
 * storageSuite({ test, create: async () => ({ open: () => myStorage(directory)(components), remove: async () => {} }) })
 * ```
 *
 * @packageDocumentation
 */
export * from './auth-provider-suite.ts'
export * from './check.ts'
export * from './client-transport-suite.ts'
export * from './peer-transport-suite.ts'
export * from './session-tracker-suite.ts'
export * from './storage-epoch-suite.ts'
export * from './storage-harness.ts'
export * from './storage-log-suite.ts'
export * from './storage-snapshot-suite.ts'
export * from './storage-suite.ts'
