import { OpCode } from '@zabkit/jute'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isUncertain, type ZooKeeperError } from '../src/index.ts'
import { startRealServer } from './real-server.ts'
import { OddServer } from './support/odd-server.ts'
import { setData } from './support/requests.ts'
import { SeenSession } from './support/session-client.ts'

afterEach(() => void vi.restoreAllMocks())

const outcomeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(() => 'done', ({ code, outcome }: ZooKeeperError) => `${code} ${outcome}`)

describe('the outcome of a write that failed', () => {
  it('is `not-done` where a server said so', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    expect(await outcomeOf(client.setData('/nowhere', ''))).toBe('NoNode not-done')
    expect(await outcomeOf(client.multi().check('/nowhere', 0).commit())).toBe('NoNode not-done')
    expect(isUncertain(await client.delete('/nowhere').catch((error: unknown) => error))).toBe(false)
  })

  it('is unknown where the session ended under it: the znode may be there', async () => {
    await using server = await startRealServer()
    const client = await server.client({ sessionTimeoutMs: 4_000 })
    const made = client.create('/done', 'x').catch((error: unknown) => error)
    // The request goes out at the end of this turn; then the process stands still for longer than the session lives.
    await new Promise((resolve) => setImmediate(resolve))
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 10_000)
    expect(client.state).toBe('lost')
    vi.restoreAllMocks()
    const error = await made
    expect(error).toMatchObject({ code: 'SessionExpired', outcome: 'unknown' })
    expect(isUncertain(error)).toBe(true)
    const other = await server.direct()
    await expect.poll(() => other.exists('/done')).not.toBeNull()
  })

  it('is unknown where no answer came before the time limit or the end of the client, unless it was never sent', async () => {
    await using server = await OddServer.listen({ onFrame: (_, { opCode }) => opCode === OpCode.SetData })
    const seen = new SeenSession(server.port)
    const limited = outcomeOf(seen.session.submit(setData('/a', '', { timeoutMs: 100 })))
    const under = outcomeOf(seen.session.submit(setData('/a', '')))
    expect(await limited).toBe('OperationTimeout unknown')
    const closing = seen.session.close()
    server.last.socket.destroy()
    expect([await under, await closing]).toEqual(['Closed unknown', undefined])
    expect(await outcomeOf(seen.session.submit(setData('/a', '')))).toBe('Closed not-done')
    const nowhere = new SeenSession(1)
    expect(await outcomeOf(nowhere.session.submit(setData('/a', '', { timeoutMs: 20 })))).toBe('OperationTimeout not-done')
    const waiting = outcomeOf(nowhere.session.submit(setData('/a', '')))
    await nowhere.session.close()
    expect(await waiting).toBe('Closed not-done')
  })

  it('is unknown where the answer cannot be read', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    const unreadable = { ...setData('/a', ''), decode: () => { throw new Error('what is this') } }
    expect(await outcomeOf(seen.session.submit(unreadable))).toBe('MarshallingError unknown')
  })
})
