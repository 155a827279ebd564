// Run: node --test
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connect } from '@zabkit/client'
import { startEnsemble } from '@zabkit/testing'

let ensemble
let client

before(async () => {
  ensemble = await startEnsemble({ voters: 3, observers: 1 })
  client = await connect(ensemble.connectionString)
})

after(async () => {
  await client?.close()
  await ensemble?.stop()
})

test('an ephemeral goes with the session of its owner', async () => {
  const owner = await connect(ensemble.connectionString)
  await owner.create('/alive', 'yes', { mode: 'ephemeral' })
  await client.sync('/')
  assert.notEqual(await client.exists('/alive'), null)
  await ensemble.expireSession(owner.sessionId)
  await client.sync('/')
  assert.equal(await client.exists('/alive'), null)
  await owner.close()
})

test('writes go on without the leader', async () => {
  await ensemble.kill(await ensemble.leader())
  await client.createOrSet('/meanwhile', 'written') // repeated at another server when the connection goes
  assert.equal((await client.getData('/meanwhile')).data.toString(), 'written')
})
