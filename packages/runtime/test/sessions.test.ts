import { OpCode } from '@zabkit/jute'
import { memoryStorage } from '@zabkit/storage-memory'
import { body } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { held, kept, ManualTime, startTestServer } from './test-server.ts'

const settings = { tickMs: 1_000, minSessionTimeoutMs: 2_000, maxSessionTimeoutMs: 20_000 }

describe('a session', () => {
  it('that is silent expires: its ephemerals go in one txn, its connection ends, its password is worth nothing', async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings })
    const silent = await server.connect({ timeoutMs: 4_000 })
    const watcher = await server.connect({ timeoutMs: 20_000 })
    await silent.request(OpCode.Create, body.create('/e1', '', 1))
    await silent.request(OpCode.Create, body.create('/e2', '', 1))
    for (const path of ['/e1', '/e2']) await watcher.request(OpCode.Exists, body.pathAndWatch(path, true))
    time.advance(6_000)
    await silent.whenClosed()
    await watcher.until(() => watcher.events.length === 2)
    expect(new Set(watcher.events.map((event) => event.zxid)).size).toBe(1)
    const again = await server.connect({ sessionId: silent.sessionId, password: silent.password })
    expect(again.timeoutMs).toBe(0)
  })

  it('that pings lives on', async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings })
    const client = await server.connect({ timeoutMs: 4_000 })
    for (let i = 0; i < 10; i++) {
      time.advance(3_000)
      expect((await client.request(OpCode.Ping, undefined, -2)).err).toBe(0)
    }
  })

  it('is not charged for the time in which the process stood still', async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings })
    const client = await server.connect({ timeoutMs: 4_000 })
    time.advance(60_000, 60_000)
    expect((await client.request(OpCode.Ping, undefined, -2)).err).toBe(0)
  })

  it('is not charged for the time in which the server did not read from it because its own hands were full', async () => {
    const time = new ManualTime()
    const log = held(memoryStorage())
    await using server = await startTestServer({ storage: log.plugin, time, settings: { ...settings, outstandingPerClient: 4 } })
    const client = await server.connect({ timeoutMs: 4_000 })
    await client.request(OpCode.Create, body.create('/n', ''))
    log.hold()
    const writes = Array.from({ length: 20 }, () => client.request(OpCode.SetData, body.setData('/n', '')))
    await expect.poll(() => log.waiting).toBe(1)
    for (let i = 0; i < 20; i++) {
      time.advance(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    log.release()
    expect((await Promise.all(writes)).every((reply) => reply.err === 0)).toBe(true)
  })

  it('outlives a restart of the server, with a full timeout and its ephemerals', async () => {
    const storage = kept(memoryStorage())
    const time = new ManualTime()
    const first = await startTestServer({ storage, time, settings })
    const client = await first.connect({ timeoutMs: 4_000 })
    await client.request(OpCode.Create, body.create('/e', '', 1))
    await first[Symbol.asyncDispose]()
    await using second = await startTestServer({ storage, time, settings })
    const again = await second.connect({ sessionId: client.sessionId, password: client.password, timeoutMs: 4_000 })
    expect(again.sessionId).toBe(client.sessionId)
    expect((await again.request(OpCode.Exists, body.pathAndWatch('/e'))).err).toBe(0)
    time.advance(6_000)
    await again.whenClosed()
    expect((await (await second.connect()).request(OpCode.Exists, body.pathAndWatch('/e'))).err).toBe(-101)
  })

  it('has the timeout that its client asked for last', async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings })
    const { sessionId, password } = await server.connect({ timeoutMs: 20_000 })
    const again = await server.connect({ sessionId, password, timeoutMs: 4_000 })
    expect(again.timeoutMs).toBe(4_000)
    time.advance(6_000)
    await again.whenClosed()
    expect((await server.connect({ sessionId, password })).timeoutMs).toBe(0)
  })

  it('of a thousand others that expire at once does not disturb one that lives', { timeout: 30_000 }, async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings })
    const crowd = await Promise.all(Array.from({ length: 1_000 }, () => server.connect({ timeoutMs: 2_000 })))
    const living = await server.connect({ timeoutMs: 20_000 })
    time.advance(4_000)
    expect((await living.request(OpCode.Ping, undefined, -2)).err).toBe(0)
    await Promise.all(crowd.map((client) => client.whenClosed()))
  })
})

describe('a container', () => {
  it('goes when its last child has gone, and a TTL znode when its time is over', async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings: { ...settings, reapIntervalMs: 1_000 } })
    const client = await server.connect({ timeoutMs: 20_000 })
    await client.request(OpCode.CreateContainer, body.create('/c', '', 4))
    await client.request(OpCode.Create, body.create('/c/child', ''))
    await client.request(OpCode.CreateTtl, body.create('/t', '', 5, undefined, 1n))
    await client.request(OpCode.Exists, body.pathAndWatch('/c', true))
    time.advance(1_000)
    expect((await client.request(OpCode.Exists, body.pathAndWatch('/c'))).err).toBe(0)
    await client.request(OpCode.Delete, body.pathAndInt('/c/child', -1))
    time.advance(1_000)
    await client.until(() => client.events.some((event) => event.type === 2 && event.path === '/c'))
    const gone = async (): Promise<number> => {
      time.advance(1_000)
      return (await client.request(OpCode.Exists, body.pathAndWatch('/t'))).err
    }
    await expect.poll(gone).toBe(-101)
  })
})
