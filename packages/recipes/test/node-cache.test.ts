import { describe, expect, it } from 'vitest'
import { type CacheEvent, ChildrenCache, NodeCache, SharedValue } from '../src/index.ts'
import { startProxy } from './support/proxy.ts'
import { servers } from './support/server.ts'

describe.each(['auto', 'one-shot'] as const)('caches of one node and of children (watch: %s)', (watch) => {
  const start = servers()

  it('a node cache follows creation, change and deletion, and nothing below', async () => {
    const server = await start()
    const client = await server.client()
    await using cache = new NodeCache(await server.client(), '/n', { watch })
    const events: CacheEvent['type'][] = []
    cache.onEvent((event) => events.push(event.type))
    await cache.initialized
    expect(cache.current).toBe(null)
    await client.create('/n', 'one')
    await expect.poll(() => cache.current?.data.toString()).toBe('one')
    await client.create('/n/below')
    await client.setData('/n', 'two')
    await expect.poll(() => cache.current?.data.toString()).toBe('two')
    await client.deleteRecursive('/n')
    await expect.poll(() => cache.current).toBe(null)
    expect(events).toEqual(['fresh', 'added', 'changed', 'removed'])
  })

  it('a children cache holds the children of a parent that comes later, and tells nothing of the parent or deeper down', async () => {
    const server = await start()
    const client = await server.client()
    await using cache = new ChildrenCache(await server.client(), '/p', { watch })
    await cache.initialized
    const paths = new Set<string>()
    cache.onEvent((event) => 'path' in event && paths.add(event.path))
    await client.create('/p/a/deep', '', { parents: true })
    await client.create('/p/b', 'data')
    await client.setData('/p', 'parent')
    await expect.poll(() => [...cache.entries()].map(([name, { data }]) => `${name}=${data}`)).toEqual(['a=', 'b=data'])
    await client.delete('/p/b')
    await expect.poll(() => cache.names()).toEqual(['a'])
    expect([cache.size, cache.get('b'), [...paths].sort()]).toEqual([1, null, ['/p/a', '/p/b']])
  })

  it('a cache of the root sees the top level', async () => {
    const server = await start()
    const client = await server.client()
    await using cache = new ChildrenCache(await server.client(), '/', { watch })
    await cache.initialized
    await client.create('/top', 'x')
    await expect.poll(() => cache.get('top')?.data.toString()).toBe('x')
    expect(cache.names()).toEqual(['top', 'zookeeper'])
  })

  it('a listener that throws is reported and harms nobody', async () => {
    const server = await start()
    const client = await server.client()
    const errors: unknown[] = []
    await using cache = new NodeCache(client, '/n', { watch, onError: (error) => errors.push(error) })
    let seen = 0
    cache.onEvent(() => {
      throw new Error('mine')
    })
    cache.onEvent(() => seen++)
    await client.create('/n')
    await expect.poll(() => seen).toBe(2)
    expect(errors.map(String)).toEqual(['Error: mine', 'Error: mine'])
  })

  it('a closed cache that was not initialized says so', async () => {
    const server = await start()
    const cache = new NodeCache(await server.client(), '/n', { watch })
    const { initialized } = cache
    await cache.close()
    await expect(initialized).rejects.toThrow('Closed')
  })
})

describe('a cache whose watch ends against its will', () => {
  const start = servers()

  it('goes on with one-shot watches at a server that does not take the watch back', async () => {
    const server = await start()
    const proxy = await startProxy(server.address)
    const [client, other] = [await server.clientAt(proxy.address), await server.client()]
    await other.create('/n', 'one')
    await using cache = new NodeCache(client, '/n')
    await cache.initialized
    expect(cache.watchesOneShot).toBe(false)
    proxy.becomeOld()
    await expect.poll(() => cache.watchesOneShot && cache.isFresh).toBe(true)
    await other.setData('/n', 'two')
    await expect.poll(() => cache.current?.data.toString()).toBe('two')
  })

  it('sets it anew when somebody took it away, and misses nothing of what came between', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    await other.create('/p/a', '', { parents: true })
    await using cache = new ChildrenCache(client, '/p')
    const told: string[] = []
    await cache.initialized
    cache.onEvent(({ type }) => told.push(type))
    await Promise.all([client.removeWatches('/p', 'recursive'), other.create('/p/b')])
    await expect.poll(() => cache.names()).toEqual(['a', 'b'])
    await expect.poll(() => cache.isFresh).toBe(true)
    await other.create('/p/c')
    await expect.poll(() => cache.names()).toEqual(['a', 'b', 'c'])
    expect([told[0], cache.watchesOneShot]).toEqual(['stale', false])
  })
})

describe('a shared value', () => {
  const start = servers()

  it('has its seed until it is set, is changed by one of two rivals, and tells both', async () => {
    const server = await start()
    await using one = new SharedValue(await server.client(), '/v', 'seed')
    await using two = new SharedValue(await server.client(), '/v', 'seed')
    await Promise.all([one.initialized, two.initialized])
    expect([one.current.value.toString(), one.current.version]).toEqual(['seed', -1])
    const told: string[] = []
    two.onChange(({ value, version }) => told.push(`${value}@${version}`))
    const made = await one.trySet('first', -1)
    expect(made?.version).toBe(0)
    expect(one.current.value.toString()).toBe('first')
    expect(await two.trySet('rival', -1)).toBe(null)
    await expect.poll(() => told).toEqual(['first@0'])
    expect((await two.trySet('second', two.current.version))?.version).toBe(1)
    expect(await one.trySet('late', 0)).toBe(null)
    await expect.poll(() => one.current.value.toString()).toBe('second')
    expect(told).toEqual(['first@0', 'second@1'])
  })

  it('makes every update count', async () => {
    const server = await start()
    const values = await Promise.all([0, 1, 2].map(async () => new SharedValue(await server.client(), '/v', '0')))
    await Promise.all(values.flatMap((value) => [1, 2, 3].map(() => value.update((data) => `${Number(data.toString()) + 1}`))))
    expect((await values[0]?.read())?.value.toString()).toBe('9')
    await Promise.all(values.map((value) => value.close()))
  })

  it('is not fresh without a server, and follows again after', async () => {
    const server = await start()
    const [reader, writer] = [await server.client(), await server.client()]
    await writer.create('/v', 'one')
    await using value = new SharedValue(reader, '/v')
    await value.initialized
    await server.stop()
    await expect.poll(() => value.isFresh).toBe(false)
    const change = writer.setData('/v', 'two')
    await server.start()
    await change
    await expect.poll(() => value.isFresh && value.current.value.toString()).toBe('two')
    await writer.delete('/v')
    await expect.poll(() => value.current.version).toBe(-1)
  })
})
