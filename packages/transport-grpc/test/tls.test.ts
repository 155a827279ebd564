import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PeerTlsOptions } from '../src/index.ts'
import { type Authority, makeAuthority, makeLeaf, type Pair } from './certificates.ts'
import { linked, Seat, until } from './lab.ts'

let ours: Authority
let theirs: Authority
let byAddress: Pair
let byName: Pair
let elsewhere: Pair
let stranger: Pair

beforeAll(async () => {
  ours = await makeAuthority('ours')
  theirs = await makeAuthority('theirs')
  byAddress = await makeLeaf(ours, ['server'], ['127.0.0.1'])
  byName = await makeLeaf(ours, ['localhost', 'zk.internal'])
  elsewhere = await makeLeaf(ours, ['elsewhere.example'])
  stranger = await makeLeaf(theirs, ['localhost'], ['127.0.0.1'])
})

function tlsOf(pair: Pair, more: Partial<PeerTlsOptions> = {}): PeerTlsOptions {
  return { key: pair.key, cert: pair.cert, ca: ours.ca, ...more }
}

/** `reason` null: the link stood and carried a message. */
async function attempt(server: PeerTlsOptions | null, dialler: PeerTlsOptions | null, host = '127.0.0.1'): Promise<string | null> {
  const one = await new Seat(1, server === null ? {} : { tls: server }).start()
  const two = await new Seat(2, { addressesOf: () => [`${host}:${one.port}`], ...(dialler === null ? {} : { tls: dialler }) }).start()
  const end = two.dial(1)
  try {
    await until(() => end.link !== null || end.reason !== null)
    end.link?.send([{ type: 'ping', sequence: 1 }])
    await until(() => end.reason !== null || one.ends[0]?.messagesSeen.length === 1)
    return end.reason
  } finally {
    await Promise.all([one.transport.stop(), two.transport.stop()])
  }
}

describe('mutual TLS', () => {
  it('links servers whose certificates bear the IP address or the name that is dialled', async () => {
    expect(await attempt(tlsOf(byAddress), tlsOf(elsewhere))).toBeNull()
    expect(await attempt(tlsOf(byName), tlsOf(elsewhere), 'localhost')).toBeNull()
  })

  it('reads key, certificate and authorities from files', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zabkit-peer-tls-'))
    const file = (name: string, text: string) => {
      writeFileSync(join(directory, name), text)
      return { file: join(directory, name) }
    }
    const tls = { key: file('key.pem', byAddress.key), cert: file('cert.pem', byAddress.cert), ca: file('ca.pem', ours.ca) }
    expect(await attempt(tls, tls)).toBeNull()
    rmSync(directory, { recursive: true })
  })

  it('refuses a server whose certificate bears another name, unless names are not verified or another is expected', async () => {
    expect(await attempt(tlsOf(elsewhere), tlsOf(byAddress))).toMatch(/altnames/i)
    expect(await attempt(tlsOf(elsewhere), tlsOf(byAddress, { verifyHostname: false }))).toBeNull()
    expect(await attempt(tlsOf(byName), tlsOf(byAddress, { serverName: 'zk.internal' }))).toBeNull()
  })

  it('refuses a dialler whose certificate no authority of ours vouches for, and one without TLS', async () => {
    expect(await attempt(tlsOf(byAddress), tlsOf(stranger))).not.toBeNull()
    expect(await attempt(tlsOf(byAddress), null)).not.toBeNull()
  })

  it('refuses a server that no authority of ours vouches for, and one without TLS', async () => {
    expect(await attempt(tlsOf(stranger, { ca: theirs.ca }), tlsOf(byAddress))).not.toBeNull()
    expect(await attempt(null, tlsOf(byAddress))).not.toBeNull()
  })

  it('carries large frames', async () => {
    const one = await new Seat(1, { tls: tlsOf(byAddress) }).start()
    const two = await new Seat(2, { tls: tlsOf(byAddress), addressesOf: () => [one.transport.address] }).start()
    const { accepted, dialled } = await linked(two, one)
    const bytes = Buffer.alloc(5 << 20, 'abc')
    dialled.link?.send([{ type: 'snapshotChunk', bytes }])
    await until(() => accepted.messagesSeen.length === 1)
    const [chunk] = accepted.messagesSeen
    expect(chunk?.type === 'snapshotChunk' && chunk.bytes.equals(bytes)).toBe(true)
    await Promise.all([one.transport.stop(), two.transport.stop()])
  })
})

describe('a connection that never begins its handshake', () => {
  it('does not keep `stop` waiting', async () => {
    const one = await new Seat(1, { tls: tlsOf(byAddress) }).start()
    const socket = connect(one.port, '127.0.0.1')
    let closed = false
    socket.on('error', () => {})
    socket.on('close', () => {
      closed = true
    })
    await new Promise((resolve) => socket.once('connect', resolve))
    const two = await new Seat(2, { tls: tlsOf(byAddress), addressesOf: () => [one.transport.address] }).start()
    await linked(two, one)
    await Promise.all([one.transport.stop(), two.transport.stop()])
    await until(() => closed)
  })
})

describe('TLS material', () => {
  const cases: [string, () => Partial<PeerTlsOptions>, RegExp][] = [
    ['a file that is not there', () => ({ key: { file: '/nowhere/key.pem' } }), /peer tls.key \(\/nowhere\/key.pem\): cannot be read/],
    ['a key that is none', () => ({ key: 'not a key' }), /peer tls.key:/],
    ['a certificate of another key', () => ({ cert: byName.cert }), /peer tls.cert: is not the certificate of the key/],
    ['authorities that are none', () => ({ ca: 'nobody' }), /peer tls.ca: holds no PEM certificate/],
  ]
  for (const [what, options, message] of cases) {
    it(`is ZK_TLS_INVALID for ${what}, and no port opens`, async () => {
      const seat = new Seat(1, { tls: tlsOf(byAddress, options()) })
      await expect(seat.start()).rejects.toMatchObject({ code: 'ZK_TLS_INVALID', message: expect.stringMatching(message) })
      expect(seat.transport.address).toBe('')
    })
  }
})
