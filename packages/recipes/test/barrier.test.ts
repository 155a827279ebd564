import type { WatchEvent } from '@zabkit/client'
import { describe, expect, it } from 'vitest'
import { Barrier, DoubleBarrier } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
import { startProxy } from './support/proxy.ts'
import { servers } from './support/server.ts'

describe('a barrier', () => {
  const start = servers()

  it('holds everybody until it is lifted', async () => {
    const server = await start()
    const [one, two] = [new Barrier(await server.client(), '/barriers/one'), new Barrier(await server.client(), '/barriers/one')]
    await two.wait()
    expect(await one.set()).toBe(true)
    expect(await two.set()).toBe(false)
    let passed = 0
    const waiting = [one, two].map((barrier) => barrier.wait().then(() => passed++))
    await expect(two.wait({ timeoutMs: 30 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    expect(passed).toBe(0)
    expect(await one.lift()).toBe(true)
    await Promise.all(waiting)
    expect(await one.lift()).toBe(false)
  })

  it('holds on over the end of the session of who waits', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const barrier = new Barrier(one, '/barriers/one')
    await barrier.set()
    const waiting = new Barrier(two, '/barriers/one').wait()
    const { sessionId } = two
    await server.expire(two)
    await eventually(() => two.sessionId !== sessionId && two.state === 'connected').toBe(true)
    await barrier.lift()
    await waiting
  })
})

describe('a double barrier', () => {
  const start = servers()
  const path = '/barriers/double'

  it('lets members begin together and end together, round after round', async () => {
    const server = await start()
    const clients = [await server.client(), await server.client(), await server.client()]
    const members = clients.map((client) => new DoubleBarrier(client, path, 3))
    for (let round = 0; round < 3; round++) {
      let began = 0
      let ended = 0
      const entering = members.map(async (member, index) => {
        if (index === 2) await eventually(async () => (await clients[0]?.getChildren(path).catch(() => null))?.children.length).toBe(2)
        if (index === 2) expect(began).toBe(0)
        await member.enter()
        began++
      })
      await Promise.all(entering)
      const [first, ...rest] = members
      const leaving = rest.map((member) => member.leave().then(() => ended++))
      await eventually(async () => (await clients[0]?.getChildren(path))?.children.filter((name) => name !== 'ready').length).toBe(1)
      expect(ended).toBe(0)
      await first?.leave()
      await Promise.all(leaving)
      expect(await clients[0]?.getChildren(path).then(({ children }) => children, () => [])).toEqual([])
    }
  })

  it('puts out who gave up before enough came', async () => {
    const server = await start()
    const client = await server.client()
    const member = new DoubleBarrier(client, path, 2)
    await expect(member.enter({ timeoutMs: 50 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    await eventually(() => client.getChildren(path).then(({ children }) => children, () => [])).toEqual([])
    await expect(member.leave()).rejects.toThrow('not entered')
  })

  it('does not count a member whose session ended', async () => {
    const server = await start()
    const [one, two] = [await server.client(), await server.client()]
    const first = new DoubleBarrier(one, path, 2)
    const second = new DoubleBarrier(two, path, 2)
    await Promise.all([first.enter(), second.enter()])
    const leaving = first.leave()
    await server.expire(two)
    await leaving
    await second.leave()
  })

  it('lets out a member whose connection was away while the others came and went', async () => {
    const server = await start()
    const proxy = await startProxy(server.address)
    const [away, there] = [await server.clientAt(proxy.address), await server.client()]
    const [first, second] = [new DoubleBarrier(away, path, 2), new DoubleBarrier(there, path, 2)]
    const entering = first.enter()
    await eventually(() => there.getChildren(path).then(({ children }) => children.length, () => 0)).toBe(1)
    proxy.cut()
    await eventually(() => away.state).toBe('suspended')
    await second.enter()
    const leaving = second.leave()
    await eventually(async () => (await there.getChildren(path)).children.length).toBe(2)
    proxy.mend()
    await entering
    await Promise.all([first.leave(), leaving])
    await eventually(() => there.getChildren(path).then(({ children }) => children, () => [])).toEqual([])
  })

  it('counts a member once when its watch is lost without its session', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const { exists } = client
    let tell = (_event: WatchEvent) => {}
    client.exists = (at, options) => {
      tell = options?.watch ?? tell
      return exists.call(client, at, options)
    }
    const entering = new DoubleBarrier(client, path, 3).enter({ timeoutMs: 20_000 })
    const inside = () => other.getChildren(path).then(({ children }) => children, () => [])
    await eventually(async () => (await inside()).length).toBe(1)
    const [before] = await inside()
    tell({ type: 'gap', path: `${path}/ready`, reason: 'reconnected' })
    await eventually(async () => (await inside()).some((name) => name !== before)).toBe(true)
    await eventually(async () => (await inside()).length).toBe(1)
    await Promise.all([entering, ...[1, 2].map(() => new DoubleBarrier(other, path, 3).enter())])
  })

  it('leaves no `ready` to the next round when all gave up leaving', async () => {
    const server = await start()
    const client = await server.client()
    const members = [new DoubleBarrier(client, path, 2), new DoubleBarrier(client, path, 2)]
    await Promise.all(members.map((member) => member.enter()))
    for (const member of members) await member.leave({ signal: AbortSignal.abort(new Error('enough')) }).catch(() => {})
    await eventually(() => client.getChildren(path).then(({ children }) => children, () => [])).toEqual([])
  })
})

describe('a wait at a barrier that is given up', () => {
  const start = servers()

  it('takes its watch back', async () => {
    const server = await start()
    const client = await server.client()
    const { exists, getData } = client
    const signals: (AbortSignal | undefined)[] = []
    const look = (options?: { watch?: unknown; signal?: AbortSignal }) => {
      if (options?.watch !== undefined) signals.push(options.signal)
    }
    client.getData = (at, options) => {
      look(options)
      return getData.call(client, at, options)
    }
    client.exists = (at, options) => {
      look(options)
      return exists.call(client, at, options)
    }
    const barrier = new Barrier(client, '/barriers/one')
    await barrier.set()
    await expect(barrier.wait({ timeoutMs: 20 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    await expect(new DoubleBarrier(client, '/barriers/two', 2).enter({ timeoutMs: 20 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    const members = [1, 2].map(() => new DoubleBarrier(client, '/barriers/three', 2))
    await Promise.all(members.map((member) => member.enter({ timeoutMs: 5_000 })))
    await expect(members[0]?.leave({ timeoutMs: 20 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    expect(signals.length).toBeGreaterThanOrEqual(4)
    expect(signals.every((signal) => signal !== undefined)).toBe(true)
    expect(signals.filter((signal) => signal?.aborted).length).toBeGreaterThanOrEqual(3)
  })
})
