/**
 * Clients, and the other servers, inside the process, without sockets: for embedded servers, tests and virtual time.
 *
 * ```ts
 * import { systemTimers } from '@zabkit/runtime'
 * import { memoryClients } from '@zabkit/transport-memory'
 *
 * const clients = memoryClients() // a plugin for createServer({ clients: [clients], ... }) and the way in
 * const transport = clients({ timers: systemTimers }) // what createServer does with it
 * const ignore = { frame: () => {}, frames: () => {}, drained: () => {}, closed: () => {} } // what a server does with frames
 * await transport.start({ connected: () => ignore, command: (word) => (word === 'ruok' ? 'imok' : null) })
 * const client = clients.connect({
 *   data: (chunk) => console.log(String(chunk)), // imok
 *   closed: () => void transport.stop(),
 * })
 * client.write(Buffer.from('ruok')) // the same bytes as over a socket
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
