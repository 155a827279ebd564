import { setImmediate } from 'node:timers/promises'
import { describe, it } from 'vitest'
import { peerTransportSuite } from '../../conformance/src/peer-transport-suite.ts'
import { memoryNetwork, memoryPeers } from '../src/index.ts'
import { timers } from './raw-client.ts'

describe('memoryPeers is a PeerTransport', () => {
  peerTransportSuite({
    test: it,
    create: async () => {
      const peers = memoryPeers(memoryNetwork())
      return { create: (serverId, ensemble) => peers({ timers, serverId, ensemble }), turn: () => setImmediate(), remove: async () => {} }
    },
  })
})
