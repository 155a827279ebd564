import { describe, expect, it } from 'vitest'
import { isZooKeeperError } from '@zabkit/client'
import { BigCounter, Counter, IdGenerator } from '../src/index.ts'
import { servers } from './support/server.ts'

describe('a counter', () => {
  const start = servers()

  it('stands as text like that of kazoo, and reads what kazoo leaves: an empty znode is the initial value', async () => {
    const server = await start()
    const client = await server.client()
    const counter = new Counter(client, '/a/count', 5)
    expect(await counter.get()).toBe(5)
    expect(await counter.add(2)).toBe(7)
    expect((await client.getData('/a/count')).data.toString()).toBe('7')
    expect(await counter.set(-3)).toBe(7)
    expect((await client.getData('/a/count')).data.toString()).toBe('-3')
    await client.create('/b')
    expect(await new Counter(client, '/b', 9).add(1)).toBe(10)
    expect(await new Counter(client, '/b').update((value) => value * 3)).toEqual({ before: 10, after: 30 })
  })

  it.each([
    ['int32', '00000007'],
    ['int64', '0000000000000007'],
  ] as const)('stands as Curator has it (%s)', async (encoding, hex) => {
    const server = await start()
    const client = await server.client()
    const counter = new BigCounter(client, '/c', 0n, { encoding })
    expect(await counter.add(7n)).toBe(7n)
    expect((await client.getData('/c')).data.toString('hex')).toBe(hex)
    expect(await counter.add(-10n)).toBe(-3n)
    expect(await counter.get()).toBe(-3n)
    await expect(counter.set(1n << 63n)).rejects.toThrow(RangeError)
  })

  it('counts every change of many clients once', async () => {
    const server = await start()
    const clients = await Promise.all([0, 1, 2].map(() => server.client()))
    await Promise.all(clients.flatMap((client) => [1, 2, 3, 4].map(() => new Counter(client, '/c').add(1))))
    expect(await new Counter(clients[0] ?? expect.fail(), '/c').get()).toBe(12)
  })

  it('keeps numbers beyond 2^53 whole, and refuses them where they would not be', async () => {
    const server = await start()
    const client = await server.client()
    const big = 12345678901234567890123n
    expect(await new BigCounter(client, '/c').add(big)).toBe(big)
    expect(await new BigCounter(client, '/c').add(1n)).toBe(big + 1n)
    await expect(new Counter(client, '/c').get()).rejects.toThrow(RangeError)
    await expect(new Counter(client, '/other').add(0.5)).rejects.toThrow(RangeError)
    await client.create('/text', 'abc')
    await expect(new Counter(client, '/text').get()).rejects.toThrow(TypeError)
  })

  it('gives up with BadVersion after as many lost attempts as allowed', async () => {
    const server = await start()
    const client = await server.client()
    await client.create('/c', '1')
    const counter = new Counter(client, '/c', 0, { attemptsMax: 3 })
    let calls = 0
    const meddling = counter.update((value) => {
      calls++
      void client.setData('/c', `${value}`)
      return value + 1
    })
    const error = await meddling.catch((reason: unknown) => reason)
    expect(isZooKeeperError(error, 'BadVersion')).toBe(true)
    expect(calls).toBe(3)
  })
})

describe('an id generator', () => {
  const start = servers()

  it('gives no number twice, over several generators, a restart of the server and an expired session', async () => {
    const server = await start()
    const clients = [await server.client(), await server.client()]
    const generators = clients.map((client) => new IdGenerator(client, '/ids', { blockSize: 7 }))
    const ids: bigint[] = []
    const take = (count: number) => Promise.all(generators.flatMap((generator) => Array.from({ length: count }, async () => ids.push(await generator.next()))))
    await take(30)
    await server.stop()
    const during = take(10)
    await server.start()
    await during
    await server.expire(clients[0] ?? expect.fail())
    await take(10)
    expect(new Set(ids).size).toBe(100)
    expect(ids.includes(1n)).toBe(true)
  })

  it('rises within one generator, and gives blocks of its own', async () => {
    const server = await start()
    const generator = new IdGenerator(await server.client(), '/ids', { blockSize: 2, first: 10n })
    expect([await generator.next(), await generator.next(), await generator.next()]).toEqual([10n, 11n, 12n])
    expect(await generator.block(5)).toEqual({ first: 14n, last: 18n })
    expect(await generator.next()).toBe(13n)
    await expect(generator.block(0)).rejects.toThrow(RangeError)
  })
})
