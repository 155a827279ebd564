import { majority, type PeerLink, silentLogger, silentMetrics, silentTracer } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { systemClock, systemRandom, systemTimers } from '@zabkit/runtime'
import { body } from '@zabkit/test-wire'
import { memoryPeers } from '@zabkit/transport-memory'
import { expect, it } from 'vitest'
import { TestEnsemble, until } from '../src/index.ts'

const ROGUE = 3
const components = {
  clock: systemClock,
  timers: systemTimers,
  random: systemRandom,
  logger: silentLogger,
  metrics: silentMetrics,
  tracer: silentTracer,
}
const members = [1, 2, ROGUE].map((id) => ({ id, role: 'voter' as const, addresses: [] }))

it('a frame that ends the role of a leader and then asks for a write harms nobody', async () => {
  await using ensemble = await TestEnsemble.create({ voters: 3 })
  await Promise.all([1, 2].map((id) => ensemble.startServer(id)))
  const leader = await ensemble.leader()
  const rogue = memoryPeers(ensemble.network)({ ...components, serverId: ROGUE, ensemble: { clusterId: 'test', members, quorum: majority([1, 2, ROGUE]) } })
  await rogue.start({ accepted: () => null })
  let closed = ''
  const link = await new Promise<PeerLink>((opened) => {
    const isClosed = (reason: string): void => {
      closed = reason
    }
    rogue.connect(leader.id, 'learner', { opened, messages() {}, drained() {}, closed: isClosed })
  })
  const request = { sessionHigh: 0, sessionLow: 1, local: false, xid: 1, opcode: OpCode.Create, body: body.create('/n'), ids: [], trace: null }
  link.send([
    { type: 'learnerInfo', acceptedEpoch: 1_000, observer: false, commitsWithLeader: true },
    { type: 'requests', requests: [request] },
  ])
  await until('the end of the role', () => closed)
  expect(closed).toContain('has promised epoch 1000')
  await rogue.stop()
  await ensemble.leader()
  const client = await ensemble.connect(1)
  expect((await client.request(OpCode.Create, body.create('/m'))).err).toBe(0)
})
