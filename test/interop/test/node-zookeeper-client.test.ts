import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Child } from '../src/child.ts'
import { START_MS_MAX, STOP_MS_MAX, TEST_MS_MAX } from '../src/limits.ts'
import {
  library, openClient, outcome, waitConnected, type ZooKeeperClient, type ZooKeeperEvent, type ZooKeeperStat,
} from '../src/node-zookeeper-client.ts'
import { retriesOfForeignServer } from '../src/server-command.ts'
import { startServer } from '../src/test-server.ts'
import { waitUntil } from '../src/wait-until.ts'

const { ACL, CreateMode, Exception, Id, Permission } = library
const EMPTY = Buffer.alloc(0)
const ANY = -1

const create = (zk: ZooKeeperClient, path: string, mode = CreateMode.PERSISTENT, acls = ACL.OPEN_ACL_UNSAFE, data: Buffer | null = EMPTY) =>
  outcome<[string]>((done) => zk.create(path, data, acls, mode, done)).then(([made]) => made)
const exists = (zk: ZooKeeperClient, path: string) =>
  outcome<[ZooKeeperStat | null]>((done) => zk.exists(path, null, done)).then(([found]) => found)
const code = (name: string) => ({ code: Exception[name] })

describe('node-zookeeper-client', () => {
  it('makes, reads, changes and deletes nodes', async () => {
    const zk = await openClient((await startServer()).host)
    expect(await create(zk, '/a', CreateMode.PERSISTENT, ACL.OPEN_ACL_UNSAFE, Buffer.from('one'))).toBe('/a')
    await expect(create(zk, '/a')).rejects.toMatchObject(code('NODE_EXISTS'))
    await expect(create(zk, '/x/y')).rejects.toMatchObject(code('NO_NODE'))
    expect(await create(zk, '/a/s-', CreateMode.PERSISTENT_SEQUENTIAL)).toBe('/a/s-0000000000')
    expect(await create(zk, '/a/e', CreateMode.EPHEMERAL)).toBe('/a/e')
    expect((await exists(zk, '/a/e'))?.ephemeralOwner).toEqual(zk.getSessionId())
    await expect(create(zk, '/a/e/c')).rejects.toMatchObject(code('NO_CHILDREN_FOR_EPHEMERALS'))
    expect(await create(zk, '/a/es-', CreateMode.EPHEMERAL_SEQUENTIAL)).toBe('/a/es-0000000002')
    expect(await outcome((done) => zk.getData('/a', null, done))).toMatchObject([Buffer.from('one'), { version: 0, numChildren: 3 }])
    expect(await outcome((done) => zk.setData('/a', Buffer.from('two'), 0, done))).toMatchObject([{ version: 1, dataLength: 3 }])
    await expect(outcome((done) => zk.setData('/a', EMPTY, 0, done))).rejects.toMatchObject(code('BAD_VERSION'))
    await expect(outcome((done) => zk.getData('/none', null, done))).rejects.toMatchObject(code('NO_NODE'))
    expect(await exists(zk, '/none')).toBeNull()
    const [children, found] = await outcome<[string[], { cversion: number }]>((done) => zk.getChildren('/a', null, done))
    expect([...children].sort()).toEqual(['e', 'es-0000000002', 's-0000000000'])
    expect(found.cversion).toBe(3)
    await expect(outcome((done) => zk.remove('/a', ANY, done))).rejects.toMatchObject(code('NOT_EMPTY'))
    await expect(outcome((done) => zk.remove('/a/e', 4, done))).rejects.toMatchObject(code('BAD_VERSION'))
    await outcome((done) => zk.remove('/a/e', 0, done))
    const big = Buffer.alloc(1_000_000, 'x')
    await outcome((done) => zk.setData('/a', big, ANY, done))
    const [data] = await outcome<[Buffer | undefined, unknown]>((done) => zk.getData('/a', null, done))
    expect(data?.equals(big)).toBe(true)
  }, TEST_MS_MAX)

  it('makes, lists and deletes trees', async () => {
    const zk = await openClient((await startServer()).host)
    expect(await outcome((done) => zk.mkdirp('/t/r/e/e', EMPTY, ACL.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT, done))).toEqual(['/t/r/e/e'])
    await create(zk, '/t/two')
    // With the release of its library `async` that is installed here, this client walks one level and no further.
    const [tree] = await outcome<[string[]]>((done) => zk.listSubTreeBFS('/t', done))
    expect([...tree].sort()).toEqual(['/t', '/t/r', '/t/two'])
    for (const path of ['/t/r/e', '/t']) await outcome((done) => zk.removeRecursive(path, ANY, done)).catch(() => {})
    expect(await exists(zk, '/t/two')).toBeNull()
    expect(await exists(zk, '/t/r/e')).toBeNull()
  }, TEST_MS_MAX)

  it('commits a transaction as a whole or not at all', async () => {
    const zk = await openClient((await startServer()).host)
    const good = zk.transaction().create('/m', Buffer.from('1')).create('/m/s-', EMPTY, ACL.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL)
      .setData('/m', Buffer.from('2'), 0).check('/m', 1).remove('/m/s-0000000000')
    const [results] = await outcome<[readonly { readonly path?: string }[]]>((done) => good.commit(done))
    expect(results).toHaveLength(5)
    expect(results.map(({ path }) => path).filter(Boolean)).toEqual(['/m', '/m/s-0000000000'])
    const bad = zk.transaction().create('/m/never').check('/m', 9).remove('/m')
    const errors = await new Promise((resolve) => bad.commit((error, parts) => resolve([error, parts.map(({ err }) => err)])))
    expect(errors).toMatchObject([expect.anything(), [0, Exception.BAD_VERSION, Exception.RUNTIME_INCONSISTENCY]])
    expect(await exists(zk, '/m/never')).toBeNull()
  }, TEST_MS_MAX)

  it('keeps its requests in order: many in flight, from xid 0 on', async () => {
    const zk = await openClient((await startServer()).host)
    const made = await Promise.all(Array.from({ length: 300 }, () => create(zk, '/q-', CreateMode.PERSISTENT_SEQUENTIAL)))
    expect(made).toEqual(made.map((_, i) => `/q-${String(i).padStart(10, '0')}`))
    const [children] = await outcome<[string[], unknown]>((done) => zk.getChildren('/', null, done))
    expect(children).toHaveLength(301)
  }, TEST_MS_MAX)

  it('gets its watches, once each', async () => {
    const { host } = await startServer()
    const zk = await openClient(host)
    const other = await openClient(host)
    const events: string[] = []
    const watch = (event: ZooKeeperEvent): void => void events.push(`${event.getName()} ${event.getPath()}`)
    const fired = (...expected: string[]) => waitUntil(() => `${expected} but ${events}`, START_MS_MAX, () => `${events}` === `${expected}`)
    await outcome((done) => zk.exists('/w', watch, done))
    await create(other, '/w')
    await fired('NODE_CREATED /w')
    await outcome((done) => zk.getData('/w', watch, done))
    await outcome((done) => other.setData('/w', EMPTY, ANY, done))
    await outcome((done) => other.setData('/w', EMPTY, ANY, done))
    await fired('NODE_CREATED /w', 'NODE_DATA_CHANGED /w')
    await outcome((done) => zk.getChildren('/w', watch, done))
    await create(other, '/w/c')
    await fired('NODE_CREATED /w', 'NODE_DATA_CHANGED /w', 'NODE_CHILDREN_CHANGED /w')
    await outcome((done) => other.remove('/w/c', ANY, done))
    await outcome((done) => zk.exists('/w', watch, done))
    await outcome((done) => other.remove('/w', ANY, done))
    await fired('NODE_CREATED /w', 'NODE_DATA_CHANGED /w', 'NODE_CHILDREN_CHANGED /w', 'NODE_DELETED /w')
  }, TEST_MS_MAX)

  it('is let in by digest and ip, and kept out without', async () => {
    const { host } = await startServer()
    const alice = await openClient(host)
    const nobody = await openClient(host)
    alice.addAuthInfo('digest', Buffer.from('alice:secret'))
    await create(alice, '/p', CreateMode.PERSISTENT, ACL.CREATOR_ALL_ACL)
    await expect(outcome((done) => nobody.getData('/p', null, done))).rejects.toMatchObject(code('NO_AUTH'))
    await expect(create(nobody, '/p/c')).rejects.toMatchObject(code('NO_AUTH'))
    await expect(create(nobody, '/bad', CreateMode.PERSISTENT, ACL.CREATOR_ALL_ACL)).rejects.toMatchObject(code('INVALID_ACL'))
    const [acls] = await outcome<[{ permission: number; id: { scheme: string } }[], unknown]>((done) => alice.getACL('/p', done))
    expect(acls).toMatchObject([{ permission: Permission.ALL, id: { scheme: 'digest' } }])
    const here = [new ACL(Permission.READ, new Id('ip', '127.0.0.1'))]
    expect(await outcome((done) => alice.setACL('/p', here, 0, done))).toMatchObject([{ aversion: 1 }])
    await outcome((done) => nobody.getData('/p', null, done))
    await expect(outcome((done) => nobody.setData('/p', EMPTY, ANY, done))).rejects.toMatchObject(code('NO_AUTH'))
  }, TEST_MS_MAX)

  const comesBack = { timeout: TEST_MS_MAX, retry: retriesOfForeignServer }
  it('comes back to a restarted and a crashed server with its session, its auth and its watches', comesBack, async () => {
    const server = await startServer()
    const zk = await openClient(server.host)
    const session = Buffer.from(zk.getSessionId())
    zk.addAuthInfo('digest', Buffer.from('alice:secret'))
    await create(zk, '/p', CreateMode.PERSISTENT, ACL.CREATOR_ALL_ACL)
    await create(zk, '/e', CreateMode.EPHEMERAL)
    const events: string[] = []
    await outcome((done) => zk.getData('/p', (event) => events.push(event.getName()), done))
    for (const end of [() => server.stop(), () => server.kill()]) {
      await end()
      await waitUntil(() => 'the client to notice', START_MS_MAX, () => zk.getState().getName() === 'DISCONNECTED')
      await server.start()
      await waitConnected(zk)
    }
    expect(zk.getSessionId()).toEqual(session)
    expect((await exists(zk, '/e'))?.ephemeralOwner).toEqual(session)
    expect(events).toEqual([])
    await outcome((done) => zk.setData('/p', EMPTY, ANY, done))
    await waitUntil(() => `the watch, not ${events}`, START_MS_MAX, () => events.length > 0)
    expect(events).toEqual(['NODE_DATA_CHANGED'])
  })

  it('loses its session by silence, and another client sees its ephemeral node go', async () => {
    const { host } = await startServer()
    const observer = await openClient(host)
    const child = new Child([process.execPath, '-e', VICTIM, host])
    try {
      await waitUntil(() => child.tail(), START_MS_MAX, () => child.output.includes('ready'))
      child.process.kill('SIGSTOP')
      const events: string[] = []
      const [found] = await outcome<[unknown]>((done) => observer.exists('/victim', (seen) => events.push(seen.getName()), done))
      expect(found).not.toBeNull()
      await waitUntil(() => 'the watch', START_MS_MAX, () => events.length > 0)
      expect(events).toEqual(['NODE_DELETED'])
      child.process.kill('SIGCONT')
      await waitUntil(() => child.tail(), START_MS_MAX, () => child.output.includes('expired'))
    } finally {
      await child.stop('SIGKILL', STOP_MS_MAX)
    }
  }, TEST_MS_MAX)

  it('asks without the flag for read-only servers: 44 bytes get 36 back, 45 get 37', async () => {
    const { port } = await startServer()
    expect(await connectReply(port, 44)).toBe(36)
    expect(await connectReply(port, 45)).toBe(37)
  }, TEST_MS_MAX)
})

const VICTIM = `
  const zookeeper = require('node-zookeeper-client')
  const client = zookeeper.createClient(process.argv[1], { sessionTimeout: 800, spinDelay: 100 })
  client.once('connected', () => client.create('/victim', zookeeper.CreateMode.EPHEMERAL, (error) => console.log(error || 'ready')))
  client.once('expired', () => console.log('expired'))
  client.connect()
`

/** Sends a request for a session of `bytes`; how many bytes the answer has. */
function connectReply(port: number, bytes: number): Promise<number> {
  const request = Buffer.alloc(4 + bytes)
  request.writeInt32BE(bytes, 0)
  request.writeInt32BE(10_000, 16)
  request.writeInt32BE(16, 28)
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request)).on('error', reject)
    socket.once('data', (reply) => {
      socket.destroy()
      resolve(reply.readInt32BE(0))
    })
  })
}
