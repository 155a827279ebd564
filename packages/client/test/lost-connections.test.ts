import { describe, expect, it } from 'vitest'
import type { StateChange } from '../src/index.ts'
import { startRealServer } from './real-server.ts'

describe('when the connection is lost', () => {
  it('reads are repeated, writes are the caller\'s to judge', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    server.wire.silence()
    const read = client.getData('/')
    const write = client.create('/a', 'x')
    const outcome = write.catch((error: unknown) => error)
    server.wire.speak()
    expect((await read).stat.version).toBe(0)
    expect(await outcome).toMatchObject({ code: 'ConnectionLoss', operation: 'create', path: '/a' })
  })

  it('a protected create finds the znode whose answer it did not get', async () => {
    await using server = await startRealServer()
    const [client, other] = [await server.client(), await server.direct()]
    await client.create('/q')
    server.wire.silence()
    const made = client.create('/q/n-', 'x', { mode: 'ephemeral-sequential', protected: true })
    await expect.poll(async () => (await other.getChildren('/q')).children.length).toBe(1)
    server.wire.speak()
    const { path, stat } = await made
    expect((await client.getChildren('/q')).children).toEqual([path.slice('/q/'.length)])
    expect(stat.ephemeralOwner).toBe(client.sessionId)
  })

  it('a protected create that nobody waits for any more leaves nothing behind', async () => {
    await using server = await startRealServer()
    const [client, other] = [await server.client(), await server.direct()]
    await client.create('/q')
    server.wire.silence()
    const stop = new AbortController()
    const made = client.create('/q/n-', 'x', { mode: 'ephemeral-sequential', protected: true, signal: stop.signal })
    await expect.poll(async () => (await other.getChildren('/q')).children.length).toBe(1)
    stop.abort(new Error('enough'))
    await expect(made).rejects.toThrow('enough')
    server.wire.speak()
    await expect.poll(async () => (await other.getChildren('/q')).children.length).toBe(0)
  })

  it('an idempotent change is made once', async () => {
    await using server = await startRealServer()
    const [client, other] = [await server.client(), await server.direct()]
    await client.create('/a', '0')
    await client.create('/b')
    server.wire.silence()
    const set = client.setData('/a', '1', { version: 0, idempotent: true })
    const removed = client.delete('/b', { ifExists: true })
    await expect.poll(async () => (await other.exists('/b'))).toBeNull()
    server.wire.speak()
    expect((await set).version).toBe(1)
    await removed
    expect((await client.getData('/a')).data.toString()).toBe('1')
  })

  it('the states tell what happened, and callbacks that throw harm nobody', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const told: StateChange[] = []
    client.onState(() => { throw new Error('mine') })
    const stop = client.onState((change) => told.push(change))
    const { sessionId } = client
    server.wire.cut()
    await expect.poll(() => told.length).toBe(2)
    expect(told).toMatchObject([{ state: 'suspended', previous: 'connected', sessionId }, { state: 'connected', reconnected: true, sessionId }])
    await client.connected()
    await server.expire(client)
    await expect.poll(() => told.at(-1)?.state === 'connected' && told.length > 3).toBe(true)
    expect(told.find(({ state }) => state === 'lost')).toMatchObject({ sessionId })
    expect(told.at(-1)).toMatchObject({ reconnected: false, sessionId: client.sessionId })
    stop()
    await client.close()
    expect(told.at(-1)?.state).toBe('connected')
    await expect(client.connected()).rejects.toMatchObject({ code: 'Closed' })
    await expect(client.getData('/')).rejects.toMatchObject({ code: 'Closed' })
  })
})
