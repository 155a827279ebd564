import { type Components, invariant, type PeerIdentity, type PeerTransport } from '@zabkit/core'
import { type MemoryNetwork, Wires } from './memory-network.ts'
import { MemoryPeerTransport } from './memory-peer-transport.ts'

/**
 * A plugin for `createServer`: links to the other servers of this process that were given the same `network`. Messages are delivered at the end of a
 * turn of the receiver's timers; there is no other delay.
 */
export function memoryPeers(network: MemoryNetwork): (components: Pick<Components, 'timers'> & PeerIdentity) => PeerTransport {
  invariant(network instanceof Wires, 'memoryPeers takes what memoryNetwork() made')
  return ({ timers, serverId, ensemble }) => new MemoryPeerTransport(network, timers, { serverId, ensemble })
}
