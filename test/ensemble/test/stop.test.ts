import { OpCode } from '@zabkit/jute'
import { body } from '@zabkit/test-wire'
import { expect, it } from 'vitest'
import { HeldLogs, TestEnsemble, until } from '../src/index.ts'

it('a leader that stops does not wait for the writes of other servers\' clients', async () => {
  const logs = new HeldLogs()
  await using ensemble = await TestEnsemble.start({ voters: 3, storage: (id) => logs.storage(id) })
  const leader = await ensemble.leader()
  const others = ensemble.members.filter(({ id }) => id !== leader.id)
  const client = await ensemble.connect(others[0]?.id ?? 0)
  expect((await client.request(OpCode.Create, body.create('/n', ''))).err).toBe(0)
  logs.hold([leader.id])
  expect((await client.request(OpCode.SetData, body.setData('/n', 'x'))).err).toBe(0)
  const stopped = ensemble.stopServer(leader.id)
  await until('another leader', () => others.find(({ server }) => server?.mode === 'leader'))
  logs.release()
  await stopped
})
