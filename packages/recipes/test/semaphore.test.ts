import { describe, expect, it } from 'vitest'
import { Lock, Semaphore } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
import { servers } from './support/server.ts'

const path = '/semaphores/one'

describe('a semaphore', () => {
  const start = servers()

  it('has never more holders than leases, and everybody gets one', async () => {
    const server = await start()
    const clients = [await server.client(), await server.client()]
    const semaphores = clients.map((client) => new Semaphore(client, path, 3))
    let inside = 0
    let most = 0
    let left = 16
    const work = async (semaphore: Semaphore, index: number) => {
      await using held = await semaphore.acquire()
      most = Math.max(most, ++inside)
      await eventually(() => inside >= 3 || left <= 3).toBe(true)
      // Long enough for one more to come in, were there room.
      for (let i = 0; i < 20; i++) await clients[index]?.sync()
      expect(held.isHeld).toBe(true)
      inside--
      left--
    }
    await Promise.all(Array.from({ length: 8 }, () => semaphores.map(work)).flat())
    expect(most).toBe(3)
    expect(await semaphores[0]?.holders()).toEqual([])
  })

  it('gives null to who tries when all are taken, and one again after a release', async () => {
    const server = await start()
    const semaphore = new Semaphore(await server.client(), path, 2)
    const [one, two] = await semaphore.acquireMany(2)
    expect(await semaphore.tryAcquire()).toBe(null)
    await one?.release()
    const again = await semaphore.tryAcquire()
    expect(again?.isHeld).toBe(true)
    expect(two?.isHeld).toBe(true)
  })

  it('gives back what was had of several when the time is up', async () => {
    const server = await start()
    const semaphore = new Semaphore(await server.client(), path, 2)
    const held = await semaphore.acquire()
    await expect(semaphore.acquireMany(2, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    await eventually(async () => (await semaphore.holders()).length).toBe(1)
    expect((await semaphore.acquire({ timeoutMs: 5_000 })).isHeld).toBe(true)
    expect(held.isHeld).toBe(true)
  })

  it('gives several only when it has all of them: takes them anew when one ended meanwhile', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const semaphore = new Semaphore(client, path, 2)
    const taken = await new Semaphore(other, path, 2).acquire()
    const acquiring = semaphore.acquireMany(2)
    await eventually(async () => (await semaphore.holders()).length).toBe(3)
    const mine = (await semaphore.holders()).find(({ sessionId }) => sessionId === client.sessionId) ?? expect.fail()
    await other.delete(mine.path)
    await eventually(async () => (await semaphore.holders()).some(({ token }) => token > mine.token)).toBe(true)
    await taken.release()
    expect((await acquiring).map((lease) => lease.isHeld)).toEqual([true, true])
  })

  it('gives null to who tries while another is about to take the last lease, or waits for one with the mutex', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const semaphore = new Semaphore(client, path, 1)
    // One who stands in the way with the mutex, and then takes the only lease.
    const mutex = await new Lock(other, `${path}/locks`).acquire()
    const trying = semaphore.tryAcquire({ timeoutMs: 5_000 })
    await eventually(() => other.getChildren(`${path}/locks`).then(({ stat }) => stat.cversion)).toBeGreaterThan(2)
    await other.create(`${path}/leases/_c_b7a0a9d2-6c36-4d3c-8d7f-0e3f6f1f4a11-lease-`, null, { mode: 'ephemeral-sequential', parents: 'container' })
    expect(await trying).toBe(null)
    await mutex.release()
  })

  it('lays its leases out as Curator does, and counts those of Curator', async () => {
    const server = await start()
    const client = await server.client()
    const semaphore = new Semaphore(client, path, 2)
    const held = await semaphore.acquire()
    expect(held.path).toMatch(/^\/semaphores\/one\/leases\/_c_[0-9a-f-]{36}-lease-\d{10}$/)
    const foreign = await client.create(`${path}/leases/_c_b7a0a9d2-6c36-4d3c-8d7f-0e3f6f1f4a11-lease-`, null, { mode: 'ephemeral-sequential' })
    expect(await semaphore.tryAcquire()).toBe(null)
    const waiting = semaphore.acquire()
    await eventually(async () => (await semaphore.holders()).length).toBe(3)
    await client.delete(foreign.path)
    expect((await waiting).isHeld).toBe(true)
  })

  it('ends a lease with its session, and the next gets it', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const held = await new Semaphore(one, path, 1).acquire()
    const waiting = new Semaphore(two, path, 1).acquire()
    await eventually(async () => (await new Semaphore(one, path, 1).holders()).length).toBe(2)
    await server.expire(one)
    expect((await waiting).token).toBeGreaterThan(held.token)
    await eventually(() => held.isHeld).toBe(false)
  })

  it('refuses a number of leases that makes no sense', async () => {
    const server = await start()
    const client = await server.client()
    expect(() => new Semaphore(client, path, 0)).toThrow(RangeError)
  })
})
