import { describe, it } from 'vitest'
import { peerTransportSuite } from '../../conformance/src/peer-transport-suite.ts'
import { grpcFixture } from './grpc-fixture.ts'

describe('grpcPeers is a PeerTransport', () => {
  peerTransportSuite({ test: it, create: async () => grpcFixture() })
})
