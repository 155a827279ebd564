import { describe, expect, it } from 'vitest'
import { Lock, MultiLock } from '../src/index.ts'
import { eventually } from './support/eventually.ts'
import { servers } from './support/server.ts'

describe('several locks as one', () => {
  const start = servers()

  it('are had all or none', async () => {
    const server = await start()
    const client = await server.client()
    const [a, b] = [new Lock(client, '/locks/a'), new Lock(client, '/locks/b')]
    const both = new MultiLock([a, b])
    const taken = await b.acquire()
    expect(await both.tryAcquire()).toBe(null)
    await eventually(() => a.contenders()).toEqual([])
    await expect(both.acquire({ timeoutMs: 50 })).rejects.toMatchObject({ code: 'OperationTimeout' })
    await eventually(() => a.contenders()).toEqual([])
    await taken.release()
    await both.withLock(async (held) => {
      expect(held.isHeld).toBe(true)
      expect(held.token).toBe(held.parts[1]?.token)
      expect(await a.tryAcquire()).toBe(null)
    })
    expect(await b.contenders()).toEqual([])
  })

  it('end with the first of them, and give the others back', async () => {
    const server = await start()
    const client = await server.client()
    const [a, b] = [new Lock(client, '/locks/a'), new Lock(client, '/locks/b')]
    const held = await new MultiLock([a, b]).acquire()
    await client.delete(held.parts[0]?.path ?? '')
    await eventually(() => held.isHeld).toBe(false)
    expect(held.signal.aborted).toBe(true)
    await eventually(() => b.contenders()).toEqual([])
  })

  it('are not had by a part that ended while another was waited for: taken anew, all of them', async () => {
    const server = await start()
    const [client, other] = [await server.client(), await server.client()]
    const [a, b] = [new Lock(client, '/locks/a'), new Lock(client, '/locks/b')]
    const inTheWay = await new Lock(other, '/locks/b').acquire()
    const acquiring = new MultiLock([a, b]).acquire()
    await eventually(async () => (await b.contenders()).length).toBe(2)
    const first = (await a.contenders())[0]?.path ?? expect.fail()
    await other.delete(first)
    await eventually(async () => (await a.contenders()).some(({ path }) => path !== first)).toBe(true)
    await inTheWay.release()
    const held = await acquiring
    expect([held.isHeld, held.signal.aborted]).toEqual([true, false])
    await held.release()
    expect([await a.contenders(), await b.contenders()]).toEqual([[], []])
  })
})
