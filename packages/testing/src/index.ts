/**
 * Servers and ensembles inside a test: real servers of the kit in this process, with their data in memory, ready in some ms.
 *
 * ```ts
 * import { startServer } from '@zabkit/testing'
 * const server = await startServer()
 * console.log(server.connectionString) // for any ZooKeeper client
 * await server.advanceTime(60_000) // sessions of clients that are gone expire
 * await server.stop()
 * ```
 *
 * @packageDocumentation
 */
export type { ClientHooks } from './client-options.ts'
export { MemorySocket } from './memory-socket.ts'
export type { AdvanceOptions, CutEnsembleOptions, CutOptions, StartEnsembleOptions, StartServerOptions, TestServerOptions } from './options.ts'
export { startEnsemble, TestEnsemble } from './test-ensemble.ts'
export { startServer, TestServer } from './test-server.ts'
