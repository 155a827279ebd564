import { X509Certificate } from 'node:crypto'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TlsOptions } from '../src/index.ts'
import { type Authority, hasOpenssl, makeAuthority, makePfx } from './certificates.ts'
import { frame, TcpLab, until, withLab } from './lab.ts'
import { RawSocket, rawSocket } from './raw-socket.ts'

let ours: Authority
let theirs: Authority
beforeAll(async () => {
  ours = await makeAuthority('ours')
  theirs = await makeAuthority('theirs')
})

/** A client that trusts our server; `options` add its own certificate. */
function tlsClient(lab: TcpLab, options: ConnectionOptions = {}): RawSocket {
  const socket: TLSSocket = connect({ host: '127.0.0.1', port: lab.port, ca: ours.ca, servername: 'localhost', ...options })
  return new RawSocket(socket)
}

async function echoes(client: RawSocket): Promise<boolean> {
  client.send(frame('hello'))
  await until(() => client.receivedBytes === 9 || client.closed)
  return client.received().toString('latin1', 4) === 'hello'
}

const mutual = (): { tls: TlsOptions } => ({ tls: { ...ours.server, ca: ours.ca } })

describe('tcpClients with TLS', () => {
  it('serves over TLS, and the client can verify the server', () =>
    withLab({ tls: { ...ours.server, clientAuth: 'none' } }, async (lab) => {
      const client = tlsClient(lab)
      expect(await echoes(client)).toBe(true)
      expect((client.socket as TLSSocket).authorized).toBe(true)
      expect(lab.sessions[0]?.connection).toMatchObject({ secure: true, peerCertificates: [], remoteAddress: '127.0.0.1' })
      client.destroy()
    }))

  it('gives the verified chain of the client, leaf first', () =>
    withLab(mutual(), async (lab) => {
      const client = tlsClient(lab, ours.client)
      expect(await echoes(client)).toBe(true)
      const chain = lab.sessions[0]?.connection.peerCertificates.map((der) => new X509Certificate(der).subject)
      expect(chain).toEqual(['CN=alice', 'CN=ours'])
      client.destroy()
    }))

  it('needs a certificate by default', () =>
    withLab(mutual(), async (lab) => {
      const client = tlsClient(lab)
      expect(await echoes(client)).toBe(false)
      expect(lab.sessions).toHaveLength(0)
      expect(lab.count('unsuccessful_handshake')).toBe(1)
    }))

  it("refuses another authority's client", () =>
    withLab(mutual(), async (lab) => {
      const client = tlsClient(lab, theirs.client)
      expect(await echoes(client)).toBe(false)
      expect(lab.sessions).toHaveLength(0)
      await until(() => lab.count('unsuccessful_handshake') === 1)
    }))

  it("lets an unverified client in as nobody when certificates are only wanted", () =>
    withLab({ tls: { ...ours.server, ca: ours.ca, clientAuth: 'want' } }, async (lab) => {
      for (const own of [{}, theirs.client, ours.client]) expect(await echoes(tlsClient(lab, own))).toBe(true)
      expect(lab.sessions.map(({ connection }) => connection.peerCertificates.length)).toEqual([0, 0, 2])
    }))

  it('keeps to the versions it was given', () =>
    withLab({ tls: { ...ours.server, clientAuth: 'none', minVersion: 'TLSv1.3' } }, async (lab) => {
      expect(await echoes(tlsClient(lab, { maxVersion: 'TLSv1.2' }))).toBe(false)
      expect(await echoes(tlsClient(lab))).toBe(true)
    }))

  it('delivers much to a client that reads late, and tells when it is gone', () =>
    withLab({ tls: { ...ours.server, clientAuth: 'none' } }, async (lab) => {
      const client = tlsClient(lab)
      await until(() => lab.sessions.length === 1)
      const [session] = lab.sessions
      client.pause()
      let drained = 0
      if (session !== undefined) session.drained = () => void drained++
      const piece = Buffer.alloc(100_000, 5)
      for (let i = 0; i < 100; i++) {
        session?.connection.out.writeBytes(piece)
        session?.connection.flush()
      }
      expect(session?.connection.queuedBytes).toBeGreaterThan(0)
      client.resume()
      await until(() => client.receivedBytes === 10_000_000 && drained > 0)
      expect(session?.connection.queuedBytes).toBe(0)
      session?.connection.end()
      await until(() => client.ended)
    }))

  it('drops plain bytes on a TLS port, and a handshake that stops', () =>
    withLab({ ...mutual(), handshakeTimeoutMs: 1_000 }, async (lab) => {
      const [plain, stuck, broken] = [await lab.connect(), await lab.connect(), await lab.connect()]
      plain.send(frame('hello'))
      stuck.send(Buffer.from('16030100c8010000c40303', 'hex'))
      broken.send(Buffer.from('1603'))
      broken.socket.resetAndDestroy()
      await until(() => plain.closed && stuck.closed)
      expect(lab.count('sessionless_connections_expired')).toBe(1)
      expect(lab.sessions).toHaveLength(0)
      expect(await echoes(tlsClient(lab, ours.client))).toBe(true)
    }))

  it('stops while a handshake is under way', () =>
    withLab(mutual(), async (lab) => {
      const stuck = await lab.connect()
      stuck.send(Buffer.from('1603', 'hex'))
      await lab.transport.stop()
      await until(() => stuck.closed)
    }))

  it('takes plain and TLS on one port when asked to', () =>
    withLab({ tls: { ...ours.server, ca: ours.ca, portUnification: true }, handshakeTimeoutMs: 2_000 }, async (lab) => {
      const plain = await lab.connect()
      expect(await echoes(plain)).toBe(true)
      expect(await echoes(tlsClient(lab, ours.client))).toBe(true)
      const word = await lab.connect()
      word.send(Buffer.from('ruok'))
      await until(() => word.ended)
      expect(word.received().toString()).toBe('imok')
      const [silent, leaving] = [await lab.connect(), await lab.connect()]
      leaving.end()
      await until(() => silent.closed && leaving.closed)
      expect(lab.sessions.map(({ connection }) => connection.secure)).toEqual([false, true, false])
    }))

  it.runIf(hasOpenssl())('serves with a PKCS #12 file (needs the openssl command)', async () => {
    const pfx = makePfx(ours.server, 'secret')
    await withLab({ tls: { pfx, passphrase: 'secret', ca: ours.ca } }, async (lab) => {
      expect(await echoes(tlsClient(lab, ours.client))).toBe(true)
    })
    await expectInvalid({ pfx, passphrase: 'wrong', ca: ours.ca }, 'tls.pfx with tls.passphrase')
  })
})

describe('tcpClients with bad TLS options names the one that is wrong', () => {
  const cases: readonly (readonly [string, () => TlsOptions, string])[] = [
    ['no key', () => ({ cert: ours.server.cert, clientAuth: 'none' }), 'tls.key'],
    ['no certificate', () => ({ key: ours.server.key, clientAuth: 'none' }), 'tls.cert'],
    ['no authorities', () => ({ ...ours.server }), 'tls.ca'],
    ['a key that is none', () => ({ ...ours.server, key: 'rubbish', clientAuth: 'none' }), 'tls.key'],
    ['a certificate that is none', () => ({ ...ours.server, cert: 'rubbish', clientAuth: 'none' }), 'tls.cert'],
    ['a certificate of another key', () => ({ ...ours.server, cert: theirs.server.cert, clientAuth: 'none' }), 'is not the certificate of the key'],
    ['authorities that are none', () => ({ ...ours.server, ca: 'rubbish' }), 'tls.ca'],
    ['a file that is missing', () => ({ ...ours.server, ca: { file: '/nowhere/ca.pem' } }), 'tls.ca (/nowhere/ca.pem)'],
    ['a PKCS #12 file that is none', () => ({ pfx: 'rubbish', clientAuth: 'none' }), 'tls.pfx'],
    ['ciphers that are none', () => ({ ...ours.server, clientAuth: 'none', ciphers: 'NOPE' }), 'tls.ciphers'],
    ['versions upside down', () => ({ ...ours.server, clientAuth: 'none', minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }), 'tls.maxVersion'],
  ]
  for (const [name, tls, named] of cases) it(name, () => expectInvalid(tls(), named))
})

async function expectInvalid(tls: TlsOptions, named: string): Promise<void> {
  const lab = new TcpLab({ tls })
  const error = await lab.transport.start(lab).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'OperatorError', code: 'ZK_TLS_INVALID' })
  expect((error as Error).message).toContain(named)
  await expect(rawSocket(lab.transport.address)).rejects.toThrow()
}
