// Run: NODE_OPTIONS=--experimental-vm-modules npx jest      (nothing else is needed; the packages are ES modules)
import { connect } from '@zabkit/client'
import { startServer } from '@zabkit/testing'

let server
let client

beforeAll(async () => {
  server = await startServer()
  client = await connect(server.connectionString)
})

afterAll(async () => {
  await client?.close()
  await server?.stop()
})

test('an ephemeral goes with the session of its owner', async () => {
  const owner = await connect(server.connectionString)
  await owner.create('/alive', 'yes', { mode: 'ephemeral' })
  expect(await client.exists('/alive')).not.toBeNull()
  await server.expireSession(owner.sessionId)
  expect(await client.exists('/alive')).toBeNull()
  await owner.close()
})

test('what was written is there after a crash', async () => {
  await client.create('/kept', 'safe')
  await server.kill()
  await server.restart()
  expect((await client.getData('/kept')).data.toString()).toBe('safe')
})
