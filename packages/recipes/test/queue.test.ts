import { describe, expect, it } from 'vitest'
import { Queue } from '../src/index.ts'
import { servers } from './support/server.ts'

describe('a queue', () => {
  const start = servers()

  it('stands in the layout of kazoo and gives by priority, then first in, first out', async () => {
    const server = await start()
    const client = await server.client()
    const queue = new Queue(client, '/q')
    expect(await queue.tryTake()).toBe(null)
    for (const text of ['one', 'two', 'three']) await queue.put(text)
    await queue.put('urgent', { priority: 0 })
    expect((await client.getChildren('/q')).children.sort()).toEqual([
      'entry-000-0000000003', 'entry-100-0000000000', 'entry-100-0000000001', 'entry-100-0000000002',
    ])
    const seen: string[] = []
    for (let i = 0; i < 4; i++) seen.push((await queue.take()).toString())
    expect(seen).toEqual(['urgent', 'one', 'two', 'three'])
    expect(await queue.size()).toBe(0)
  })

  it('gives every entry to one of many takers', async () => {
    const server = await start()
    const clients = await Promise.all([0, 1, 2].map(() => server.client()))
    const stop = new AbortController()
    const seen: string[] = []
    const taking = clients.map(async (client) => {
      for await (const data of new Queue(client, '/q').consume({ signal: stop.signal })) seen.push(data.toString())
    })
    const entries = Array.from({ length: 60 }, (_, i) => `${i}`)
    const producer = new Queue(await server.client(), '/q')
    await Promise.all(entries.map((entry) => producer.put(entry)))
    await expect.poll(() => seen.length).toBe(60)
    stop.abort()
    await Promise.all(taking)
    expect(seen.sort()).toEqual(entries.sort())
  })

  it('ends a wait at once without a server too', async () => {
    const server = await start()
    const queue = new Queue(await server.client(), '/q')
    await queue.put('x')
    await server.stop()
    const stop = new AbortController()
    const waiting = queue.take({ signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await server.start()
    const entry = await queue.take()
    expect(entry).toBeDefined()
  })

  it('goes on waiting over a restart of the server and an expired session', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const taking = new Queue(one, '/q').take()
    await expect.poll(async () => (await two.exists('/q')) !== null).toBe(true)
    await server.restart()
    await server.expire(one)
    await new Queue(two, '/q').put('x')
    expect((await taking).toString()).toBe('x')
  })

  it('wakes who waits when its directory was removed and comes again', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const taking = new Queue(client, '/q').take()
    await expect.poll(async () => (await other.exists('/q')) !== null).toBe(true)
    await other.deleteRecursive('/q')
    await client.sync('/')
    await new Queue(other, '/q').put('x')
    expect((await taking).toString()).toBe('x')
  })

  it('refuses a priority that kazoo could not name', async () => {
    const server = await start()
    const queue = new Queue(await server.client(), '/q')
    expect(() => queue.put('x', { priority: 1000 })).toThrow(RangeError)
    await expect(queue.putAll(['x'], { priority: -1 })).rejects.toThrow(RangeError)
  })
})
