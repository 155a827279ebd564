/**
 * Clients, and the other servers, inside the process, without sockets: for embedded servers, tests and virtual time.
 *
 * ```ts
 * import { memoryClients } from '@zabkit/transport-memory'
 * const clients = memoryClients()
 * const transport = clients({ timers: { after: () => ({ cancel() {} }), every: () => ({ cancel() {} }), endOfTurn: queueMicrotask } })
 * await transport.start({ connected: () => null, command: (word) => (word === 'ruok' ? 'imok' : null) })
 * clients.connect({ data: () => {}, closed: (reason) => console.log(reason) }) // refused by the server
 * ```
 *
 * Servers: `memoryPeers(network)` for each, with one `memoryNetwork()` for all.
 *
 * @packageDocumentation
 */
export type { MemoryClient, MemoryClientHandler, MemoryClientIdentity } from './memory-client.ts'
export { type MemoryNetwork, memoryNetwork } from './memory-network.ts'
export { memoryPeers } from './memory-peers.ts'
export { type MemoryClients, type MemoryClientsOptions, memoryClients } from './memory-clients.ts'
