import { describe, expect, it } from 'vitest'
import { isZooKeeperError } from '@zabkit/client'
import { LockingQueue, type TakenEntry } from '../src/index.ts'
import { servers } from './support/server.ts'

describe('a queue with acknowledgement', () => {
  const start = servers()

  it('stands in the layout of kazoo: entries, and an ephemeral of the same name while one is taken', async () => {
    const server = await start()
    const client = await server.client()
    const queue = new LockingQueue(client, '/q')
    expect(await queue.put('low', { priority: 200 })).toBe('entry-200-0000000000')
    expect(await queue.put('high', { priority: 5 })).toBe('entry-005-0000000001')
    const entry = await queue.take()
    expect(entry.data.toString()).toBe('high')
    const lock = await client.getData('/q/taken/entry-005-0000000001')
    expect(lock.stat.ephemeralOwner).toBe(client.sessionId)
    expect(lock.data.toString()).toMatch(/^[0-9a-f]{32}$/)
    expect((await client.getChildren('/q/entries')).children.sort()).toEqual(['entry-005-0000000001', 'entry-200-0000000000'])
    await entry.ack()
    expect(entry.isHeld).toBe(false)
    expect((await client.getChildren('/q/entries')).children).toEqual(['entry-200-0000000000'])
    expect((await client.getChildren('/q/taken')).children).toEqual([])
  })

  it('gives entries by priority and then by age, all of a putAll in their order', async () => {
    const server = await start()
    const queue = new LockingQueue(await server.client(), '/q')
    await queue.putAll(['b1', 'b2', 'b3'])
    await queue.put('a', { priority: 1 })
    expect(await queue.size()).toBe(4)
    const seen: string[] = []
    for await (const entry of queue.consume()) {
      seen.push(entry.data.toString())
      await entry.ack()
      if (seen.length === 4) break
    }
    expect(seen).toEqual(['a', 'b1', 'b2', 'b3'])
    expect(await queue.tryTake()).toBe(null)
  })

  it('waits for an entry, and ends the wait with the signal', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const taking = new LockingQueue(one, '/q').take()
    await new LockingQueue(two, '/q').put('late')
    expect((await taking).data.toString()).toBe('late')
    const stop = new AbortController()
    const waiting = new LockingQueue(one, '/q').take({ signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    const ended = new LockingQueue(one, '/q').consume({ signal: stop.signal }).next()
    expect(await ended).toEqual({ done: true, value: undefined })
  })

  it('gives a released entry to the next', async () => {
    const server = await start()
    const [one, two] = [new LockingQueue(await server.client(), '/q'), new LockingQueue(await server.client(), '/q')]
    await one.put('x')
    const first = await one.take()
    const next = two.take()
    await first.release()
    const second = await next
    expect(second.name).toBe(first.name)
    expect(second.token).toBeGreaterThan(first.token)
    expect([first.isHeld, second.isHeld]).toEqual([false, true])
  })

  it('takes the entry of an expired session back into the queue, and refuses its late acknowledgement', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const queue = new LockingQueue(one, '/q')
    await queue.put('x')
    const first = await queue.take()
    const next = new LockingQueue(two, '/q').take()
    await server.expire(one)
    const second = await next
    await expect.poll(() => first.signal.aborted).toBe(true)
    const refused = await first.ack().catch((error: unknown) => error)
    expect(isZooKeeperError(refused, 'SessionExpired')).toBe(true)
    expect(second.isHeld).toBe(true)
    expect(await queue.size()).toBe(1)
    await second.ack()
    expect(await queue.size()).toBe(0)
  })

  it('keeps an entry over a restart of the server within the session, and acknowledges it once', async () => {
    const server = await start()
    const client = await server.client()
    const queue = new LockingQueue(client, '/q')
    await queue.putAll(['x', 'y'])
    const entry = await queue.take()
    await server.stop()
    const ack = entry.ack()
    await server.start()
    await ack
    expect((await queue.take()).data.toString()).toBe('y')
  })

  it('gives back the entry of a loop that is left by an error or a break, and none that was acknowledged', async () => {
    const server = await start()
    const queue = new LockingQueue(await server.client(), '/q')
    const other = new LockingQueue(await server.client(), '/q')
    await queue.put('x')
    const failing = async () => {
      for await (const entry of queue.consume()) throw new Error(entry.data.toString())
    }
    await expect(failing()).rejects.toThrow('x')
    const again = await other.tryTake()
    expect(again?.data.toString()).toBe('x')
    await again?.release()
    for await (const _ of queue.consume()) break
    expect((await other.tryTake())?.isHeld).toBe(true)
    await queue.put('y')
    for await (const entry of queue.consume()) {
      await entry.ack()
      break
    }
    expect(await queue.size()).toBe(1)
  })

  it('keeps an entry for who goes on in the loop without acknowledging it', async () => {
    const server = await start()
    const queue = new LockingQueue(await server.client(), '/q')
    await queue.putAll(['x', 'y'])
    const entries: TakenEntry[] = []
    for await (const entry of queue.consume()) if (entries.push(entry) === 2) break
    expect(entries.map(({ isHeld }) => isHeld)).toEqual([true, false])
  })

  it('holds an entry no more when somebody deletes its lock, and says so to who acknowledges', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const queue = new LockingQueue(client, '/q')
    await queue.put('x')
    const first = await queue.take()
    await other.delete(first.path)
    await expect.poll(() => first.signal.aborted).toBe(true)
    expect(first.signal.reason).toMatchObject({ reason: 'deleted' })
    const second = await queue.take()
    // In the order of one connection: before the acknowledgement, which does not know of it yet.
    const told = client.delete(second.path)
    const refused = await second.ack().catch((error: unknown) => error)
    await told
    expect(isZooKeeperError(refused, 'SessionExpired')).toBe(true)
    expect(second.isHeld).toBe(false)
  })

  it('wakes who waits when its directories were removed and come again', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const taking = new LockingQueue(client, '/q').take()
    await expect.poll(async () => (await other.exists('/q/taken')) !== null).toBe(true)
    await other.deleteRecursive('/q')
    await client.sync('/')
    await new LockingQueue(other, '/q').put('x')
    expect((await taking).data.toString()).toBe('x')
  })

  it('ends a wait at once without a server too', async () => {
    const server = await start()
    const queue = new LockingQueue(await server.client(), '/q')
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

  it('goes on waiting over an expired session', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const taking = new LockingQueue(one, '/q').take()
    await expect.poll(async () => (await two.exists('/q/taken')) !== null).toBe(true)
    await server.expire(one)
    await new LockingQueue(two, '/q').put('x')
    expect((await taking).data.toString()).toBe('x')
  })

  it('never gives an acknowledged entry again, with many consumers, restarts and expired sessions; tokens rise with every taking', async () => {
    const server = await start()
    const clients = await Promise.all([0, 1, 2, 3].map(() => server.client()))
    const producer = new LockingQueue(await server.client(), '/q')
    const names = await producer.putAll(Array.from({ length: 120 }, (_, i) => `job ${i}`))
    const tokens = new Map<string, bigint>()
    const acknowledged = new Set<string>()
    const stop = new AbortController()
    const consume = async (queue: LockingQueue): Promise<void> => {
      for await (const entry of queue.consume({ signal: stop.signal })) {
        expect(acknowledged.has(entry.name), `${entry.name} came again`).toBe(false)
        expect(entry.token).toBeGreaterThan(tokens.get(entry.name) ?? 0n)
        tokens.set(entry.name, entry.token)
        await new Promise((resolve) => setTimeout(resolve, 2))
        await entry.ack().then(
          () => acknowledged.add(entry.name),
          (error: unknown) => expect(isZooKeeperError(error, 'SessionExpired')).toBe(true),
        )
      }
    }
    const consuming = clients.flatMap((client) => [consume(new LockingQueue(client, '/q')), consume(new LockingQueue(client, '/q'))])
    await expect.poll(() => acknowledged.size).toBeGreaterThan(20)
    await server.expire(clients[0] ?? expect.fail())
    await expect.poll(() => acknowledged.size).toBeGreaterThan(50)
    await server.restart()
    await expect.poll(() => acknowledged.size).toBeGreaterThan(80)
    await server.expire(clients[1] ?? expect.fail())
    await expect.poll(() => producer.size()).toBe(0)
    stop.abort()
    await Promise.all(consuming)
    expect([...acknowledged].every((name) => names.includes(name))).toBe(true)
    expect(acknowledged.size).toBeGreaterThanOrEqual(names.length - 8)
  })
})
