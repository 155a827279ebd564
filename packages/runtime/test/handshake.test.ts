import { connect } from 'node:net'
import { OpCode } from '@zabkit/jute'
import { body, WireClient } from '@zabkit/test-wire'
import { describe, expect, it } from 'vitest'
import { startTestServer } from './test-server.ts'

describe('the handshake', () => {
  it('answers in the length in which it was asked', async () => {
    await using server = await startTestServer()
    expect((await server.connect({ readOnly: null })).connectBytes).toBe(36)
    expect((await server.connect({ readOnly: true })).connectBytes).toBe(37)
  })

  it('clamps the timeout to what the server allows', async () => {
    await using server = await startTestServer({ settings: { minSessionTimeoutMs: 500, maxSessionTimeoutMs: 9_000 } })
    expect((await server.connect({ timeoutMs: 1 })).timeoutMs).toBe(500)
    expect((await server.connect({ timeoutMs: -5 })).timeoutMs).toBe(500)
    expect((await server.connect({ timeoutMs: 2 ** 31 - 1 })).timeoutMs).toBe(9_000)
  })

  it('closes without a word on a client that has seen a newer state', async () => {
    await using server = await startTestServer()
    await expect(server.connect({ lastZxidSeen: 1n << 50n })).rejects.toThrow(/closed/)
    await server.connect({ lastZxidSeen: -1n })
  })

  it('gives a session back to who knows its password, and closes the connection it had', async () => {
    await using server = await startTestServer()
    const first = await server.connect()
    await first.request(OpCode.Create, body.create('/mine', '', 1))
    const again = await server.connect({ sessionId: first.sessionId, password: first.password })
    expect(again.sessionId).toBe(first.sessionId)
    await first.whenClosed()
    expect((await again.request(OpCode.Exists, body.pathAndWatch('/mine'))).err).toBe(0)
  })

  it('tells expiry to who does not: wrong password, unknown id', async () => {
    await using server = await startTestServer()
    const owner = await server.connect()
    const wrong = await server.connect({ sessionId: owner.sessionId, password: Buffer.alloc(16, 1) })
    expect([wrong.timeoutMs, wrong.sessionId, wrong.password]).toEqual([0, 0n, Buffer.alloc(16)])
    await wrong.whenClosed()
    expect((await server.connect({ sessionId: 77n, password: owner.password })).timeoutMs).toBe(0)
    expect((await owner.request(OpCode.Ping, undefined, -2)).err).toBe(0)
  })

  it('drops a client whose first frame is no connect request', async () => {
    await using server = await startTestServer()
    for (const bytes of [Buffer.from([0, 0, 0, 4, 1, 2, 3, 4]), Buffer.concat([Buffer.from([0, 0, 0x20, 0]), Buffer.alloc(0x2000)])]) {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes))
      const received: Buffer[] = []
      socket.on('data', (chunk) => received.push(chunk))
      await new Promise((resolve) => socket.on('close', resolve).on('error', () => {}))
      expect(received).toEqual([])
    }
  })

  it('takes no second connect request: it is a request like any other', async () => {
    await using server = await startTestServer()
    const client = await server.connect()
    const frame = Buffer.alloc(49)
    frame.writeInt32BE(45)
    client.send(frame)
    await client.whenClosed()
    expect(client.log).toMatchObject([{ xid: 0, err: -6 }])
  })

  it('does not read on before the session is there: what was sent with the connect request is answered after it', async () => {
    await using server = await startTestServer()
    const client = await WireClient.connect(server.port)
    const replies = await Promise.all([client.request(OpCode.Ping, undefined, -2), client.request(OpCode.GetData, body.pathAndWatch('/'))])
    expect(replies.map((reply) => reply.err)).toEqual([0, 0])
    client.drop()
  })
})
