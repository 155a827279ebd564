import { describe, expect, it } from 'vitest'
import { Election, type Leadership, LeaderSelector, Lock } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
import { servers } from './support/server.ts'

const path = '/leaders/selected'

const untilAborted = ({ signal }: Leadership) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

describe('a leader selector', () => {
  const start = servers()

  it('leads in turns, one at a time, with autoRequeue', async () => {
    const server = await start()
    let leading = 0
    const turns = { one: 0, two: 0 }
    const lead = (id: keyof typeof turns) => async ({ held }: Leadership) => {
      expect(++leading).toBe(1)
      await new Promise(setImmediate)
      expect(held.isHeld).toBe(true)
      turns[id]++
      leading--
    }
    const one = new LeaderSelector(await server.client(), path, lead('one'), { id: 'one', autoRequeue: true })
    const two = new LeaderSelector(await server.client(), path, lead('two'), { id: 'two', autoRequeue: true })
    one.start()
    two.start()
    await eventually(() => Math.min(turns.one, turns.two)).toBeGreaterThan(3)
    await Promise.all([one.close(), two.close()])
    expect(await one.participants()).toEqual([])
  })

  it('leads once without autoRequeue, and again when asked', async () => {
    const server = await start()
    let times = 0
    await using selector = new LeaderSelector(await server.client(), path, async () => void times++)
    expect(selector.requeue()).toBe(false)
    selector.start()
    expect(selector.requeue()).toBe(false)
    await eventually(() => selector.requeue()).toBe(true)
    await eventually(() => times).toBe(2)
    expect(selector.hasLeadership).toBe(false)
  })

  it('aborts the signal when it is interrupted, closed, or the session ends', async () => {
    const server = await start()
    const client = await server.client()
    const reasons: unknown[] = []
    const selector = new LeaderSelector(client, path, async (leadership) => {
      await untilAborted(leadership)
      reasons.push(leadership.signal.reason)
    }, { autoRequeue: true })
    selector.start()
    await eventually(() => selector.hasLeadership).toBe(true)
    selector.interruptLeadership()
    await eventually(() => reasons.length).toBe(1)
    await eventually(() => selector.hasLeadership).toBe(true)
    await server.expire(client)
    await eventually(() => reasons.length).toBe(2)
    expect(reasons[1]).toMatchObject({ name: 'HeldEndedError' })
    await eventually(() => selector.hasLeadership).toBe(true)
    await selector.close()
    expect(reasons.length).toBe(3)
    expect(await selector.leader()).toBe(null)
  })

  it('reports what the leader throws, and passes the leadership on', async () => {
    const server = await start()
    const errors: unknown[] = []
    const fail = async () => {
      throw new Error('bad leader')
    }
    const one = new LeaderSelector(await server.client(), path, fail, { onError: (error) => errors.push(error) })
    one.start()
    await eventually(() => errors.length).toBe(1)
    await using held = await new Lock(await server.client(), path).acquire()
    expect(held.isHeld).toBe(true)
    await one.close()
  })
})

describe('an election', () => {
  const start = servers()

  it('runs one leader after the other, in order, under names that kazoo knows', async () => {
    const server = await start()
    const led: string[] = []
    const [a, b] = [new Election(await server.client(), path, { identifier: 'a' }), new Election(await server.client(), path, { identifier: 'b' })]
    const first = await a.campaign()
    expect(first.path).toMatch(/\/[0-9a-f]{32}__lock__\d{10}$/)
    const running = b.run((held) => void led.push(String(held.isHeld)))
    await eventually(async () => (await a.contenders()).map(({ identifier }) => identifier)).toEqual(['a', 'b'])
    expect(led).toEqual([])
    await first.release()
    await running
    expect(led).toEqual(['true'])
  })
})
