import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { Lock } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
import { servers } from './support/server.ts'

const path = '/locks/one'

describe('a lock in trouble', () => {
  const start = servers()

  it('ends when the session of its holder ends, and the next has a larger token', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const held = await new Lock(one, path).acquire()
    const next = new Lock(two, path).acquire()
    await server.expire(one)
    const later = await next
    await eventually(() => held.signal.aborted).toBe(true)
    expect(held.signal.reason).toMatchObject({ reason: 'session-lost' })
    expect(held.isHeld).toBe(false)
    expect(later.token).toBeGreaterThan(held.token)
  })

  it('queues again at the end when the session of a waiter ends', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const first = await new Lock(one, path).acquire()
    const waiting = new Lock(two, path).acquire()
    const lock = new Lock(one, path)
    await eventually(async () => (await lock.contenders()).length).toBe(2)
    const before = (await lock.contenders())[1]
    await server.expire(two)
    await eventually(async () => (await lock.contenders())[1]?.sessionId).not.toBe(before?.sessionId)
    await eventually(async () => (await lock.contenders()).length).toBe(2)
    await first.release()
    expect((await waiting).isHeld).toBe(true)
  })

  it('goes on over a restart of the server within the session, for holder and waiter', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const held = await new Lock(one, path).acquire()
    const waiting = new Lock(two, path).acquire()
    await eventually(async () => (await new Lock(one, path).contenders()).length).toBe(2)
    await server.restart()
    await one.connected()
    expect(held.isHeld).toBe(true)
    await held.release()
    expect((await waiting).isHeld).toBe(true)
  })

  it('is not held by time alone, a margin before the session could end, while no server answers', async () => {
    const server = await start()
    const client = await server.client({ sessionTimeoutMs: 2_000 })
    const held = await new Lock(client, path).acquire()
    const began = performance.now()
    await server.stop()
    await eventually(() => held.isHeld).toBe(false)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(held.signal.reason).toMatchObject({ reason: 'session-unsure' })
  })

  it('is not held after its process stood still for longer than the margin allows, though the client still calls itself connected', async () => {
    const server = await start()
    const client = await server.client({ sessionTimeoutMs: 2_000 })
    const held = await new Lock(client, path).acquire()
    expect(held.isHeld).toBe(true)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_550)
    expect(client.state).toBe('connected')
    expect(held.isHeld).toBe(false)
    expect(held.signal.reason).toMatchObject({ reason: 'session-unsure' })
    // The session lives on: the place must not block the next.
    expect((await new Lock(client, path).acquire()).isHeld).toBe(true)
  })

  it('is not held after the machine slept, when only the wall clock went on', async () => {
    const server = await start()
    const held = await new Lock(await server.client(), path).acquire()
    const slept = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
    expect(held.isHeld).toBe(false)
    slept.mockRestore()
    expect(held.isHeld).toBe(false)
  })

  it('stays held for longer than the session timeout while the server answers', async () => {
    const server = await start()
    const client = await server.client({ sessionTimeoutMs: 1_000 })
    const held = await new Lock(client, path).acquire()
    const began = performance.now()
    await eventually(() => performance.now() - began).toBeGreaterThan(1_200)
    expect(held.isHeld).toBe(true)
  })

  it('does not end for a connection that comes back in time', async () => {
    const server = await start()
    const client = await server.client({ sessionTimeoutMs: 4_000 })
    const held = await new Lock(client, path).acquire()
    for (let i = 0; i < 3; i++) {
      await server.restart()
      await client.sync()
    }
    expect(held.isHeld).toBe(true)
    expect(held.signal.aborted).toBe(false)
  })

  it('deletes its place after the connection comes back, when given up without one', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const held = await new Lock(one, path).acquire()
    const controller = new AbortController()
    const waiting = new Lock(two, path).acquire({ signal: controller.signal })
    waiting.catch(() => {})
    await eventually(async () => (await new Lock(one, path).contenders()).length).toBe(2)
    await server.stop()
    await eventually(() => two.state).toBe('suspended')
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    const released = held.release()
    expect(held.isHeld).toBe(false)
    await server.start()
    await released
    const fresh = new Lock(await server.client(), path)
    await eventually(() => fresh.contenders()).toEqual([])
  })

  it('finds its place again when the answer to its creation was lost: never two', async () => {
    const server = await start()
    const client = await server.client()
    const lock = new Lock(client, path)
    const { create } = client
    client.create = async (...parameters) => {
      client.create = create
      await create.apply(client, parameters)
      // The server did it; this side never hears so.
      throw Object.assign(new Error('create: ConnectionLoss'), { name: 'ZooKeeperError', code: 'ConnectionLoss' })
    }
    const held = await lock.acquire()
    expect((await lock.contenders()).map((contender) => contender.path)).toEqual([held.path])
    expect((await lock.contenders())[0]?.token).toBe(held.token)
  })

  it('rejects who waits when the client is closed', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const held = await new Lock(one, path).acquire()
    const waiting = new Lock(two, path).acquire()
    waiting.catch(() => {})
    await eventually(async () => (await new Lock(one, path).contenders()).length).toBe(2)
    await two.close()
    await expect(waiting).rejects.toMatchObject({ code: 'Closed' })
    await one.close()
    expect(held.isHeld).toBe(false)
    expect(held.signal.reason).toMatchObject({ reason: 'closed' })
  })

  it('is not held by a process that wakes up after its session ended', async () => {
    const server = await start()
    const sessionTimeoutMs = 600
    const script = fileURLToPath(new URL('support/paused-holder.ts', import.meta.url))
    const child = spawn(process.execPath, ['--conditions=@zabkit/source', '--import', 'tsx', script, server.address, path, String(sessionTimeoutMs)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    try {
      const first = (await lines.next()).value as string
      expect(first).toMatch(/^held \d+$/)
      child.kill('SIGSTOP')
      await using later = await new Lock(await server.client(), path).acquire()
      expect(later.token).toBeGreaterThan(BigInt(first.slice(5)))
      child.kill('SIGCONT')
      expect((await lines.next()).value).toBe('woke false true')
    } finally {
      child.kill('SIGCONT')
      child.kill('SIGKILL')
    }
  })
})
