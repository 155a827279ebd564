import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Ensemble, PeerTransport } from '@zabkit/core'
import type { PeerTransportFixture } from '../../conformance/src/peer-transport-suite.ts'
import { type GrpcPeersOptions, grpcPeers } from '../src/index.ts'
import { parts, TestSystem } from './system.ts'

/** Transports on free ports that find each other. */
export function grpcFixture(options: Partial<GrpcPeersOptions> = {}, system = new TestSystem()): PeerTransportFixture {
  const addresses = new Map<number, string>()
  const addressesOf = (serverId: number): string[] => [addresses.get(serverId) ?? '127.0.0.1:1']
  const make = (port: number, serverId: number, ensemble: Ensemble): PeerTransport => {
    const transport = grpcPeers({ host: '127.0.0.1', port, addressesOf, ...options })({ ...parts(system), serverId, ensemble })
    const start = transport.start.bind(transport)
    transport.start = async (handler) => {
      await start(handler)
      addresses.set(serverId, transport.address)
    }
    return transport
  }
  return {
    create: (serverId, ensemble) => make(0, serverId, ensemble),
    createOnTakenPort: async (serverId, ensemble) => make(await takenPort(), serverId, ensemble),
    turn: () => setTimeout(1),
    remove: async () => {},
  }
}

async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
