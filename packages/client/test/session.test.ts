import { OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { create, getData, remove, setData } from './support/requests.ts'
import { SeenSession } from './support/session-client.ts'
import { keptStorage, startSessionServer } from './support/session-server.ts'

describe('a session with a server', () => {
  it('takes requests before it is connected, and answers them in order', async () => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port)
    const { session } = seen
    const answers = [session.submit(create('/a', '1')), session.submit(getData('/a')), session.submit(setData('/a', '2')), session.submit(getData('/a'))]
    expect(await Promise.all(answers)).toEqual(['/a', '1', undefined, '2'])
    expect(seen.states).toEqual(['connected'])
    expect(seen.fresh).toEqual([true])
    expect(session.server).toBe(`127.0.0.1:${server.port}`)
    expect(session.sessionId).not.toBe(0n)
    expect(session.sessionTimeoutMs).toBe(30_000)
    expect(session.sessionTimeLeftMs).toBe(30_000)
    expect(session.lastZxid).toBeGreaterThan(1n)
  })

  it('keeps the order of many requests at once', async () => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port)
    await seen.session.submit(create('/n', ''))
    const writes = Array.from({ length: 500 }, (_, i) => [seen.session.submit(setData('/n', String(i))), seen.session.submit(getData('/n'))]).flat()
    const answers = await Promise.all(writes)
    expect(answers.filter((_, i) => i % 2 === 1)).toEqual(Array.from({ length: 500 }, (_, i) => String(i)))
  })

  it('carries data larger than a chunk both ways', async () => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port)
    const large = 'x'.repeat(900_000)
    await seen.session.submit(create('/big', large))
    expect(await seen.session.submit(getData('/big'))).toBe(large)
  })

  it('names the operation and the path of what a server refuses', async () => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port)
    await expect(seen.session.submit(getData('/none'))).rejects.toMatchObject({ code: 'NoNode', operation: 'getData', path: '/none' })
  })

  it('goes on with its session after the connection was lost', async () => {
    const storage = keptStorage()
    const first = await startSessionServer(0, storage)
    await using seen = new SeenSession(first.port)
    await seen.session.submit(create('/e', 'mine', 1))
    const { sessionId } = seen.session
    await first.stop()
    await expect.poll(() => seen.states).toContain('suspended')
    expect(seen.session.sessionTimeLeftMs).toBeLessThan(30_000)
    expect(seen.session.sessionTimeLeftMs).toBeGreaterThan(0)
    expect(seen.session.server).toBe(null)
    const waiting = seen.session.submit(getData('/e'))
    await using _second = await startSessionServer(first.port, storage)
    expect(await waiting).toBe('mine')
    expect(seen.states).toEqual(['connected', 'suspended', 'connected'])
    expect(seen.changes.map(({ reconnected }) => reconnected)).toEqual([false, false, true])
    expect(seen.session.sessionId).toBe(sessionId)
    expect(seen.fresh).toEqual([true, false])
  })

  it('is lost when no server can go on with it in time, and a new one begins with whatever there is then', async () => {
    const first = await startSessionServer()
    await using seen = new SeenSession(first.port, { sessionTimeoutMs: 800 })
    await seen.session.submit(create('/e', '', 1))
    const { sessionId } = seen.session
    await first.stop()
    await expect.poll(() => seen.states).toContain('suspended')
    const waiting = seen.session.submit(getData('/e'))
    // Its data is gone: it is behind what the client has seen, and refuses it.
    await using _wiped = await startSessionServer(first.port)
    await expect(waiting).rejects.toMatchObject({ code: 'SessionExpired' })
    await expect.poll(() => seen.states).toEqual(['connected', 'suspended', 'lost', 'connected'])
    expect(seen.changes[2]?.sessionId).toBe(sessionId)
    expect(seen.session.sessionId).not.toBe(sessionId)
    expect(seen.fresh).toEqual([true, true])
  })

  it('tells an event before the answer that shows it', async () => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port)
    await using writer = new SeenSession(server.port)
    await writer.session.submit(create('/w', '1'))
    await seen.session.submit(getData('/w', {}, true))
    await writer.session.submit(setData('/w', '2'))
    await seen.session.submit(getData('/w', { onReply: () => seen.log.push('reply') }))
    expect(seen.log).toEqual(['connected', 'event 3 /w', 'reply'])
    expect(seen.events[0]?.zxid).toBeGreaterThan(0n)
  })

  it('closes: ephemerals are gone, what was asked before is answered, and what comes after is refused', async () => {
    await using server = await startSessionServer()
    const seen = new SeenSession(server.port)
    await using other = new SeenSession(server.port)
    await seen.session.submit(create('/gone', '', 1))
    const before = seen.session.submit(getData('/gone'))
    const closed = seen.session.close()
    expect(seen.session.state).toBe('closed')
    await expect(seen.session.submit(getData('/gone'))).rejects.toMatchObject({ code: 'Closed' })
    expect(await before).toBe('')
    await closed
    await expect(other.session.submit(getData('/gone'))).rejects.toMatchObject({ code: 'NoNode' })
    expect(seen.states).toEqual(['connected', 'closed'])
    expect(seen.session.close()).toBe(closed)
  })

  it('closes without a server', async () => {
    const seen = new SeenSession(1)
    const waiting = seen.session.submit(getData('/a'))
    await seen.session.close()
    await expect(waiting).rejects.toMatchObject({ code: 'Closed' })
    expect(seen.states).toEqual(['closed'])
  })

  it('shows what it was given at each connection, and what was added later', async () => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port, { auth: [{ scheme: 'digest', credential: 'ann:a' }] })
    await seen.session.addAuth('digest', 'bob:b')
    const ids = await seen.session.submit({
      opCode: OpCode.WhoAmI,
      operation: 'whoAmI',
      path: null,
      encode: () => {},
      decode: (body) => Array.from({ length: body.readInt32() }, () => [body.readString(), body.readString()].join(':')),
    })
    expect(ids).toEqual(expect.arrayContaining(['digest:ann', 'digest:bob']))
  })

  it('is closed when a server refuses what it shows', async () => {
    await using server = await startSessionServer()
    const seen = new SeenSession(server.port)
    await expect(seen.session.addAuth('nonsense', 'x')).rejects.toMatchObject({ code: 'AuthFailed' })
    expect(seen.session.state).toBe('closed')
    await expect(seen.session.submit(getData('/a'))).rejects.toMatchObject({ code: 'AuthFailed' })
  })

  it('goes on with a session that it is given', async () => {
    await using server = await startSessionServer()
    await using first = new SeenSession(server.port)
    await first.session.submit(create('/mine', '', 1))
    const { sessionId: id, password } = first.session
    await using second = new SeenSession(server.port, { session: { id, password } })
    await second.session.submit(remove('/mine'))
    expect(second.session.sessionId).toBe(id)
    expect(second.fresh[0]).toBe(false)
  })

  it('says so when the session that it is given has expired, and begins a new one', async () => {
    await using server = await startSessionServer()
    await using seen = new SeenSession(server.port, { session: { id: 0x1234n, password: Buffer.alloc(16, 1) } })
    const early = seen.session.submit(getData('/a'))
    await expect(early).rejects.toMatchObject({ code: 'SessionExpired' })
    await expect.poll(() => seen.states).toEqual(['lost', 'connected'])
    expect(seen.changes[0]?.sessionId).toBe(0x1234n)
    expect(seen.fresh).toEqual([true])
  })

  it('ends for good with its session where it was told to', async () => {
    await using server = await startSessionServer()
    const seen = new SeenSession(server.port, { session: { id: 0x1234n, password: Buffer.alloc(16, 1) }, onLost: 'close' })
    await expect.poll(() => seen.states).toEqual(['lost', 'closed'])
    await expect(seen.session.submit(getData('/a'))).rejects.toMatchObject({ code: 'SessionExpired' })
  })
})
