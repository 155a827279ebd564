import { describe, expect, it } from 'vitest'
import type { Client, Watch, WatchEvent } from '../src/index.ts'
import { startRealServer } from './real-server.ts'

const short = (event: WatchEvent): string => `${event.type === 'gap' ? event.reason : event.type} ${event.path}`

async function take(watch: Watch, count: number): Promise<string[]> {
  const taken: string[] = []
  for await (const event of watch) if (taken.push(short(event)) === count) break
  return taken
}

const isBack = (client: Client): Promise<unknown> => client.sync()

describe('a one-shot watch', () => {
  it('is told before the answer that shows the change, and once', async () => {
    await using server = await startRealServer()
    const client = await server.client({ chroot: '/app' })
    await client.ensurePath('/')
    const log: string[] = []
    const watch = (event: WatchEvent): void => void log.push(short(event))
    expect(await client.exists('/a', { watch })).toBeNull()
    await client.getChildren('/', { watch })
    const { stat } = await client.create('/a', 'x').finally(() => log.push('answer'))
    expect(log.splice(0)).toEqual(['created /a', 'children-changed /', 'answer'])
    let zxid: bigint | null = null
    await client.getData('/a', { watch: (event) => { if (event.type !== 'gap') zxid = event.zxid } })
    const set = await client.setData('/a', 'y')
    expect([zxid, set.czxid]).toEqual([set.mzxid, stat.czxid])
    await client.setData('/a', 'z')
    expect(log).toEqual([])
  })

  it('is set again after the connection was lost, and misses nothing that ZooKeeper can tell', async () => {
    await using server = await startRealServer()
    const [client, other] = [await server.client(), await server.client()]
    await other.create('/a', '')
    await other.create('/kept', '')
    const log: string[] = []
    const watch = (event: WatchEvent): void => void log.push(short(event))
    await client.getData('/a', { watch })
    await client.getChildren('/a', { watch })
    await client.exists('/b', { watch })
    await client.getData('/kept', { watch })
    server.wire.silence()
    server.wire.cut()
    server.wire.speak()
    await Promise.all([other.setData('/a', 'changed', { idempotent: true }), other.createOrSet('/b', ''), isBack(client)])
    await expect.poll(() => [...log].sort()).toEqual(['created /b', 'data-changed /a'])
    await other.create('/a/c')
    await other.setData('/kept', 'x')
    await expect.poll(() => log.slice(2)).toEqual(['children-changed /a', 'data-changed /kept'])
  })

  it('ends with a gap when the session is lost, or the client closed', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const log: string[] = []
    await client.exists('/a', { watch: (event) => log.push(short(event)) })
    await server.expire(client)
    await expect.poll(() => log).toEqual(['session-lost /a'])
    await client.exists('/b', { watch: (event) => log.push(short(event)) })
    await client.close()
    expect(log).toEqual(['session-lost /a', 'session-lost /b'])
  })

  it('is no more when it is taken away', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const log: string[] = []
    await client.exists('/a', { watch: (event) => log.push(short(event)) })
    await client.removeWatches('/a', 'data')
    await expect(client.removeWatches('/a', 'data')).rejects.toMatchObject({ code: 'NoWatcher' })
    await client.create('/a')
    expect(log).toEqual([])
  })

  it('by the thousand comes back after a lost connection', async () => {
    await using server = await startRealServer()
    const [client, other] = [await server.client(), await server.client()]
    const path = (i: number): string => `/${'long-name-'.repeat(20)}${i}`
    let fired = 0
    await Promise.all(Array.from({ length: 800 }, (_, i) => client.exists(path(i), { watch: () => void fired++ })))
    server.wire.cut()
    await isBack(client)
    await Promise.all(Array.from({ length: 800 }, (_, i) => other.createOrSet(path(i), '')))
    await expect.poll(() => fired).toBe(800)
  })
})

describe('a watch that stays', () => {
  it('tells every change, recursive or of a znode and its children', async () => {
    await using server = await startRealServer()
    const client = await server.client({ chroot: '/app' })
    await client.ensurePath('/a')
    expect(client.supports.persistentWatches).toBeNull()
    await using recursive = await client.watch('/a')
    await using persistent = await client.watch('/a', { mode: 'persistent' })
    expect(client.supports.persistentWatches).toBe(true)
    const heard: string[] = []
    const stop = persistent.onEvent((event) => heard.push(short(event)))
    await client.create('/a/b', '')
    await client.setData('/a/b', 'x')
    await client.setData('/a', 'x')
    await client.delete('/a/b')
    expect(await take(recursive, 4)).toEqual(['created /a/b', 'data-changed /a/b', 'data-changed /a', 'deleted /a/b'])
    expect(heard).toEqual(['children-changed /a', 'data-changed /a', 'children-changed /a'])
    stop()
    await client.delete('/a')
    expect(heard).toHaveLength(3)
    await client.create('/a')
    expect(await take(recursive, 2)).toEqual(['deleted /a', 'created /a'])
  })

  it('is forgotten by the server when the last of its kind is closed', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const [first, second] = [await client.watch('/a'), await client.watch('/a')]
    const log: string[] = []
    second.onEvent((event) => log.push(short(event)))
    await first.close()
    await client.create('/a')
    expect(log).toEqual(['created /a'])
    await second.close()
    await expect(client.removeWatches('/a', 'recursive')).rejects.toMatchObject({ code: 'NoWatcher' })
    await client.delete('/a')
    expect(log).toHaveLength(1)
    expect((await first[Symbol.asyncIterator]().next()).done).toBe(true)
  })

  it('goes on after a lost connection, with a gap', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await using watch = await client.watch('/')
    server.wire.cut()
    await isBack(client)
    await client.create('/a')
    expect(await take(watch, 2)).toEqual(['reconnected /', 'created /a'])
  })

  it('goes on in the next session, with a gap', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await using watch = await client.watch('/')
    const before = client.sessionId
    await server.expire(client)
    await expect.poll(() => client.sessionId !== before && client.state).toBe('connected')
    await client.create('/a')
    expect(await take(watch, 2)).toEqual(['session-lost /', 'created /a'])
  })

  it('keeps what it must for a slow reader, and no more', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await using watch = await client.watch('/a', { bufferMax: 3 })
    for (let i = 0; i < 5; i++) await client.createOrSet('/a', String(i))
    expect(await take(watch, 2)).toEqual(['overflow /a', 'data-changed /a'])
  })

  it('keeps for the next loop what a loop that was left had asked for', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await using watch = await client.watch('/a')
    const left = watch[Symbol.asyncIterator]()
    const asked = left.next()
    await left.return?.()
    expect([await asked, await left.next()]).toMatchObject([{ done: true }, { done: true }])
    await client.create('/a')
    expect(await take(watch, 1)).toEqual(['created /a'])
  })

  it('ends with its signal, and with its client', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const stop = new AbortController()
    const [stopped, closed] = [await client.watch('/a', { signal: stop.signal }), await client.watch('/a')]
    const waiting = stopped[Symbol.asyncIterator]().next()
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    const end = closed[Symbol.asyncIterator]().next()
    await client.close()
    expect((await end).done).toBe(true)
    await expect(client.watch('/a')).rejects.toMatchObject({ code: 'Closed' })
  })
})
