import { ErrorCode } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { memoryStorage } from '@zabkit/storage-memory'
import { body, fourLetterWord, type WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { held, kept, ManualTime, startTestServer } from './test-server.ts'

const times = { tickMs: 1_000, minSessionTimeoutMs: 2_000, maxSessionTimeoutMs: 20_000 }
const settings = { ...times, localSessions: true }
const upgrading = { ...settings, localSessionsUpgrading: true }
const EPHEMERAL = 1

async function sessionCounts(port: number): Promise<string[]> {
  return (await fourLetterWord(port, 'mntr')).split('\n').filter((line) => /_sessions\t/.test(line))
}

async function exists(client: WireClient, path: string): Promise<boolean> {
  return (await client.request(OpCode.Exists, body.pathAndWatch(path))).err === 0
}

describe('a local session', () => {
  it('begins and ends without a txn', async () => {
    await using server = await startTestServer({ settings })
    const client = await server.connect()
    expect(await sessionCounts(server.port)).toEqual(['zk_global_sessions\t0', 'zk_local_sessions\t1'])
    expect((await client.request(OpCode.CloseSession)).err).toBe(0)
    await client.whenClosed()
    expect(await sessionCounts(server.port)).toEqual(['zk_global_sessions\t0', 'zk_local_sessions\t0'])
    expect(server.server.digest.zxid).toBe(0)
    expect((await server.connect({ sessionId: client.sessionId, password: client.password })).timeoutMs).toBe(0)
  })

  it('reads, watches and writes, and its close waits for what it asked before', async () => {
    await using server = await startTestServer({ settings })
    const [client, watcher] = await Promise.all([server.connect(), server.connect()])
    await watcher.request(OpCode.Exists, body.pathAndWatch('/b', true))
    const replies = [client.request(OpCode.Create, body.create('/a')), client.request(OpCode.Create, body.create('/b')), client.request(OpCode.CloseSession)]
    expect((await Promise.all(replies)).map(({ err }) => err)).toEqual([0, 0, 0])
    await watcher.until(() => watcher.events.length === 1)
  })

  it('owns no ephemerals', async () => {
    await using server = await startTestServer({ settings })
    const client = await server.connect()
    const inMulti = body.multi([[OpCode.Create, body.create('/a')], [OpCode.Create2, body.create('/e', '', EPHEMERAL)]])
    expect((await client.request(OpCode.Create, body.create('/e', '', EPHEMERAL))).err).toBe(ErrorCode.EphemeralOnLocalSession)
    expect((await client.request(OpCode.Multi, inMulti)).err).toBe(ErrorCode.EphemeralOnLocalSession)
    expect(await exists(client, '/a')).toBe(false)
  })

  it('is taken up again by its password, and the connection before it ends', async () => {
    await using server = await startTestServer({ settings })
    const first = await server.connect({ timeoutMs: 4_000 })
    const { sessionId, password } = first
    const again = await server.connect({ sessionId, password, timeoutMs: 8_000 })
    expect([again.sessionId, again.timeoutMs]).toEqual([sessionId, 8_000])
    await first.whenClosed()
    expect((await again.request(OpCode.Create, body.create('/a'))).err).toBe(0)
    expect((await server.connect({ sessionId, password: Buffer.alloc(16) })).timeoutMs).toBe(0)
    expect(await sessionCounts(server.port)).toContain('zk_local_sessions\t1')
  })

  it('that is silent expires, one that pings lives on', async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings })
    const [silent, living] = await Promise.all([server.connect({ timeoutMs: 4_000 }), server.connect({ timeoutMs: 4_000 })])
    for (let i = 0; i < 3; i++) {
      time.advance(2_000)
      await living.request(OpCode.Ping, undefined, -2)
    }
    await silent.whenClosed()
    expect((await server.connect({ sessionId: silent.sessionId, password: silent.password })).timeoutMs).toBe(0)
    expect([living.closed, server.server.digest.zxid]).toEqual([false, 0])
  })

  it('does not outlive its server', async () => {
    const storage = kept(memoryStorage())
    const first = await startTestServer({ storage, settings })
    const { sessionId, password } = await first.connect()
    await first[Symbol.asyncDispose]()
    await using second = await startTestServer({ storage, settings })
    expect((await second.connect({ sessionId, password })).timeoutMs).toBe(0)
  })
})

describe('a local session that may become a global one', () => {
  it('does so for its first ephemeral, and keeps id and password', async () => {
    const time = new ManualTime()
    await using server = await startTestServer({ time, settings: upgrading })
    const client = await server.connect({ timeoutMs: 4_000 })
    await client.request(OpCode.Create, body.create('/a'))
    expect(await sessionCounts(server.port)).toEqual(['zk_global_sessions\t0', 'zk_local_sessions\t1'])
    const inMulti = body.multi([[OpCode.SetData, body.setData('/a', '')], [OpCode.Check, body.pathAndInt('/a', 1)], [OpCode.Create, body.create('/e', '', EPHEMERAL)]])
    expect((await client.request(OpCode.Multi, inMulti)).err).toBe(0)
    expect(await sessionCounts(server.port)).toEqual(['zk_global_sessions\t1', 'zk_local_sessions\t0'])
    const again = await server.connect({ sessionId: client.sessionId, password: client.password, timeoutMs: 4_000 })
    expect(await exists(again, '/e')).toBe(true)
    time.advance(6_000)
    await again.whenClosed()
    expect(await exists(await server.connect(), '/e')).toBe(false)
  })

  it('that closes behind its ephemeral leaves none, whatever waits for the disk', async () => {
    const log = held(memoryStorage())
    await using server = await startTestServer({ storage: log.plugin, settings: upgrading })
    const client = await server.connect()
    log.hold()
    const writes = [
      client.request(OpCode.Create, body.create('/a')),
      client.request(OpCode.Create, body.create('/e', '', EPHEMERAL)),
      client.request(OpCode.CloseSession),
    ]
    await expect.poll(() => log.waiting).toBeGreaterThan(0)
    log.release()
    expect((await Promise.all(writes)).map(({ err }) => err)).toEqual([0, 0, 0])
    await client.whenClosed()
    const watcher = await server.connect()
    expect([await exists(watcher, '/a'), await exists(watcher, '/e')]).toEqual([true, false])
    expect(await sessionCounts(server.port)).toEqual(['zk_global_sessions\t0', 'zk_local_sessions\t1'])
  })

  it('that falls silent meanwhile is expired as a global one, with its ephemeral', async () => {
    const time = new ManualTime()
    const log = held(memoryStorage())
    await using server = await startTestServer({ storage: log.plugin, time, settings: upgrading })
    const client = await server.connect({ timeoutMs: 4_000 })
    log.hold()
    client.request(OpCode.Create, body.create('/e', '', EPHEMERAL)).catch(() => {})
    await expect.poll(() => log.waiting).toBe(1)
    time.advance(6_000)
    await expect.poll(() => log.waiting).toBe(2)
    log.release()
    await client.whenClosed()
    expect(await exists(await server.connect(), '/e')).toBe(false)
    expect(await sessionCounts(server.port)).toEqual(['zk_global_sessions\t0', 'zk_local_sessions\t1'])
    expect((await server.connect({ sessionId: client.sessionId, password: client.password })).timeoutMs).toBe(0)
  })
})
