import { acl, digest, ip } from '@zabkit/acl'
import type { Storage } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { createServer, type ServerSettings } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { memoryStorage } from '@zabkit/storage-memory'
import { type TcpClientsOptions, tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'

/** Storage that a later server can go on with. */
export function keptStorage(): ReturnType<typeof memoryStorage> {
  const create = memoryStorage()
  let storage: Storage | null = null
  return (components) => {
    storage ??= create(components)
    return storage
  }
}

/** A server of real plugins in this process. `await using` stops it. */
export async function startSessionServer(port = 0, storage = memoryStorage(), settings: Partial<ServerSettings> = {}, tls?: TcpClientsOptions['tls']) {
  const server = createServer({
    id: 1,
    storage,
    clients: [tcpClients({ host: '127.0.0.1', port, maxConnectionsPerAddress: 0, ...(tls === undefined ? {} : { tls }) })],
    broadcast: zabBroadcast(),
    tree: dataTree({ extendedTypesEnabled: true }),
    acl: acl({ providers: [digest(), ip()] }),
    sessions: sessionTracker(),
    settings: { commands: ['*'], tickMs: 100, minSessionTimeoutMs: 200, maxSessionTimeoutMs: 60_000, ...settings },
  })
  await server.start()
  let running = true
  const stop = async (): Promise<void> => {
    if (running) await server.stop()
    running = false
  }
  return { port: Number(server.addresses[0]?.split(':').at(-1)), stop, [Symbol.asyncDispose]: stop }
}
