/**
 * Clients over TCP and TLS, in ZooKeeper's framing.
 *
 * ```ts
 * import { silentLogger, silentMetrics } from '@zabkit/core'
 * import { tcpClients } from '@zabkit/transport-tcp'
 * const clock = { now: () => Date.now(), monotonic: () => performance.now() }
 * const timers = {
 *   after: (ms: number, run: () => void) => { const t = setTimeout(run, ms); return { cancel: () => clearTimeout(t) } },
 *   every: (ms: number, run: () => void) => { const t = setInterval(run, ms); return { cancel: () => clearInterval(t) } },
 *   endOfTurn: (run: () => void) => void setImmediate(run),
 * }
 * const transport = tcpClients({ port: 0 })({ clock, timers, logger: silentLogger, metrics: silentMetrics })
 * await transport.start({ connected: () => null, command: (word) => (word === 'ruok' ? 'imok' : null) })
 * console.log(transport.address) // [::]:40123
 * await transport.stop()
 * ```
 *
 * @packageDocumentation
 */
export type { TcpClientsOptions, TlsMaterial, TlsOptions } from './options.ts'
export type { TcpComponents } from './tcp-client-transport.ts'
export { tcpClients } from './tcp-clients.ts'
