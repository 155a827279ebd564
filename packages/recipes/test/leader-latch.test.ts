import { describe, expect, it } from 'vitest'
import { type Held, LeaderLatch } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
import { servers } from './support/server.ts'

const path = '/leaders/one'

describe('a leader latch', () => {
  const start = servers()

  it('leads until it is closed, then the next does', async () => {
    const server = await start()
    const one = new LeaderLatch(await server.client(), path, { id: 'one' })
    const two = new LeaderLatch(await server.client(), path, { id: 'two' })
    one.start()
    const first = await one.whenLeader()
    two.start()
    await eventually(async () => (await one.participants()).length).toBe(2)
    expect(await two.participants()).toEqual([{ id: 'one', isLeader: true }, { id: 'two', isLeader: false }])
    expect([one.isLeader, two.isLeader]).toEqual([true, false])
    await one.close()
    expect(one.isLeader).toBe(false)
    expect((await two.whenLeader()).token).toBeGreaterThan(first.token)
    expect(await two.leader()).toEqual({ id: 'two', isLeader: true })
    await two.close()
    expect(await two.leader()).toBe(null)
  })

  it('tells its listeners of the end in close mode notify, and not in silent', async () => {
    const server = await start()
    const client = await server.client()
    for (const [mode, expected] of [['notify', 2], ['silent', 1]] as const) {
      const told: (Held | null)[] = []
      const latch = new LeaderLatch(client, path)
      latch.onChange((held) => told.push(held))
      latch.start()
      await latch.whenLeader()
      await latch.close(mode)
      expect(told.length).toBe(expected)
    }
  })

  it('stops leading with its session before the next begins, and stands again', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const one = new LeaderLatch(client, path, { id: 'one' })
    const told: boolean[] = []
    one.onChange((held) => told.push(held !== null))
    one.start()
    const led = await one.whenLeader()
    await using two = new LeaderLatch(other, path, { id: 'two' })
    two.start()
    await eventually(async () => (await one.participants()).length).toBe(2)
    await server.expire(client)
    await two.whenLeader()
    await eventually(() => led.isHeld).toBe(false)
    expect(told).toEqual([true, false])
    await eventually(async () => (await two.participants()).map(({ id }) => id)).toEqual(['two', 'one'])
    await one.close()
  })

  it('can be closed while it waits, starts once, and says why it leads no more', async () => {
    const server = await start()
    await using one = new LeaderLatch(await server.client(), path)
    const two = new LeaderLatch(await server.client(), path)
    one.start()
    await one.whenLeader()
    two.start()
    expect(() => two.start()).toThrow('cannot be started again')
    const never = two.whenLeader()
    never.catch(() => {})
    await two.close()
    await expect(never).rejects.toThrow('closed')
    expect(two.state).toBe('closed')
    await eventually(async () => (await one.participants()).length).toBe(1)
    await expect(one.whenLeader({ timeoutMs: 1_000 })).resolves.toMatchObject({ isHeld: true })
  })

  it('is closed by a closed client', async () => {
    const server = await start()
    const client = await server.client()
    const latch = new LeaderLatch(client, path)
    latch.start()
    await latch.whenLeader()
    await client.close()
    expect(latch.isLeader).toBe(false)
    await eventually(() => latch.state).toBe('closed')
    await expect(latch.whenLeader()).rejects.toMatchObject({ code: 'Closed' })
    await latch.close()
  })
})
