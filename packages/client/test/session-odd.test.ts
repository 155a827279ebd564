import { createServer } from 'node:net'
import { OpCode, writeConnectResponseFrame, writeNotification, Xid } from '@zabkit/jute'
import { describe, expect, it } from 'vitest'
import { FRAME_BYTES_MAX } from '../src/limits.ts'
import { isPing, notify, type OddConnection, OddServer, reply } from './support/odd-server.ts'
import { create, getData, setData } from './support/requests.ts'
import { SeenSession } from './support/session-client.ts'

/** A clock that a test moves. */
function manualClock() {
  let ms = 1_000
  return {
    now: () => ms,
    advance: (by: number) => {
      ms += by
    },
  }
}

const connected = (seen: SeenSession) => expect.poll(() => seen.states).toContain('connected')

describe('a session, when servers are odd:', () => {
  it('says the long form first, and takes the short answer', async () => {
    await using server = await OddServer.listen({ onHello: (connection) => connection.welcome(10_000, 5n, null) })
    await using seen = new SeenSession(server.port, { sessionTimeoutMs: 12_345 })
    await connected(seen)
    expect(server.last.helloBytes).toBe(45)
    expect(server.last.hello).toMatchObject({ timeoutMs: 12_345, sessionId: 0n, lastZxidSeen: 0n, readOnly: false })
    expect(seen.session.sessionTimeoutMs).toBe(10_000)
    expect(seen.session.password).toEqual(new Uint8Array(16).fill(7))
  })

  it('an answer with the wrong xid ends the connection, and everything in flight is lost with it', async () => {
    await using server = await OddServer.listen({
      onFrame: (connection, { xid, opCode }) => {
        if (opCode === OpCode.GetData && server.connections.length === 1) connection.reply(xid + 1)
        return opCode === OpCode.GetData
      },
    })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    const asked = [seen.session.submit(getData('/a')), seen.session.submit(getData('/b'))]
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'ConnectionLoss' })
    expect(seen.changes[1]?.reason).toContain('request 2 where 1 was due')
    await expect.poll(() => seen.states).toEqual(['connected', 'suspended', 'connected'])
  })

  it('an answer that nobody asked for ends the connection', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await connected(seen)
    server.last.reply(1)
    await expect.poll(() => seen.states.slice(0, 2)).toEqual(['connected', 'suspended'])
  })

  it.each([FRAME_BYTES_MAX + 1, -1])('a frame that announces %i bytes ends the connection', async (length) => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await connected(seen)
    server.last.say((out) => out.writeInt32(length))
    await expect.poll(() => seen.changes[1]?.reason).toContain(`a frame of ${length} bytes`)
  })

  it('a header that ends too early ends the connection', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await connected(seen)
    server.last.say((out) => {
      out.writeInt32(6)
      out.writeBytes(Buffer.alloc(6))
    })
    await expect.poll(() => seen.changes[1]?.reason).toContain('cannot be understood')
  })

  it('a body that cannot be read fails its request alone', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await expect(seen.session.submit(getData('/a'))).rejects.toMatchObject({ code: 'MarshallingError', path: '/a' })
    await seen.session.submit(setData('/a', ''))
    expect(seen.states).toEqual(['connected'])
  })

  it('half a handshake is given up after the time for one server, and the next server is tried', async () => {
    await using half = await OddServer.listen({ onHello: (connection) => connection.say((out) => out.writeInt32(37)) })
    await using whole = await OddServer.listen()
    await using seen = new SeenSession([half.port, whole.port], { connectTimeoutMs: 150 })
    await connected(seen)
    expect(half.connections).toHaveLength(1)
    expect(seen.session.server).toBe(`127.0.0.1:${whole.port}`)
  })

  it('a handshake that comes byte by byte is one all the same', async () => {
    await using server = await OddServer.listen({
      onHello: (connection) => {
        connection.socket.setNoDelay(true)
        const bytes: number[] = []
        const say = connection.socket.write.bind(connection.socket)
        connection.say((out) => {
          writeConnectResponseFrame(out, 9_000, 77n, Buffer.alloc(16), false)
          bytes.push(...out.view())
          out.clear()
        })
        for (const byte of bytes) say(Buffer.from([byte]))
      },
    })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    expect(seen.session.sessionId).toBe(77n)
  })

  it('what is shown goes out at each connection before all else, then what the session asks for itself, then what waited', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port, { auth: [{ scheme: 'digest', credential: 'a:b' }] })
    const replies: number[] = []
    seen.establish = () => [{ opCode: OpCode.SetWatches, xid: Xid.SetWatches, encode: (out) => out.writeInt64(0n), onReply: (err) => void replies.push(err) }]
    await seen.session.submit(setData('/a', ''))
    const expected = [OpCode.Auth, OpCode.SetWatches, OpCode.SetData]
    expect(server.last.opCodes).toEqual(expected)
    server.last.socket.destroy()
    await expect.poll(() => seen.states).toContain('suspended')
    await seen.session.submit(setData('/a', ''))
    expect(server.connections).toHaveLength(2)
    expect(server.last.opCodes).toEqual(expected)
    expect(replies).toEqual([0, 0])
  })

  it('tells each server the last zxid that it has seen, exactly, and lets events and answers without one change nothing', async () => {
    const zxid = 0x7_ffff_fff5
    await using server = await OddServer.listen({ onFrame: (connection, { xid }) => connection.reply(xid, 0, () => {}, xid > 0 ? zxid : 0) === undefined })
    await using seen = new SeenSession(server.port)
    await seen.session.submit(setData('/a', ''))
    server.last.say((out) => writeNotification(out, 3, '/a', zxid + 9))
    await expect.poll(() => seen.events).toEqual([{ type: 3, path: '/a', zxid: BigInt(zxid + 9) }])
    server.last.socket.destroy()
    await expect.poll(() => server.connections[1]?.hello?.lastZxidSeen).toBe(BigInt(zxid))
    expect(seen.session.lastZxid).toBe(BigInt(zxid))
  })

  it('waiting requests are not sent a second time, those in flight neither', async () => {
    await using server = await OddServer.listen({ onFrame: (_, { opCode }) => opCode === OpCode.Create })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    const inFlight = seen.session.submit(create('/a'))
    await expect.poll(() => server.last.frames.length).toBe(1)
    server.last.socket.destroy()
    await expect(inFlight).rejects.toMatchObject({ code: 'ConnectionLoss', path: '/a' })
    await seen.session.submit(setData('/a', ''))
    expect(server.last.opCodes).toEqual([OpCode.SetData])
  })

  it('requests of one turn go out in one write', async () => {
    const chunks: number[] = []
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    await connected(seen)
    server.last.socket.on('data', (chunk: Buffer) => chunks.push(chunk.length))
    await Promise.all(Array.from({ length: 50 }, () => seen.session.submit(setData('/a', ''))))
    expect(chunks).toHaveLength(1)
  })

  it('what came in one chunk is told in the order in which it came', async () => {
    await using server = await OddServer.listen({ onFrame: (_, { opCode }) => opCode === OpCode.SetData })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    const onReply = () => void seen.log.push('reply')
    const asked = [seen.session.submit(setData('/a', '', { onReply })), seen.session.submit(setData('/a', '', { onReply }))]
    void asked[0]?.then(() => seen.log.push('promise'))
    await expect.poll(() => server.last.frames.length).toBe(2)
    server.last.say((out) => {
      notify(out, 1, '/x')
      reply(out, 1)
      notify(out, 2, '/y')
      reply(out, 2)
    })
    await Promise.all(asked)
    expect(seen.log).toEqual(['connected', 'event 1 /x', 'reply', 'event 2 /y', 'reply', 'promise'])
    expect(seen.events[0]?.zxid).toBe(-1n)
  })

  it('pings after a third of the time without a request, and leaves a server that is silent for two thirds', async () => {
    const silent = new Set<number>()
    await using server = await OddServer.listen({ timeoutMs: 600, onFrame: (connection) => silent.has(server.connections.indexOf(connection)) })
    await using seen = new SeenSession(server.port)
    await connected(seen)
    await expect.poll(() => server.last.frames.filter(isPing).length).toBeGreaterThan(2)
    expect(seen.states).toEqual(['connected'])
    silent.add(0)
    await expect.poll(() => seen.states).toEqual(['connected', 'suspended', 'connected'])
    expect(seen.changes[1]?.reason).toMatch(/silent for [45]\d\d ms/)
  })

  it('is lost when the time has passed since a server last showed that it heard us: events alone do not count', async () => {
    const clock = manualClock()
    await using server = await OddServer.listen({ timeoutMs: 9_000, onFrame: (_, frame) => isPing(frame) })
    await using seen = new SeenSession(server.port, {}, clock.now)
    await connected(seen)
    clock.advance(5_000)
    server.last.say((out) => notify(out, 3, '/a'))
    await expect.poll(() => seen.events.length).toBe(1)
    clock.advance(3_999)
    expect(seen.session.state).toBe('connected')
    clock.advance(1)
    expect(seen.session.state).toBe('lost')
  })

  it('after the process stood still, being lost is told before anything that came meanwhile', async () => {
    const clock = manualClock()
    await using server = await OddServer.listen({ timeoutMs: 9_000, onFrame: (_, { opCode }) => opCode === OpCode.SetData })
    await using seen = new SeenSession(server.port, {}, clock.now)
    await connected(seen)
    const asked = seen.session.submit(setData('/a', '', { onReply: () => seen.log.push('reply') }))
    await expect.poll(() => server.last.frames.length).toBe(1)
    server.last.say((out) => {
      notify(out, 3, '/a')
      reply(out, 1)
    })
    clock.advance(9_000)
    await expect(asked).rejects.toMatchObject({ code: 'SessionExpired' })
    expect(seen.log.slice(0, 2)).toEqual(['connected', 'lost'])
    expect(seen.events).toEqual([])
    await expect.poll(() => seen.log).toEqual(['connected', 'lost', 'connected'])
    expect(server.last.hello?.sessionId).toBe(0n)
  })

  it('whoever asks after the process stood still is told the truth, before any timer or socket has run', async () => {
    const clock = manualClock()
    await using server = await OddServer.listen({ timeoutMs: 9_000 })
    await using seen = new SeenSession(server.port, {}, clock.now)
    await connected(seen)
    clock.advance(9_000)
    expect(seen.session.sessionTimeLeftMs).toBe(0)
    expect(seen.states).toEqual(['connected', 'lost'])
  })

  it('is lost at once, and not suspended first, when the connection turns out to have ended with the session', async () => {
    const clock = manualClock()
    await using server = await OddServer.listen({ timeoutMs: 9_000 })
    await using seen = new SeenSession(server.port, {}, clock.now)
    await connected(seen)
    clock.advance(9_000)
    server.last.socket.destroy()
    await expect.poll(() => seen.states).toEqual(['connected', 'lost', 'connected'])
  })

  it('the time left while suspended counts from the last request that was answered', async () => {
    const clock = manualClock()
    await using server = await OddServer.listen({ timeoutMs: 9_000 })
    await using seen = new SeenSession(server.port, {}, clock.now)
    await connected(seen)
    clock.advance(1_000)
    await seen.session.submit(setData('/a', ''))
    seen.onState = ({ state }) => state === 'suspended' && clock.advance(2_000)
    server.last.socket.destroy()
    await expect.poll(() => seen.states).toContain('suspended')
    expect(seen.session.state === 'suspended' ? seen.session.sessionTimeLeftMs : 7_000).toBe(7_000)
  })

  it('a change that a listener causes is told after the one that it was told of', async () => {
    const clock = manualClock()
    await using server = await OddServer.listen({ timeoutMs: 9_000 })
    await using seen = new SeenSession(server.port, {}, clock.now)
    await connected(seen)
    const ended: string[] = []
    seen.onState = ({ state }) => {
      if (state === 'suspended') clock.advance(9_000)
      if (state === 'suspended') expect(seen.session.state).toBe('lost')
      ended.push(state)
    }
    server.last.socket.destroy()
    await expect.poll(() => ended).toEqual(['suspended', 'lost', 'connected'])
  })

  it('a listener that throws harms nobody', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port)
    const thrown = () => {
      throw new Error('listener')
    }
    seen.onState = thrown
    seen.establish = thrown
    await seen.session.submit(setData('/a', '', { onReply: thrown }))
    expect(seen.states).toEqual(['connected'])
  })

  it('closes in time with a server that does not answer', async () => {
    await using server = await OddServer.listen({ onFrame: () => true })
    const seen = new SeenSession(server.port)
    await connected(seen)
    const asked = seen.session.submit(setData('/a', ''))
    const closed = seen.session.close()
    await expect(asked).rejects.toMatchObject({ code: 'Closed' })
    await closed
  })

  it('closed from within a listener, it still says so to the server', async () => {
    await using server = await OddServer.listen()
    const seen = new SeenSession(server.port)
    seen.onState = ({ state }) => state === 'connected' && void seen.session.close()
    await expect.poll(() => seen.states).toEqual(['connected', 'closed'])
    await seen.session.close()
    expect(server.last.opCodes).toEqual([OpCode.CloseSession])
  })

  it('tries every server before it pauses', async () => {
    let refused = 0
    const closing = createServer((socket) => {
      refused++
      socket.destroy()
    })
    await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve))
    await using good = await OddServer.listen()
    const { port } = closing.address() as { port: number }
    await using seen = new SeenSession([port, port, port, good.port], { random: () => 1 })
    await connected(seen)
    expect(refused).toBe(3)
    closing.close()
  })

  it('connected to a read-only server, it finds a full one, and keeps what was watched', async () => {
    const without = { onHello: (connection: OddConnection) => connection.welcome(30_000, 9n, true), isro: 'ro' }
    await using readOnly = await OddServer.listen(without)
    await using other = await OddServer.listen(without)
    await using full = await OddServer.listen()
    await using seen = new SeenSession([readOnly.port, other.port, full.port], { readOnly: true, random: () => 0 })
    await expect.poll(() => seen.states).toContain('read-only')
    expect(readOnly.last.hello?.readOnly).toBe(true)
    await expect.poll(() => seen.states.at(-1)).toBe('connected')
    expect(full.last.hello?.sessionId).toBe(0n)
    expect(seen.fresh).toEqual([true, false])
    expect(seen.states).toEqual(['read-only', 'suspended', 'connected'])
  })

  it('does not take a read-only server unless it may', async () => {
    await using readOnly = await OddServer.listen({ onHello: (connection) => connection.welcome(30_000, 9n, true) })
    await using full = await OddServer.listen()
    await using seen = new SeenSession([readOnly.port, full.port])
    await connected(seen)
    expect(seen.session.server).toBe(`127.0.0.1:${full.port}`)
  })
})
