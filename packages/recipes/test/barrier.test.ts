import { describe, expect, it } from 'vitest'
import { Barrier, DoubleBarrier } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
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
      await eventually(async () => (await clients[0]?.getChildren(path))?.children.length).toBe(1)
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
})
