import { OpCode } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { connect, type Watch, type ZooKeeperError } from '../src/index.ts'
import { startRealServer } from './real-server.ts'
import { type OddConnection, OddServer } from './support/odd-server.ts'

/** What a watch said of its end: `null` or a code, once for each time that it said it. */
function endsOf(watch: Watch): string[] {
  const ends: string[] = []
  watch.onEnd((error: ZooKeeperError | null) => ends.push(error === null ? 'null' : error.code))
  return ends
}

/** A server that can become one before 3.6: it then refuses what it does not know, and ends the connection. */
async function startChangingServer() {
  let old = false
  const isUnknown = (opCode: number): boolean => opCode === OpCode.AddWatch || opCode === OpCode.SetWatches2
  const refuse = (connection: OddConnection, xid: number): boolean => {
    connection.reply(xid, -6)
    setImmediate(() => connection.socket.end())
    return true
  }
  const server = await OddServer.listen({ onFrame: (connection, { opCode, xid }) => old && isUnknown(opCode) && refuse(connection, xid) })
  return {
    server,
    become(isOld: boolean): void {
      old = isOld
      server.last.socket.destroy()
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

describe('the end of a watch', () => {
  it('is told when a server does not take it back, after a last gap', async () => {
    await using changing = await startChangingServer()
    const client = await connect(`127.0.0.1:${changing.server.port}`)
    const watch = await client.watch('/a', { mode: 'recursive' })
    const [ends, events]: [string[], string[]] = [endsOf(watch), []]
    watch.onEvent((event) => events.push(event.type === 'gap' ? event.reason : event.type))
    const next = watch[Symbol.asyncIterator]().next()
    changing.become(true)
    await expect.poll(() => ends).toEqual(['Unimplemented'])
    expect([events, client.supports.persistentWatches]).toEqual([['reconnected'], false])
    expect((await next).value).toMatchObject({ type: 'gap' })
    await expect(watch[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'Unimplemented' })
    await watch.close()
    expect([ends, endsOf(watch)]).toEqual([['Unimplemented'], ['Unimplemented']])
    await client.close()
  })

  it('leaves the client to ask again once there is another server', async () => {
    await using changing = await startChangingServer()
    const client = await connect(`127.0.0.1:${changing.server.port}`)
    const lost = endsOf(await client.watch('/a'))
    changing.become(true)
    await expect.poll(() => lost).toHaveLength(1)
    // The refusal ended that connection; the next is to the same server.
    await expect.poll(() => changing.server.connections.length).toBe(3)
    await client.sync()
    expect(client.supports.persistentWatches).toBe(false)
    changing.become(false)
    await expect.poll(() => changing.server.connections.length).toBe(4)
    await client.sync()
    expect(client.supports.persistentWatches).toBeNull()
    await client.watch('/a')
    expect(client.supports.persistentWatches).toBe(true)
    await client.close()
  })

  it('by removeWatches is none of its owner: NoWatcher, and iteration ends', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const watch = await client.watch('/a')
    const ends = endsOf(watch)
    await client.removeWatches('/a', 'recursive')
    expect(ends).toEqual(['NoWatcher'])
    expect((await watch[Symbol.asyncIterator]().next()).done).toBe(true)
  })

  it('by close(), its signal or the client is null, once', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    const stop = new AbortController()
    const watches = [await client.watch('/a'), await client.watch('/a', { signal: stop.signal }), await client.watch('/a')] as const
    const ends = watches.map(endsOf)
    const stopped: unknown[] = []
    watches[0].onEnd((error) => stopped.push(error))()
    await watches[0].close()
    stop.abort(new Error('enough'))
    await client.close()
    await watches[2].close()
    expect([ends, stopped]).toEqual([[['null'], ['null'], ['null']], []])
    expect(endsOf(watches[1])).toEqual(['null'])
  })

  it('is told when the client ends for good against the will of its owner', async () => {
    await using server = await startRealServer()
    const client = await server.client({ onLost: 'close' })
    const ends = endsOf(await client.watch('/a'))
    await server.expire(client)
    await expect.poll(() => ends).toEqual(['SessionExpired'])
  })
})
