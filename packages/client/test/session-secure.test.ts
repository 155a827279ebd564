import type { ByteWriter } from '@zabkit/core'
import { OpCode, readSaslReply } from '@zabkit/jute'
import { memoryStorage } from '@zabkit/storage-memory'
import { generate } from 'selfsigned'
import { beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../src/connect.ts'
import { answerDigest } from '../src/sasl-digest-md5.ts'
import { OddServer } from './support/odd-server.ts'
import { create, getData, setData } from './support/requests.ts'
import { SeenSession } from './support/session-client.ts'
import { startSessionServer } from './support/session-server.ts'

const identity = { username: 'ann', password: 'secret', uri: 'zookeeper/zk-sasl-md5' }
const challenge = Buffer.from('realm="zk-sasl-md5",nonce="abc",charset=utf-8,algorithm=md5-sess')

/** Speaks DIGEST-MD5 as ZooKeeper's server does, for a user whose password is `password`. */
function saslServer(password: string) {
  return OddServer.listen({
    onFrame: (connection, { opCode, xid, body }) => {
      if (opCode !== OpCode.Sasl) return false
      const token = String(readSaslReply(body))
      if (token === '') return say(challenge)
      const cnonce = /cnonce="([^"]*)"/.exec(token)?.[1] ?? ''
      const { token: expected, expected: proof } = answerDigest(challenge, { ...identity, password, cnonce })
      if (token === expected.toString()) return say(Buffer.from(`rspauth=${proof}`))
      connection.reply(xid, -115)
      connection.socket.end()
      return true

      function say(answer: Buffer): boolean {
        connection.reply(xid, 0, (out: ByteWriter) => out.writeBuffer(answer))
        return true
      }
    },
  })
}

const sasl = { mechanism: 'DIGEST-MD5', username: 'ann', password: 'secret' } as const

describe('a session with SASL', () => {
  it('lets nothing through before the server has proved itself, and does it again at each connection', async () => {
    await using server = await saslServer('secret')
    await using seen = new SeenSession(server.port, { sasl, auth: [{ scheme: 'digest', credential: 'a:b' }] })
    await seen.session.submit(setData('/a', ''))
    const expected = [OpCode.Sasl, OpCode.Sasl, OpCode.Auth, OpCode.SetData]
    expect(server.last.opCodes).toEqual(expected)
    server.last.socket.destroy()
    await expect.poll(() => seen.states).toContain('suspended')
    await seen.session.submit(setData('/a', ''))
    expect(server.last.opCodes).toEqual(expected)
  })

  it('is closed when the server knows another password', async () => {
    await using server = await saslServer('other')
    const seen = new SeenSession(server.port, { sasl })
    await expect(seen.session.submit(setData('/a', ''))).rejects.toMatchObject({ code: 'AuthFailed' })
    expect(seen.states).toEqual(['closed'])
    expect(seen.changes[0]?.reason).toContain('SASL')
  })

  it('is what `connect` fails with when the server knows another password', async () => {
    await using server = await saslServer('other')
    await expect(connect(`127.0.0.1:${server.port}`, { sasl })).rejects.toMatchObject({ code: 'AuthFailed', message: expect.stringContaining('SASL: the server refuses') })
  })

  it('is closed with a server that has no SASL', async () => {
    await using server = await startSessionServer()
    const seen = new SeenSession(server.port, { sasl })
    await expect.poll(() => seen.states).toEqual(['closed'])
    expect(seen.changes[0]?.reason).toContain('offers no SASL')
  })

  it('is closed where the server demands SASL and none was given', async () => {
    await using server = await OddServer.listen({
      onFrame: (connection, { xid }) => {
        connection.reply(xid, -124)
        connection.socket.end()
        return true
      },
    })
    const seen = new SeenSession(server.port)
    await expect(seen.session.submit(setData('/a', ''))).rejects.toMatchObject({ code: 'SessionClosedRequireSaslAuth' })
    expect(seen.session.state).toBe('closed')
  })
})

describe('a session over TLS', () => {
  let pair: Awaited<ReturnType<typeof generate>>
  const resolve = async () => ['127.0.0.1']
  const serve = () => startSessionServer(0, memoryStorage(), {}, { key: pair.private, cert: pair.cert, clientAuth: 'none' })

  beforeAll(async () => {
    pair = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    })
  })

  it('trusts a certificate for the name in the connection string, not for the address it resolves to', async () => {
    await using server = await serve()
    await using named = new SeenSession(server.port, { resolve, tls: { ca: pair.cert } })
    const large = 'x'.repeat(500_000)
    await named.session.submit(create('/a', large))
    expect(await Promise.all([1, 2, 3].map(() => named.session.submit(getData('/a'))))).toEqual([large, large, large])
    await using addressed = new SeenSession(server.port, { tls: { ca: pair.cert } })
    await expect(addressed.session.submit(getData('/a', { timeoutMs: 200 }))).rejects.toMatchObject({ code: 'OperationTimeout' })
  })

  it('does not connect to a server that nobody vouches for', async () => {
    await using server = await serve()
    await using seen = new SeenSession(server.port, { resolve, tls: true })
    await expect(seen.session.submit(getData('/a', { timeoutMs: 200 }))).rejects.toMatchObject({ code: 'OperationTimeout' })
    expect(seen.states).toEqual([])
  })
})
