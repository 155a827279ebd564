import type { Storage } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { memoryStorage } from '@zabkit/storage-memory'
import { body } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import type { ServerOptions } from '../src/index.ts'
import { held, kept, startTestServer } from './test-server.ts'

describe('a write', () => {
  it('is neither answered nor visible before the log has it', async () => {
    const log = held(memoryStorage())
    await using server = await startTestServer({ storage: log.plugin })
    const writer = await server.connect()
    const reader = await server.connect()
    log.hold()
    let answered = false
    const write = writer.request(OpCode.Create, body.create('/held', '')).then((reply) => {
      answered = true
      return reply
    })
    await reader.request(OpCode.Ping, undefined, -2)
    while (log.waiting === 0) await reader.request(OpCode.Ping, undefined, -2)
    expect((await reader.request(OpCode.Exists, body.pathAndWatch('/held'))).err).toBe(-101)
    expect(answered).toBe(false)
    log.release()
    expect((await write).err).toBe(0)
  })

  it('that the log refuses is never answered, and the server says that it has failed', async () => {
    const log = held(memoryStorage())
    const failures: Error[] = []
    await using server = await startTestServer({ storage: log.plugin, onFailure: (error) => failures.push(error) })
    const client = await server.connect()
    log.hold()
    const write = client.request(OpCode.Create, body.create('/lost', ''))
    write.catch(() => {})
    await expect.poll(() => log.waiting).toBe(1)
    log.release(new Error('EIO'))
    await expect.poll(() => failures.length).toBe(1)
    expect(server.server.failure?.message).toBe('EIO')
    client.drop()
    await expect(write).rejects.toThrow(/closed/)
  })
})

describe('a restart', () => {
  it('gives the same state, digest included, whether from a snapshot, the log, or both', { timeout: 30_000 }, async () => {
    for (const snapshotTxns of [1e9, 40, 300]) {
      const storage = kept(memoryStorage())
      const first = await startTestServer({ storage, settings: { snapshotTxns } })
      const client = await first.connect()
      await client.request(OpCode.Create, body.create('/p', ''))
      const writes = Array.from({ length: 300 }, (_, index) => client.request(OpCode.Create, body.create(`/p/${index}-`, `${index}`, 2)))
      await Promise.all(writes)
      await client.request(OpCode.Delete, body.pathAndInt('/p/7-0000000007', -1))
      client.drop()
      await first.server.stop()
      const before = first.server.digest
      await using second = await startTestServer({ storage })
      expect(second.server.digest).toEqual(before)
    }
  })

  it('gives no zxid twice', async () => {
    const storage = kept(memoryStorage())
    const zxids: bigint[] = []
    for (let start = 0; start < 3; start++) {
      await using server = await startTestServer({ storage })
      const client = await server.connect()
      zxids.push((await client.request(OpCode.Create, body.create(`/s${start}`, ''))).zxid)
    }
    expect(zxids.map((zxid) => Number(zxid >> 32n))).toEqual([1, 2, 3])
  })
})

describe('an epoch whose counter is used up', () => {
  it('is followed by the next, and no write notices', { timeout: 30_000 }, async () => {
    const storage = kept(memoryStorage())
    const server = await startTestServer({ storage, maxCounter: 20 })
    const client = await server.connect()
    await client.request(OpCode.Create, body.create('/r', ''))
    const replies = await Promise.all(Array.from({ length: 200 }, () => client.request(OpCode.Create, body.create('/r/n-', '', 2))))
    expect(replies.map((reply) => reply.err)).toEqual(Array(200).fill(0))
    const names = replies.map((reply) => reply.body.readString())
    expect(names).toEqual(Array.from({ length: 200 }, (_, index) => `/r/n-${String(index).padStart(10, '0')}`))
    expect(Number((replies.at(-1)?.zxid ?? 0n) >> 32n)).toBeGreaterThan(8)
    const before = server.server.digest
    await server[Symbol.asyncDispose]()
    await using again = await startTestServer({ storage })
    expect(again.server.digest.digest).toBe(before.digest)
  })
})

describe('writes that are held until a new epoch has begun', () => {
  it('are done before the closeSession behind them', async () => {
    await using server = await startTestServer({ maxCounter: 3 })
    const client = await server.connect()
    const answers = await Promise.all([
      ...['/a', '/b', '/c', '/d', '/e'].map((path) => client.request(OpCode.Create, body.create(path, ''))),
      client.request(OpCode.CloseSession),
    ])
    expect(answers.map((reply) => reply.err)).toEqual([0, 0, 0, 0, 0, 0])
    const other = await server.connect()
    expect((await other.request(OpCode.Exists, body.pathAndWatch('/e'))).err).toBe(0)
  })
})

describe('a snapshot', () => {
  it('that fails costs nothing but a line in the log', async () => {
    const storage: ServerOptions['storage'] = (components) => {
      const inner: Storage = memoryStorage()(components)
      inner.snapshots.create = () => Promise.reject(new Error('ENOSPC'))
      return inner
    }
    await using server = await startTestServer({ storage, settings: { snapshotTxns: 10 } })
    const client = await server.connect()
    await client.request(OpCode.Create, body.create('/s', ''))
    const replies = await Promise.all(Array.from({ length: 100 }, () => client.request(OpCode.SetData, body.setData('/s', 'x'))))
    expect(replies.every((reply) => reply.err === 0)).toBe(true)
  })
})
