import { acl } from '@zabkit/acl'
import { dataTree } from '@zabkit/datatree'
import { createServer, type Server } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { expect, it } from 'vitest'
import { body, WireClient } from '../../../test/wire/src/index.ts'
import { levelStorage } from '../src/index.ts'
import { makePlace, open } from './support.ts'

const OPERATION = { create: 1, getData: 4 } as const
const WRITES = 100

function serverOver(directory: string): Server {
  return createServer({
    id: 1,
    storage: levelStorage({ directory }),
    clients: [tcpClients({ host: '127.0.0.1', port: 0 })],
    broadcast: zabBroadcast(),
    tree: dataTree(),
    acl: acl(),
    sessions: sessionTracker(),
    settings: { snapshotTxns: 30, snapshotsKept: 1 },
  })
}

async function withClient(server: Server, work: (client: WireClient) => Promise<void>): Promise<void> {
  await server.start()
  const client = await WireClient.connect(Number(server.addresses[0]?.split(':').at(-1)))
  await work(client)
  await client.close()
  await server.stop()
}

async function expectData(client: WireClient, path: string, data: string): Promise<void> {
  const reply = await client.request(OPERATION.getData, body.pathAndWatch(path))
  expect([reply.err, reply.body.readBuffer()?.toString()]).toEqual([0, data])
}

it('a server over it has its whole tree again after each restart, from snapshots and what of the log was not purged', async () => {
  const { directory, remove } = await makePlace()
  for (let life = 0; life < 3; life++) {
    await withClient(serverOver(directory), async (client) => {
      for (let old = 0; old < life; old++) for (let i = 0; i < WRITES; i++) await expectData(client, `/n${old}-${i}`, `data ${old} ${i}`)
      const creates = Array.from({ length: WRITES }, (_, i) => client.request(OPERATION.create, body.create(`/n${life}-${i}`, `data ${life} ${i}`)))
      expect((await Promise.all(creates)).filter(({ err }) => err !== 0)).toEqual([])
    })
  }
  const storage = open(directory)
  await storage.start()
  expect((await storage.snapshots.list()).length).toBeGreaterThan(0)
  expect(storage.log.range.baseZxid).toBeGreaterThan(0)
  await storage.stop()
  await remove()
})
