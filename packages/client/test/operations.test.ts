import { describe, expect, expectTypeOf, it } from 'vitest'
import { acl, type Client, CREATOR_ALL_ACL, isZooKeeperError, type MultiCreateResult, MultiError, OPEN_ACL, type Stat, ZooKeeperError } from '../src/index.ts'
import { startRealServer } from './real-server.ts'

const sorted = (names: readonly string[]): string[] => [...names].sort()

describe('operations on znodes', () => {
  it('give what was stored, with bigints where 64 bits are', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const { path, stat } = await client.create('/a', 'x')
    expect([path, stat.version, stat.dataLength, typeof stat.czxid, stat.czxid === stat.mzxid]).toEqual(['/a', 0, 1, 'bigint', true])
    expect(await client.setData('/a', Buffer.from('yz'), { version: 0 })).toMatchObject({ version: 1, dataLength: 2, czxid: stat.czxid })
    const read = await client.getData('/a')
    expect([read.data.toString(), read.stat.version]).toEqual(['yz', 1])
    await client.create('/a/b')
    expect((await client.getData('/a/b')).data).toHaveLength(0)
    expect(await client.getChildren('/a')).toMatchObject({ children: ['b'], stat: { numChildren: 1 } })
    expect(await client.exists('/a')).toMatchObject({ numChildren: 1 })
    expect(await client.exists('/nowhere')).toBeNull()
    expect(await client.getAllChildrenNumber('/a')).toBe(1)
    await client.delete('/a/b', { version: 0 })
    await client.sync()
    expect(client.lastZxid).toBeGreaterThanOrEqual(stat.czxid + 3n)
  })

  it('make every kind of znode', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await client.create('/q')
    const modes = ['persistent-sequential', 'ephemeral-sequential', 'persistent-sequential-ttl'] as const
    const made: string[] = []
    for (const mode of modes) made.push((await client.create('/q/n-', '', mode.endsWith('ttl') ? { mode, ttlMs: 5000 } : { mode })).path)
    expect(made).toEqual(['/q/n-0000000000', '/q/n-0000000001', '/q/n-0000000002'])
    expect((await client.create('/q/', null, { mode: 'persistent-sequential' })).path).toBe('/q/0000000003')
    expect((await client.create('/e', null, { mode: 'ephemeral' })).stat.ephemeralOwner).toBe(client.sessionId)
    await client.create('/t', null, { mode: 'persistent-ttl', ttlMs: 5000 })
    await client.create('/c', null, { mode: 'container' })
    expect(sorted(await client.getEphemerals())).toEqual(['/e', '/q/n-0000000001'])
    expect(await client.getEphemerals('/q')).toEqual(['/q/n-0000000001'])
  })

  it('fail with code, path and operation', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const failures: [Promise<unknown>, object][] = [
      [client.getData('/nowhere'), { code: 'NoNode', errorCode: -101, path: '/nowhere', operation: 'getData' }],
      [client.create('/'), { code: 'NodeExists', operation: 'create' }],
      [client.setData('/zookeeper', '', { version: 9 }), { code: 'BadVersion', operation: 'setData' }],
      [client.delete('/zookeeper'), { code: 'BadArguments' }],
      [client.setAcl('/zookeeper', []), { code: 'InvalidAcl', path: '/zookeeper' }],
      [client.removeWatches('/a', 'any'), { code: 'NoWatcher' }],
    ]
    for (const [failing, expected] of failures) {
      const error = await failing.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(ZooKeeperError)
      expect(error).toMatchObject(expected)
    }
    expect(isZooKeeperError(await client.delete('/nowhere').catch((error: unknown) => error), 'NoNode')).toBe(true)
    await client.delete('/nowhere', { ifExists: true })
  })

  it('do not ask a server what it would refuse', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const before = client.lastZxid
    for (const path of ['', 'a', '/a/', '/a//b', '/a/../b', '/\0']) {
      const refused = [client.getData(path), client.exists(path), client.create(path), client.delete(path), client.getChildren(path), client.setData(path, ''),
        client.watch(path), client.ensurePath(path), client.getAcl(path), client.sync(path), client.removeWatches(path, 'any'), client.deleteRecursive(path)]
      for (const outcome of await Promise.allSettled(refused)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'BadArguments' } })
      }
      expect(() => client.multi().delete(path)).toThrow(/BadArguments/)
    }
    await expect(client.create('/t', '', { mode: 'persistent-ttl' })).rejects.toMatchObject({ code: 'BadArguments' })
    await expect(client.create('/t', '', { ttlMs: 5 })).rejects.toMatchObject({ code: 'BadArguments' })
    expect(client.lastZxid).toBe(before)
  })

  it('are answered in their order, many at a time', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await client.create('/n', '')
    const order: number[] = []
    const ask = async (i: number): Promise<void> => {
      const answer = await (i % 3 === 0 ? client.setData('/n', String(i)) : i % 3 === 1 ? client.getData('/n') : client.exists('/n'))
      order.push(i)
      if (answer !== null && 'data' in answer) expect(answer.data.toString()).toBe(String(i - 1))
    }
    await Promise.all(Array.from({ length: 600 }, (_, i) => ask(i)))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  it('end with their signal, or their time', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    server.wire.silence()
    const stop = new AbortController()
    const waiting = client.create('/late', '', { signal: stop.signal })
    const limited = client.getData('/', { timeoutMs: 20 })
    setImmediate(() => stop.abort(new Error('enough')))
    await expect(waiting).rejects.toThrow('enough')
    await expect(limited).rejects.toMatchObject({ code: 'OperationTimeout' })
    server.wire.speak()
    await expect(client.getData('/', { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before')
    expect(await client.exists('/')).not.toBeNull()
  })

  it('show who the client is, and keep others out', async () => {
    await using server = await startRealServer()
    const client = await server.client({ auth: [{ scheme: 'digest', credential: 'ann:pw' }] })
    const other = await server.client()
    await client.create('/mine', 'x', { acl: CREATOR_ALL_ACL })
    await expect(other.getData('/mine')).rejects.toMatchObject({ code: 'NoAuth' })
    await other.addAuth('digest', 'ann:pw')
    expect((await other.getData('/mine')).data.toString()).toBe('x')
    expect(await other.whoAmI()).toContainEqual({ scheme: 'digest', id: 'ann' })
    const { acl: own } = await client.getAcl('/mine')
    expect(own).toEqual([{ permissions: 31, id: { scheme: 'digest', id: expect.stringMatching(/^ann:/) } }])
    expect((await client.setAcl('/mine', [...OPEN_ACL, acl('digest', 'bob:hash', 'read', 'write')], { version: 0 })).aversion).toBe(1)
  })

  it('read and write JSON', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await client.createJson('/j', { n: 1 })
    const codec = { parse: (value: unknown) => ({ n: Number((value as { n: number }).n) + 1 }) }
    const { value, stat } = await client.getJson('/j', codec)
    expect([value, stat.version]).toEqual([{ n: 2 }, 0])
    await client.setJson('/j', [value], { version: 0 })
    expect((await client.getJson<{ n: number }[]>('/j')).value).toEqual([{ n: 2 }])
    await client.setData('/j', 'no json')
    await expect(client.getJson('/j')).rejects.toBeInstanceOf(SyntaxError)
    await expect(client.setJson('/j', undefined)).rejects.toBeInstanceOf(TypeError)
  })
})

describe('a multi', () => {
  it('resolves to one result for each call, of its type', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const results = await client.multi()
      .create('/a', 'x').create('/a/n-', null, { mode: 'ephemeral-sequential' }).setData('/a', 'y', 0).check('/a', 1).delete('/a/n-0000000000')
      .create('/c', null, { mode: 'container' }).create('/t', '', { mode: 'persistent-ttl', ttlMs: 100_000 })
      .commit()
    expectTypeOf(results).toEqualTypeOf<[MultiCreateResult, MultiCreateResult, Stat, null, null, MultiCreateResult, MultiCreateResult]>()
    expect(results).toMatchObject([{ path: '/a', stat: { version: 0 } }, { path: '/a/n-0000000000' }, { version: 1 }, null, null, { path: '/c' }, { path: '/t' }])
    expect(await client.multi().commit()).toEqual([])
  })

  it('does nothing when one of its operations fails, and says which', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const error = await client.multi().create('/a').delete('/nowhere').create('/b').commit().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(MultiError)
    expect(error).toMatchObject({ code: 'NoNode', path: '/nowhere', operation: 'delete', index: 1, results: ['Ok', 'NoNode', 'RuntimeInconsistency'] })
    expect(await client.exists('/a')).toBeNull()
  })

  it('of reads has an error for each that fails', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await client.create('/a', 'x')
    const [data, children, missing] = await client.multiRead().getData('/a').getChildren('/').getData('/nowhere').run()
    expectTypeOf(children).toEqualTypeOf<{ children: string[] } | ZooKeeperError>()
    expect(data).toMatchObject({ data: Buffer.from('x'), stat: { version: 0 } })
    expect(children).toMatchObject({ children: expect.arrayContaining(['a', 'zookeeper']) as string[] })
    expect(missing).toMatchObject({ code: 'NoNode', path: '/nowhere', operation: 'getData' })
    expect(missing).toBeInstanceOf(ZooKeeperError)
  })
})

describe('a chroot', () => {
  it('is made by whoever makes a path, and shown to nobody', async () => {
    await using server = await startRealServer()
    const outside = await server.client()
    const client = await server.client({ chroot: '/apps/one' })
    await expect(client.create('/a')).rejects.toMatchObject({ code: 'NoNode', path: '/a' })
    await client.ensurePath('/')
    expect((await client.create('/a', 'x')).path).toBe('/a')
    expect((await client.multi().create('/a/b').commit())[0].path).toBe('/a/b')
    await client.create('/e', '', { mode: 'ephemeral' })
    await outside.create('/apps/one-more', '', { mode: 'ephemeral' })
    expect(await client.getEphemerals()).toEqual(['/e'])
    expect(client.chroot).toBe('/apps/one')
    expect(sorted((await client.getChildren('/')).children)).toEqual(['a', 'e'])
    expect((await outside.getData('/apps/one/a')).data.toString()).toBe('x')
    const [read] = await client.multiRead().getData('/a').run()
    expect(read).toMatchObject({ data: Buffer.from('x') })
    expect((await client.listRecursive('/')).sort()).toEqual(['/', '/a', '/a/b', '/e'])
    expect((await client.getConfig()).stat.version).toBeTypeOf('number')
  })
})

describe('subtrees', () => {
  async function planted(client: Client): Promise<string[]> {
    const paths = ['/t']
    for (let i = 0; i < 3; i++) for (const path of [`/t/${i}`, ...Array.from({ length: 150 }, (_, j) => `/t/${i}/${j}`)]) paths.push(path)
    await Promise.all(paths.map((path) => client.create(path)))
    return paths
  }

  it('are walked parents first, listed, and removed', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const paths = await planted(client)
    const listed = await client.listRecursive('/t')
    expect([...listed].sort()).toEqual([...paths].sort())
    for (const [i, path] of listed.entries()) if (path !== '/t') expect(listed.indexOf(path.slice(0, path.lastIndexOf('/')))).toBeLessThan(i)
    for await (const { path, children, stat } of client.walk('/t')) {
      expect([path, children.length, stat.numChildren]).toEqual(['/t', 3, 3])
      break
    }
    await client.deleteRecursive('/t')
    expect(await client.exists('/t')).toBeNull()
    await client.deleteRecursive('/t')
    expect(await client.listRecursive('/t')).toEqual([])
    await expect(client.deleteRecursive('/')).rejects.toMatchObject({ code: 'BadArguments' })
  })

  it('are removed also while others are at work in them', async () => {
    await using server = await startRealServer()
    const [client, other] = [await server.client(), await server.client()]
    await planted(client)
    let busy = true
    const work = (async () => {
      for (let i = 0; busy && i < 30; i++) {
        await other.delete(`/t/1/${i}`, { ifExists: true })
        await other.create(`/t/2/new-${i}`).catch(() => {})
      }
    })()
    await client.deleteRecursive('/t', { concurrency: 2 })
    busy = false
    await work
    expect(await client.exists('/t')).toBeNull()
  })

  it('are made where they are missing, by many at once', async () => {
    await using server = await startRealServer()
    const clients = await Promise.all([server.client(), server.client(), server.client()])
    await Promise.all(clients.map((client) => client.ensurePath('/a/b/c/d')))
    const made = await clients[0].create('/x/y/z-', 'v', { parents: true, protected: true, mode: 'ephemeral-sequential' })
    expect(made.path).toMatch(/^\/x\/y\/_c_.*-z-0000000000$/)
    await clients[0].create('/p/q', '', { parents: 'container' })
    expect(await Promise.all(clients.map((client, i) => client.createOrSet('/same', String(i))))).toHaveLength(3)
    expect((await clients[0].exists('/same'))?.version).toBe(2)
  })
})
