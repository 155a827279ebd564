import type { ClientTransport } from '@zabkit/core'
import { type TcpClientsOptions, withDefaults } from './options.ts'
import { TcpClientTransport, type TcpComponents } from './tcp-client-transport.ts'

/**
 * A plugin for `createServer`: clients over TCP, with or without TLS. Nothing is opened before `start`, which rejects with
 * ZK_PORT_UNUSABLE or ZK_TLS_INVALID.
 */
export function tcpClients(options: TcpClientsOptions): (components: TcpComponents) => ClientTransport {
  const settings = withDefaults(options)
  return (components) => new TcpClientTransport(settings, components)
}
