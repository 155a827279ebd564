import { describe, expect, it } from 'vitest'
import { leastRecentlyFailed, random, ServiceRegistry, sticky } from '../src/index.ts'
import { servers } from './support/server.ts'

describe('a service registry', () => {
  const start = servers()

  it('stands in the layout of Curator: base, name, id; DYNAMIC as an ephemeral, the others as persistent znodes', async () => {
    const server = await start()
    const client = await server.client()
    const registry = new ServiceRegistry(client, '/services')
    expect([await registry.names(), await registry.instances('none')]).toEqual([[], []])
    await registry.register({ name: 'a', id: 'one', address: 'h', port: 1, payload: { zone: 'x' }, payloadClass: 'com.example.Zone' })
    await registry.register({ name: 'a', id: 'two', serviceType: 'STATIC' })
    await registry.register({ name: 'b', id: 'three', serviceType: 'PERMANENT' })
    expect((await client.exists('/services/a/one'))?.ephemeralOwner).toBe(client.sessionId)
    expect((await client.exists('/services/a/two'))?.ephemeralOwner).toBe(0n)
    expect(await registry.names()).toEqual(['a', 'b'])
    expect((await registry.instances('a')).map(({ id, payload, payloadClass }) => [id, payload, payloadClass])).toEqual([
      ['one', { zone: 'x' }, 'com.example.Zone'], ['two', null, null],
    ])
    await registry.close()
    expect([await registry.instances('a'), (await registry.instances('b')).length]).toEqual([[], 1])
    await registry.unregister({ name: 'b', id: 'three' })
    expect(await registry.instance('b', 'three')).toBe(null)
  })

  it('changes an instance in place when it is registered again', async () => {
    const server = await start()
    const client = await server.client()
    await using registry = new ServiceRegistry(client, '/s')
    const first = await registry.register({ name: 'a', port: 1 })
    const before = await client.exists(`/s/a/${first.id}`)
    await registry.register({ ...first, port: 2 })
    expect((await registry.instance('a', first.id))?.port).toBe(2)
    expect((await client.exists(`/s/a/${first.id}`))?.czxid).toBe(before?.czxid)
    await expect(registry.register({ name: 'a/b' })).rejects.toThrow(TypeError)
  })

  it('goes from one type to another when it is registered again as such', async () => {
    const server = await start()
    const client = await server.client()
    const registry = new ServiceRegistry(client, '/s')
    const owner = async () => (await client.exists('/s/a/id'))?.ephemeralOwner
    const owners: (bigint | undefined)[] = []
    for (const serviceType of ['DYNAMIC', 'STATIC', 'DYNAMIC', 'PERMANENT'] as const) {
      await registry.register({ name: 'a', id: 'id', serviceType })
      owners.push(await owner())
    }
    expect(owners).toEqual([client.sessionId, 0n, client.sessionId, 0n])
    await registry.close()
    expect(await owner()).toBe(0n)
  })

  it('makes STATIC and PERMANENT of what another session has registered as DYNAMIC', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    await using registry = new ServiceRegistry(client, '/s')
    for (const serviceType of ['STATIC', 'PERMANENT'] as const) {
      await other.create(`/s/a/${serviceType}`, '{}', { mode: 'ephemeral', parents: true })
      await registry.register({ name: 'a', id: serviceType, serviceType, port: 7 })
      expect((await client.exists(`/s/a/${serviceType}`))?.ephemeralOwner).toBe(0n)
      expect((await registry.instance('a', serviceType))?.port).toBe(7)
    }
  })

  it('takes two registrations of one id at once, the last of them for good', async () => {
    const server = await start()
    const client = await server.client()
    const registry = new ServiceRegistry(client, '/s')
    const all = await Promise.all([1, 2, 3].map((port) => registry.register({ name: 'a', id: 'id', port })))
    expect(all.map(({ port }) => port)).toEqual([1, 2, 3])
    expect((await registry.instance('a', 'id'))?.port).toBe(3)
    await registry.close()
    for (let i = 0; i < 20; i++) await client.sync()
    expect(await client.exists('/s/a/id')).toBe(null)
  })

  it('registers nothing after close that was under way before', async () => {
    const server = await start()
    const client = await server.client()
    const registry = new ServiceRegistry(client, '/s')
    const registering = [1, 2].map((port) => registry.register({ name: 'a', id: 'id', port }).catch((error: unknown) => error))
    await registry.close()
    expect(await Promise.all(registering)).toMatchObject([{ code: 'Closed' }, { code: 'Closed' }])
    await expect.poll(() => client.exists('/s/a/id')).toBe(null)
  })

  it('says so when a change could not be written', async () => {
    const server = await start()
    const client = await server.client()
    await using registry = new ServiceRegistry(client, '/s', { onError: () => {} })
    const instance = await registry.register({ name: 'a', id: 'id', port: 1 })
    await client.setAcl('/s/a/id', [{ permissions: 1, id: { scheme: 'world', id: 'anyone' } }])
    await expect(registry.register({ ...instance, port: 2 })).rejects.toMatchObject({ code: 'NoAuth' })
  })

  it('takes over the ephemeral of an earlier owner of the id, as Curator does', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await one.create('/s/a/id', '{}', { mode: 'ephemeral', parents: true })
    await using registry = new ServiceRegistry(two, '/s')
    await registry.register({ name: 'a', id: 'id', port: 7 })
    expect((await two.exists('/s/a/id'))?.ephemeralOwner).toBe(two.sessionId)
  })

  it('leaves an id to the last of two who register it, without a fight, and has it back when that one goes', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await using first = new ServiceRegistry(one, '/s')
    const second = new ServiceRegistry(two, '/s')
    await first.register({ name: 'a', id: 'id', port: 1 })
    await second.register({ name: 'a', id: 'id', port: 2 })
    for (let i = 0; i < 20; i++) await one.sync('/s')
    expect((await one.exists('/s/a/id'))?.ephemeralOwner).toBe(two.sessionId)
    expect((await first.instance('a', 'id'))?.port).toBe(2)
    await second.close()
    await expect.poll(async () => (await first.instance('a', 'id'))?.port).toBe(1)
  })

  it('shows instances coming and going to a cache, and registers again after an expired session', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await using registry = new ServiceRegistry(one, '/s')
    await using cache = new ServiceRegistry(two, '/s').cache('a')
    await cache.initialized
    const events: string[] = []
    cache.onEvent((event) => events.push(event.type))
    const { id } = await registry.register({ name: 'a', port: 1 })
    await expect.poll(() => cache.get(id)?.port).toBe(1)
    await server.expire(one)
    await expect.poll(() => events).toEqual(['added', 'removed', 'added'])
    expect(cache.instances().map(({ id: it }) => it)).toEqual([id])
  })

  it('keeps the last known instances and says that they are stale while there is no server', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    await using registry = new ServiceRegistry(one, '/s')
    await registry.register({ name: 'a', id: 'x' })
    await using provider = new ServiceRegistry(two, '/s').provider('a')
    await provider.initialized
    await server.stop()
    await expect.poll(() => provider.isFresh).toBe(false)
    expect(provider.get()?.id).toBe('x')
    await server.start()
    await expect.poll(() => provider.isFresh).toBe(true)
  })

  it('leaves out an instance that is no JSON, and says so', async () => {
    const server = await start()
    const client = await server.client()
    await client.create('/s/a/bad', 'no json', { parents: true })
    await client.create('/s/a/good', '{"name":"a","id":"good"}')
    const errors: unknown[] = []
    await using cache = new ServiceRegistry(client, '/s', { onError: (error) => errors.push(error) }).cache('a')
    await cache.initialized
    expect(cache.instances().map(({ id }) => id)).toEqual(['good'])
    expect(String(errors)).toContain('/s/a/bad')
  })
})

describe('a service provider', () => {
  const start = servers()

  it('goes round, skips what is not enabled or filtered, and gives null where nothing is left', async () => {
    const server = await start()
    const client = await server.client()
    await using registry = new ServiceRegistry(client, '/s')
    for (const id of ['a', 'b', 'c', 'd']) await registry.register({ name: 'n', id, enabled: id !== 'b' })
    await using provider = registry.provider('n', { filter: ({ id }) => id !== 'd' })
    expect(provider.get()).toBe(null)
    await provider.initialized
    expect([1, 2, 3].map(() => provider.get()?.id)).toEqual(['a', 'c', 'a'])
    await using none = registry.provider('unknown')
    await none.initialized
    expect(none.get()).toBe(null)
  })

  it('leaves an instance alone after two errors, until the time is over', async () => {
    const server = await start()
    const client = await server.client()
    await using registry = new ServiceRegistry(client, '/s')
    for (const id of ['a', 'b']) await registry.register({ name: 'n', id })
    let nowMs = 0
    await using provider = registry.provider('n', { now: () => nowMs, down: { timeoutMs: 1_000 } })
    await provider.initialized
    const bad = provider.get() ?? expect.fail()
    provider.noteError(bad)
    expect(provider.all().length).toBe(2)
    provider.noteError(bad)
    expect(provider.all().map(({ id }) => id)).toEqual(['b'])
    nowMs = 999
    expect(provider.all().length).toBe(1)
    nowMs = 1_000
    expect(provider.all().length).toBe(2)
  })

  it('balances by the policy asked for', async () => {
    const server = await start()
    const client = await server.client()
    await using registry = new ServiceRegistry(client, '/s')
    for (const id of ['a', 'b', 'c']) await registry.register({ name: 'n', id })
    let drawn = 0.4
    await using drawing = registry.provider('n', { policy: random(() => drawn) })
    await using sticking = registry.provider('n', { policy: sticky(random(() => drawn)) })
    await using failing = registry.provider('n', { policy: leastRecentlyFailed(), now: () => (drawn += 1) })
    await Promise.all([drawing.initialized, sticking.initialized, failing.initialized])
    drawn = 0.4
    expect([drawing.get()?.id, sticking.get()?.id]).toEqual(['b', 'b'])
    drawn = 0.9
    expect([drawing.get()?.id, sticking.get()?.id]).toEqual(['c', 'b'])
    await registry.unregister({ name: 'n', id: 'b' })
    await expect.poll(() => sticking.get()?.id).toBe('c')
    await expect.poll(() => failing.all().length).toBe(2)
    const [a, c] = failing.all()
    failing.noteError(a ?? expect.fail())
    expect([failing.get()?.id, failing.get()?.id]).toEqual(['c', 'c'])
    failing.noteError(c ?? expect.fail())
    expect([failing.get()?.id, failing.get()?.id]).toEqual(['a', 'a'])
  })
})
