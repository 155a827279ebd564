import { setTimeout } from 'node:timers/promises'
import { describe, it } from 'vitest'
import { clientTransportSuite } from '../../conformance/src/client-transport-suite.ts'
import { tcpClients } from '../src/index.ts'
import { rawSocket } from './raw-socket.ts'
import { TestSystem } from './system.ts'

describe('tcpClients is a ClientTransport', () => {
  clientTransportSuite({
    test: it,
    create: async (handler, maxFrameBytes) => {
      const transport = tcpClients({ host: '127.0.0.1', port: 0, maxFrameBytes })(new TestSystem())
      await transport.start(handler)
      return { connect: () => rawSocket(transport.address), stop: () => transport.stop(), turn: () => setTimeout(1) }
    },
  })
})
