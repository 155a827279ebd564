import { setImmediate } from 'node:timers/promises'
import { describe, it } from 'vitest'
import { clientTransportSuite } from '../../conformance/src/client-transport-suite.ts'
import { memoryClients } from '../src/index.ts'
import { rawClient, timers } from './raw-client.ts'

describe('memoryClients is a ClientTransport', () => {
  clientTransportSuite({
    test: it,
    create: async (handler, maxFrameBytes) => {
      const clients = memoryClients({ maxFrameBytes })
      const transport = clients({ timers })
      await transport.start(handler)
      return { connect: async () => rawClient(clients), stop: () => transport.stop(), turn: () => setImmediate() }
    },
  })
})
