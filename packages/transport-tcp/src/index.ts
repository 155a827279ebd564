/**
 * Clients over TCP and TLS, in ZooKeeper's framing.
 *
 * ```ts
 * import { connect } from 'node:net'
 * import { silentLogger, silentMetrics } from '@zabkit/core'
 * import { systemClock, systemTimers } from '@zabkit/runtime'
 * import { tcpClients } from '@zabkit/transport-tcp'
 *
 * const components = { clock: systemClock, timers: systemTimers, logger: silentLogger, metrics: silentMetrics } // createServer passes its own
 * const transport = tcpClients({ host: '127.0.0.1', port: 0 })(components)
 * const ignore = { frame: () => {}, frames: () => {}, drained: () => {}, closed: () => {} } // what a server does with frames
 * await transport.start({ connected: () => ignore, command: (word) => (word === 'ruok' ? 'imok' : null) })
 * const socket = connect(Number(transport.address.split(':')[1]), '127.0.0.1')
 * socket.write('ruok')
 * for await (const reply of socket) console.log(String(reply)) // imok
 * await transport.stop()
 * ```
 *
 * @packageDocumentation
 */
export type { TcpClientsOptions, TlsMaterial, TlsOptions } from './options.ts'
export type { TcpComponents } from './tcp-client-transport.ts'
export { tcpClients } from './tcp-clients.ts'
