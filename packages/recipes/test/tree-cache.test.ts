import { ZooKeeperError } from '@zabkit/client'
import { describe, expect, it } from 'vitest'
import { type CacheEvent, TreeCache } from '../src/index.ts'
import { servers } from './support/server.ts'
import { changeSomething, seeded, treeOf } from './support/tree-model.ts'

const sorted = (cache: TreeCache): [string, string][] =>
  [...cache.nodes()].map(({ path, data }): [string, string] => [path, data.toString()]).sort(([a], [b]) => (a < b ? -1 : 1))

describe.each(['auto', 'one-shot'] as const)('a tree cache (watch: %s)', (watch) => {
  const start = servers()

  it('holds what was there, and tells what comes, changes and goes, with old and new', async () => {
    const server = await start()
    const client = await server.client()
    await client.create('/t/a/b', 'one', { parents: true })
    await using cache = new TreeCache(await server.client(), '/t', { watch })
    await cache.initialized
    expect(cache.watchesOneShot).toBe(watch === 'one-shot')
    expect(sorted(cache)).toEqual([['/t', ''], ['/t/a', ''], ['/t/a/b', 'one']])
    const events: CacheEvent[] = []
    cache.onEvent((event) => events.push(event))
    await client.create('/t/c', 'new')
    await expect.poll(() => cache.get('/t/c')?.data.toString()).toBe('new')
    await client.setData('/t/c', 'newer')
    await expect.poll(() => cache.get('/t/c')?.data.toString()).toBe('newer')
    await client.delete('/t/c')
    await expect.poll(() => cache.get('/t/c')).toBe(null)
    expect(events.map((event) => [event.type, 'path' in event && event.old?.data.toString(), 'path' in event && event.current?.data.toString()])).toEqual([
      ['added', undefined, 'new'],
      ['changed', 'new', 'newer'],
      ['removed', 'newer', undefined],
    ])
  })

  it('waits for a root that is missing, follows it over deletion and return', async () => {
    const server = await start()
    const client = await server.client()
    await using cache = new TreeCache(await server.client(), '/later', { watch })
    await cache.initialized
    expect(cache.size).toBe(0)
    for (const round of ['first', 'second']) {
      await client.create('/later/x', round, { parents: true })
      await expect.poll(() => cache.get('/later/x')?.data.toString()).toBe(round)
      await client.deleteRecursive('/later')
      await expect.poll(() => cache.size).toBe(0)
    }
  })

  it('holds no more levels than asked for', async () => {
    const server = await start()
    const client = await server.client()
    await client.create('/d/one/two', '', { parents: true })
    await using cache = new TreeCache(await server.client(), '/d', { watch, depthMax: 1 })
    await cache.initialized
    await client.create('/d/one/three', '')
    await client.create('/d/four', '')
    await expect.poll(() => cache.children('/d')).toEqual(['four', 'one'])
    expect(cache.children('/d/one')).toEqual([])
  })

  it('is stale at once when the server is gone, and fresh only after it has read again what changed meanwhile', async () => {
    const server = await start()
    const [reader, writer] = [await server.client(), await server.client()]
    await writer.create('/s', 'before')
    await using cache = new TreeCache(reader, '/s', { watch })
    await cache.initialized
    const seen: string[] = []
    cache.onEvent((event) => seen.push('path' in event ? `${event.type} ${event.current?.data} ${cache.isFresh}` : event.type))
    const suspended = new Promise<boolean>((resolve) => reader.onState(({ state }) => state === 'suspended' && resolve(cache.isFresh)))
    await server.stop()
    expect(await suspended).toBe(false)
    expect(cache.get('/s')?.data.toString()).toBe('before')
    const change = writer.setData('/s', 'after')
    await server.start()
    await change
    await expect.poll(() => cache.isFresh && cache.get('/s')?.data.toString()).toBe('after')
    expect(seen[0]).toBe('stale')
    expect(seen).toContain('fresh')
  })

  it('goes on in the next session when its own is expired', async () => {
    const server = await start()
    const [reader, writer] = [await server.client(), await server.client()]
    await writer.create('/e/x', 'one', { parents: true })
    await using cache = new TreeCache(reader, '/e', { watch })
    await cache.initialized
    const events: string[] = []
    cache.onEvent((event) => events.push(event.type))
    await server.expire(reader)
    await writer.setData('/e/x', 'two')
    await writer.create('/e/y', 'three')
    await expect.poll(() => cache.isFresh && cache.get('/e/y')?.data.toString()).toBe('three')
    expect(cache.get('/e/x')?.data.toString()).toBe('two')
    expect(events).toContain('stale')
    await writer.setData('/e/x', 'four')
    await expect.poll(() => cache.get('/e/x')?.data.toString()).toBe('four')
  })

  it.each([1, 2])('comes to be the tree under random changes, restarts and expired sessions (seed %i)', async (seed) => {
    const server = await start()
    const [reader, writer] = [await server.client({ random: seeded(seed) }), await server.client()]
    const chance = seeded(seed)
    await using cache = new TreeCache(reader, '/r', { watch })
    const replayed = new Map<string, string>()
    cache.onEvent((event) => {
      if (!('path' in event)) return
      expect(event.old?.data.toString()).toBe(replayed.get(event.path))
      if (event.current === null) replayed.delete(event.path)
      else replayed.set(event.path, event.current.data.toString())
    })
    await writer.create('/r')
    for (let step = 0; step < 150; step++) {
      const changes = Array.from({ length: 4 }, () => changeSomething(writer, '/r', chance))
      if (step % 60 === 25) await server.restart()
      if (step % 60 === 45) await server.expire(reader)
      await Promise.all(changes)
    }
    const tree = await treeOf(writer, '/r')
    await expect.poll(() => (cache.isFresh ? sorted(cache) : null)).toEqual([...tree])
    expect([...replayed].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual([...tree])
  })

  it('tells nothing after close', async () => {
    const server = await start()
    const client = await server.client()
    const cache = new TreeCache(client, '/q', { watch })
    await cache.initialized
    let count = 0
    cache.onEvent(() => count++)
    await cache.close()
    await client.create('/q', '')
    await client.sync('/q')
    expect(count).toBe(0)
    expect(cache.isFresh).toBe(false)
  })
})

describe('a tree cache on a server without persistent watches', () => {
  const start = servers()

  it('uses one-shot watches by itself', async () => {
    const server = await start()
    const client = await server.client()
    client.watch = (path) => Promise.reject(new ZooKeeperError(-6, 'watch', path))
    await using cache = new TreeCache(client, '/u')
    await cache.initialized
    expect(cache.watchesOneShot).toBe(true)
    await client.create('/u/x', '1', { parents: true })
    await client.setData('/u/x', '2')
    await expect.poll(() => cache.get('/u/x')?.data.toString()).toBe('2')
  })
})
