import { connect } from '@zabkit/client'
import { OPEN_ACL } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { body, WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { firstStart } from '../bench/first-start.ts'
import { startServer } from '../src/index.ts'

const EPHEMERAL = 1
const CONTAINER = 4
const TTL = 5
const NO_NODE = -101

describe('startServer', () => {
  it('takes clients at its connection string, each server at a port of its own', async () => {
    await using one = await startServer()
    await using other = await startServer()
    expect(one.connectionString).toBe(`127.0.0.1:${one.port}`)
    expect(one.port).not.toBe(other.port)
    const client = await WireClient.connect(one.port ?? 0)
    expect((await client.request(OpCode.Create, body.create('/a', 'x'))).err).toBe(0)
    const elsewhere = await WireClient.connect(other.port ?? 0)
    expect((await elsewhere.request(OpCode.Exists, body.pathAndWatch('/a', false))).err).toBe(NO_NODE)
    client.drop()
    elsewhere.drop()
  })

  // Wall time: when other programs have the machine for a moment it is measured again, and what has become slow stays slow.
  it('is ready in under 100 ms, the first in its process: the median of three', { retry: 2 }, async () => {
    const times = [await firstStart(), await firstStart(), await firstStart()].sort((a, b) => a - b)
    console.info(`startServer in a new process: ${times.map((ms) => ms.toFixed(1)).join(', ')} ms`)
    expect(times[1]).toBeGreaterThan(0)
    expect(times[1]).toBeLessThan(100)
  })

  it('refuses a port that is taken, and says which', async () => {
    await using server = await startServer()
    await expect(startServer({ port: server.port ?? 0 })).rejects.toMatchObject({ code: 'ZK_PORT_UNUSABLE', message: expect.stringContaining(String(server.port)) })
  })

  it('is stopped by `await using`', async () => {
    let port = 0
    {
      await using server = await startServer()
      port = server.port ?? 0
    }
    await expect(WireClient.connect(port)).rejects.toThrow()
  })
})

for (const end of ['restart', 'kill'] as const) {
  describe(`after a ${end}`, () => {
    it('a server is where it was, with its data, and sessions go on', async () => {
      await using server = await startServer()
      const { connectionString, port } = server
      const client = await WireClient.connect(port ?? 0, { timeoutMs: 30_000 })
      await client.request(OpCode.Create, body.create('/kept', 'x'))
      await client.request(OpCode.Create, body.create('/e', '', EPHEMERAL))
      if (end === 'kill') await server.kill()
      expect(server.running).toBe(end === 'restart')
      await server.restart()
      await client.whenClosed()
      expect(server.connectionString).toBe(connectionString)
      const again = await WireClient.connect(port ?? 0, { sessionId: client.sessionId, password: client.password, timeoutMs: 30_000 })
      expect(again.timeoutMs).toBe(30_000)
      for (const path of ['/kept', '/e']) expect((await again.request(OpCode.Exists, body.pathAndWatch(path, false))).err).toBe(0)
      again.drop()
    })
  })
}

describe('a killed server', () => {
  it('has every write that it acknowledged, and none of its lives disturbs the next', async () => {
    await using server = await startServer()
    let written = 0
    for (let life = 0; life < 5; life++) {
      const client = await WireClient.connect(server.port ?? 0)
      const writes = Array.from({ length: 200 }, (_, i) => client.request(OpCode.Create, body.create(`/n${life}-${i}`, 'x')).then(() => written++, () => null))
      await writes[20 * life]
      await server.kill()
      await Promise.all(writes)
      await server.start()
    }
    const client = await WireClient.connect(server.port ?? 0)
    const reply = await client.request(OpCode.GetChildren, body.pathAndWatch('/', false))
    expect(reply.body.readInt32()).toBeGreaterThanOrEqual(written + 1)
    expect(written).toBeGreaterThan(5 * 20)
    client.drop()
  })
})

describe('expireSession', () => {
  it('ends a session with its ephemerals, and tells its client by closing', async () => {
    await using server = await startServer()
    const client = await WireClient.connect(server.port ?? 0)
    await client.request(OpCode.Create, body.create('/e', '', EPHEMERAL))
    expect(await server.expireSession(client.sessionId)).toBe(true)
    await client.whenClosed()
    expect(await server.expireSession(client.sessionId)).toBe(false)
    const other = await WireClient.connect(server.port ?? 0)
    expect((await other.request(OpCode.Exists, body.pathAndWatch('/e', false))).err).toBe(NO_NODE)
    other.drop()
  })
})

describe('advanceTime', () => {
  it('expires the session of a client that is gone, not before its timeout, and keeps that of one that is connected', async () => {
    await using server = await startServer()
    const gone = await WireClient.connect(server.port ?? 0, { timeoutMs: 30_000 })
    const stays = await WireClient.connect(server.port ?? 0, { timeoutMs: 10_000 })
    await gone.request(OpCode.Create, body.create('/e', '', EPHEMERAL))
    gone.drop()
    await gone.whenClosed()
    const exists = async (): Promise<number> => (await stays.request(OpCode.Exists, body.pathAndWatch('/e', false))).err
    await server.advanceTime(25_000)
    expect(await exists()).toBe(0)
    await server.advanceTime(10_000)
    expect(await exists()).toBe(NO_NODE)
    stays.drop()
  })

  it('expires connected clients too when they are to be silent', async () => {
    await using server = await startServer()
    const client = await WireClient.connect(server.port ?? 0, { timeoutMs: 10_000 })
    await server.advanceTime(11_000, { silent: true })
    await client.whenClosed()
  })

  it('deletes TTL znodes and containers when their time has come, and moves what is written later', async () => {
    await using server = await startServer()
    const client = await WireClient.connect(server.port ?? 0, { timeoutMs: 10_000 })
    await client.request(OpCode.CreateTtl, body.create('/ttl', '', TTL, OPEN_ACL, 3_600_000n))
    await client.request(OpCode.CreateContainer, body.create('/container', '', CONTAINER))
    await client.request(OpCode.Create, body.create('/container/child', ''))
    await client.request(OpCode.Delete, body.pathAndInt('/container/child', -1))
    const exists = async (path: string): Promise<number> => (await client.request(OpCode.Exists, body.pathAndWatch(path, false))).err
    await server.advanceTime(3_500_000)
    expect(await exists('/container')).toBe(NO_NODE)
    expect(await exists('/ttl')).toBe(0)
    const begun = performance.now()
    await server.advanceTime(200_000)
    console.info(`200 s of a server took ${(performance.now() - begun).toFixed(0)} ms`)
    expect(await exists('/ttl')).toBe(NO_NODE)
    client.drop()
  })
})

describe("transport: 'memory'", () => {
  it('needs no port: its clients come through streams', async () => {
    await using server = await startServer({ transport: 'memory' })
    expect(server.port).toBeNull()
    const client = await WireClient.connect(0, { socket: server.connect() })
    const big = 'x'.repeat(500_000)
    expect((await client.request(OpCode.Create, body.create('/big', big))).err).toBe(0)
    const replies = await Promise.all(Array.from({ length: 20 }, () => client.request(OpCode.GetData, body.pathAndWatch('/big', false))))
    expect(replies.map((reply) => reply.body.readBuffer()?.length)).toEqual(Array.from({ length: 20 }, () => big.length))
    await client.close()
  })

  it('gives a client the way in, without a network', async () => {
    await using server = await startServer({ transport: 'memory' })
    const client = await connect(server.connectionString, server.clientOptions)
    expect(client.server).toBe(server.connectionString)
    const large = 'x'.repeat(900_000)
    await client.create('/big', large)
    expect(await Promise.all(Array.from({ length: 20 }, async () => (await client.getData('/big')).data.toString()))).toEqual(Array.from({ length: 20 }, () => large))
    const watch = await client.watch('/w')
    await Promise.all(Array.from({ length: 500 }, (_, i) => client.create(`/n${i}`, '')))
    await client.create('/w', '')
    for await (const event of watch) {
      expect(event).toMatchObject({ type: 'created', path: '/w' })
      break
    }
    await client.close()
    expect(client.state).toBe('closed')
  })

  it('a client goes on with its session after a kill, and has a new one after an expiry', async () => {
    await using server = await startServer({ transport: 'memory' })
    const client = await connect(server.connectionString, { ...server.clientOptions, sessionTimeoutMs: 20_000 })
    const states: string[] = []
    client.onState(({ state, reconnected }) => states.push(reconnected ? 'reconnected' : state))
    const { sessionId } = client
    await client.create('/e', '', { mode: 'ephemeral' })
    await server.kill()
    await expect.poll(() => client.state).toBe('suspended')
    await server.restart()
    expect((await client.exists('/e'))?.ephemeralOwner).toBe(sessionId)
    await server.expireSession(sessionId)
    await expect.poll(() => client.state).toBe('connected')
    await expect.poll(() => client.exists('/e')).toBeNull()
    expect(client.sessionId).not.toBe(sessionId)
    expect(states).toEqual(['suspended', 'reconnected', 'suspended', 'lost', 'connected'])
    await client.close()
  })

  it('refuses while it does not run, drops its clients when it is killed, and has its data afterwards', async () => {
    await using server = await startServer({ transport: 'memory' })
    const client = await WireClient.connect(0, { socket: server.connect() })
    await client.request(OpCode.Create, body.create('/kept', ''))
    await server.kill()
    await client.whenClosed()
    const refused = server.connect()
    const error = await new Promise<Error>((done) => refused.once('error', done))
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    await server.restart()
    const again = await WireClient.connect(0, { socket: server.connect() })
    expect((await again.request(OpCode.Exists, body.pathAndWatch('/kept', false))).err).toBe(0)
    again.drop()
  })
})
