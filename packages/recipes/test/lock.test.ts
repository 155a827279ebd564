import { isZooKeeperError } from '@zabkit/client'
import { describe, expect, it } from 'vitest'
import { type Held, Lock, requestRevocation } from '../src/index.ts'
import { counting } from './support/counting.ts'
import { eventually } from './support/eventually.ts'
import { servers } from './support/server.ts'

const path = '/locks/one'

describe('a lock', () => {
  const start = servers()

  it('has one holder at a time among many contenders, in the order of asking, with growing tokens', async () => {
    const server = await start()
    const clients = await Promise.all([server.client(), server.client(), server.client()])
    const order: string[] = []
    const tokens: bigint[] = []
    let inside = 0
    const work = (who: string) => async (held: Held) => {
      expect(++inside).toBe(1)
      order.push(who)
      tokens.push(held.token)
      await new Promise(setImmediate)
      expect(held.isHeld).toBe(true)
      inside--
    }
    const locks = clients.map((client) => new Lock(client, path))
    const [observer] = locks
    if (observer === undefined) throw new Error('no lock')
    const gate = await observer.acquire()
    const all: Promise<void>[] = []
    for (let i = 0; i < 30; i++) {
      all.push(locks[i % 3]?.withLock(work(String(i))) ?? Promise.reject(new Error('no lock')))
      await eventually(async () => (await observer.contenders()).length).toBe(i + 2)
    }
    await gate.release()
    await Promise.all(all)
    expect(order).toEqual(Array.from({ length: 30 }, (_, i) => String(i)))
    expect(tokens).toEqual([...tokens].sort((a, b) => (a < b ? -1 : 1)))
    expect(new Set(tokens).size).toBe(30)
    expect(await observer.contenders()).toEqual([])
  })

  it('wakes one waiter a release, and costs each waiter one watch', async () => {
    const server = await start()
    const holder = new Lock(await server.client(), path)
    const client = await server.client()
    const held = await holder.acquire()
    const counts = counting(client)
    const lock = new Lock(client, path)
    const waiting = Array.from({ length: 20 }, () => lock.withLock(() => {}))
    await eventually(() => counts.getData).toBe(20)
    expect(counts).toMatchObject({ create: 20, getChildren: 20, events: 0 })
    await held.release()
    await Promise.all(waiting)
    // Each looked once more when the one before it went; a look at its own znode is the other half of getData.
    expect(counts.create).toBe(20)
    expect(counts.getChildren).toBe(40)
    expect(counts.getData).toBeLessThanOrEqual(40)
    expect(counts.events).toBeLessThanOrEqual(40)
  })

  it('costs one create and one list when nobody is in the way, and one more write to who waited for long', async () => {
    const server = await start()
    const client = await server.client({ sessionTimeoutMs: 400 })
    const other = await new Lock(await server.client(), path).acquire()
    const counts = counting(client)
    const lock = new Lock(client, path)
    const waiting = lock.acquire()
    const began = performance.now()
    await eventually(() => performance.now() - began).toBeGreaterThan(120)
    await other.release()
    const held = await waiting
    expect(held.isHeld).toBe(true)
    expect(counts).toMatchObject({ create: 1, getChildren: 2, multi: 1 })
    await held.release()
    await (await lock.acquire()).release()
    expect(counts).toMatchObject({ create: 2, getChildren: 3, multi: 1 })
  })

  it('waits without a limit for an infinite one, and for long for one that no timer can wait for', async () => {
    const server = await start()
    const client = await server.client()
    for (const timeoutMs of [Number.POSITIVE_INFINITY, 3e9]) {
      const held = await new Lock(client, path).acquire()
      const lock = new Lock(client, path)
      const waiting = lock.acquire({ timeoutMs })
      await eventually(async () => (await lock.contenders()).length).toBe(2)
      for (let i = 0; i < 10; i++) await client.sync()
      await held.release()
      await (await waiting).release()
    }
  })

  it('gives null to an owner who only tries while the same owner waits', async () => {
    const server = await start()
    const held = await new Lock(await server.client(), path).acquire()
    const lock = new Lock(await server.client(), path)
    const waiting = lock.acquire({ owner: 'me' })
    await eventually(async () => (await lock.contenders()).length).toBe(2)
    expect(await lock.tryAcquire({ owner: 'me', timeoutMs: 2_000 })).toBe(null)
    await held.release()
    expect((await waiting).isHeld).toBe(true)
    expect((await lock.tryAcquire({ owner: 'me' }))?.isHeld).toBe(true)
  })

  it('does not hold by a place that was deleted while it was its turn already', async () => {
    const server = await start()
    const [client, other] = [await server.client({ sessionTimeoutMs: 400 }), await server.client()]
    const { getChildren } = client
    let deleted = ''
    client.getChildren = async (...parameters) => {
      client.getChildren = getChildren
      await new Promise((resolve) => setTimeout(resolve, 120))
      const read = await getChildren.apply(client, parameters)
      deleted = `${path}/${read.children[0]}`
      await other.delete(deleted)
      return read
    }
    const held = await new Lock(client, path).acquire()
    expect(held.path).not.toBe(deleted)
    expect(held.isHeld).toBe(true)
  })

  it('gives null to who only tries while another holds, and leaves nothing behind', async () => {
    const server = await start()
    const [one, two] = [new Lock(await server.client(), path), new Lock(await server.client(), path)]
    const held = await one.tryAcquire()
    expect(held?.isHeld).toBe(true)
    expect(await two.tryAcquire()).toBe(null)
    await eventually(async () => (await one.contenders()).length).toBe(1)
    await held?.release()
    const later = await two.tryAcquire()
    expect(later?.isHeld).toBe(true)
    await later?.release()
  })

  it('stops waiting for a signal and for a time limit, and its place goes', async () => {
    const server = await start()
    const [one, two] = [new Lock(await server.client(), path), new Lock(await server.client(), path)]
    const held = await one.acquire()
    const controller = new AbortController()
    const waiting = two.acquire({ signal: controller.signal })
    waiting.catch(() => {})
    await eventually(async () => (await one.contenders()).length).toBe(2)
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await eventually(async () => (await one.contenders()).length).toBe(1)
    const late = await two.acquire({ timeoutMs: 20 }).catch((error: unknown) => error)
    expect(isZooKeeperError(late, 'OperationTimeout')).toBe(true)
    await eventually(async () => (await one.contenders()).length).toBe(1)
    expect(held.isHeld).toBe(true)
  })

  it('leaves no place of one who gave up before the server answered', async () => {
    const server = await start()
    const client = await server.client()
    const lock = new Lock(client, path)
    await expect(lock.acquire({ signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow('never')
    for (let i = 0; i < 20; i++) {
      const controller = new AbortController()
      const waiting = lock.acquire({ signal: controller.signal })
      setImmediate(() => controller.abort(new Error('soon')))
      await waiting.then((held) => held.release(), () => {})
    }
    await eventually(() => lock.contenders()).toEqual([])
  })

  it('passes on when a waiter in the middle gives up', async () => {
    const server = await start()
    const lock = new Lock(await server.client(), path)
    const first = await lock.acquire()
    const controller = new AbortController()
    const second = lock.acquire({ signal: controller.signal })
    second.catch(() => {})
    await eventually(async () => (await lock.contenders()).length).toBe(2)
    const third = lock.acquire()
    await eventually(async () => (await lock.contenders()).length).toBe(3)
    controller.abort()
    await first.release()
    expect((await third).isHeld).toBe(true)
  })

  it('lets its owner in again, and goes with the last release', async () => {
    const server = await start()
    const lock = new Lock(await server.client(), path)
    const owner = Symbol('owner')
    const [outer, inner] = await Promise.all([lock.acquire({ owner }), lock.acquire({ owner })])
    expect(inner.token).toBe(outer.token)
    expect(await lock.tryAcquire()).toBe(null)
    expect(await lock.tryAcquire({ owner: Symbol('another') })).toBe(null)
    await outer.release()
    await outer.release()
    expect(outer.isHeld).toBe(false)
    expect(inner.isHeld).toBe(true)
    expect(await lock.tryAcquire()).toBe(null)
    await inner.release()
    const next = await lock.tryAcquire()
    expect(next?.isHeld).toBe(true)
  })

  it('is released at the end of the scope and when the work throws', async () => {
    const server = await start()
    const lock = new Lock(await server.client(), path)
    {
      await using held = await lock.acquire()
      expect(held.isHeld).toBe(true)
    }
    await expect(lock.withLock(() => Promise.reject(new Error('work')))).rejects.toThrow('work')
    expect(await lock.contenders()).toEqual([])
  })

  it('says released, aborts its signal with the reason, and ends at once', async () => {
    const server = await start()
    const held = await new Lock(await server.client(), path).acquire()
    const released = held.release()
    expect(held.isHeld).toBe(false)
    expect(held.signal.reason).toMatchObject({ name: 'HeldEndedError', reason: 'released' })
    await released
  })

  it('shows who contends, in order', async () => {
    const server = await start()
    const [a, b] = [new Lock(await server.client(), path, { identifier: 'a' }), new Lock(await server.client(), path, { identifier: 'b' })]
    const held = await a.acquire()
    const waiting = b.acquire()
    await eventually(async () => (await a.contenders()).map(({ identifier }) => identifier)).toEqual(['a', 'b'])
    expect((await a.contenders())[0]).toMatchObject({ token: held.token, path: held.path, reader: false })
    await held.release()
    await waiting
  })

  it('ends when somebody deletes its znode', async () => {
    const server = await start()
    const held = await new Lock(await server.client(), path).acquire()
    await (await server.client()).delete(held.path)
    await eventually(() => held.signal.aborted).toBe(true)
    expect(held.signal.reason).toMatchObject({ reason: 'deleted' })
    expect(held.isHeld).toBe(false)
  })

  it('tells its holder, each time, that another wants it back', async () => {
    const server = await start()
    let asked = 0
    const held = await new Lock(await server.client(), path).acquire({ onRevoke: () => asked++ })
    const other = await server.client()
    for (let times = 1; times <= 2; times++) {
      await requestRevocation(other, held.path)
      await eventually(() => asked).toBe(times)
    }
    expect(held.isHeld).toBe(true)
  })
})

describe('a lock beside foreign names', () => {
  const start = servers()

  it.each([
    ['Curator', '_c_b7a0a9d2-6c36-4d3c-8d7f-0e3f6f1f4a11-lock-'],
    ['kazoo', 'ffffffffffffffffffffffffffffffff__lock__'],
    ['somebody', 'n_'],
  ])('waits for those of %s before it, and not for those after', async (_, prefix) => {
    const server = await start()
    const client = await server.client()
    const before = await client.create(`${path}/${prefix}`, null, { mode: 'ephemeral-sequential', parents: true })
    const waits = new Lock(client, path, { layout: 'kazoo' }).acquire()
    const lock = new Lock(client, path)
    await eventually(async () => (await lock.contenders()).length).toBe(2)
    await client.create(`${path}/${prefix}`, null, { mode: 'ephemeral-sequential' })
    await client.create(`${path}/notes`, null)
    expect(await lock.tryAcquire()).toBe(null)
    await client.delete(before.path)
    expect((await waits).isHeld).toBe(true)
  })
})
