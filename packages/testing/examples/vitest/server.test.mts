// Run: npx vitest run
import { connect } from '@zabkit/client'
import { startEnsemble, startServer } from '@zabkit/testing'
import { expect, it } from 'vitest'

it('an ephemeral goes with the session of its owner', async () => {
  await using server = await startServer()
  await using owner = await connect(server.connectionString)
  await using other = await connect(server.connectionString)
  await owner.create('/alive', 'yes', { mode: 'ephemeral' })
  expect(await other.exists('/alive')).not.toBeNull()
  await server.expireSession(owner.sessionId)
  expect(await other.exists('/alive')).toBeNull()
})

it('what was written is there after a crash', async () => {
  await using server = await startServer()
  await using client = await connect(server.connectionString)
  await client.create('/kept', 'safe')
  await server.kill()
  await server.restart()
  expect((await client.getData('/kept')).data.toString()).toBe('safe')
})

it('a TTL znode goes when its time has come', async () => {
  await using server = await startServer()
  await using client = await connect(server.connectionString)
  await client.create('/brief', null, { mode: 'persistent-ttl', ttlMs: 3_600_000 })
  await server.advanceTime(3_000_000)
  expect(await client.exists('/brief')).not.toBeNull()
  await server.advanceTime(1_000_000)
  expect(await client.exists('/brief')).toBeNull()
})

it('writes go on when the leader is cut off', async () => {
  await using ensemble = await startEnsemble({ voters: 3 })
  const leader = await ensemble.leader()
  const [follower = 0] = ensemble.ids.filter((id) => id !== leader)
  await using client = await connect(ensemble.connectionStringOf(follower))
  ensemble.partition([[leader]])
  await client.create('/meanwhile', 'written')
  ensemble.heal()
  expect((await client.getData('/meanwhile')).data.toString()).toBe('written')
})
