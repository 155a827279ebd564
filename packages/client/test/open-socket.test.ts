import { connect as connectTcp } from 'node:net'
import { Duplex } from 'node:stream'
import { memoryStorage } from '@zabkit/storage-memory'
import { generate } from 'selfsigned'
import { describe, expect, it } from 'vitest'
import { connect } from '../src/index.ts'
import type { ClientSocket } from '../src/options.ts'
import { startRealServer } from './real-server.ts'
import { OddServer } from './support/odd-server.ts'
import { SeenSession } from './support/session-client.ts'
import { startSessionServer } from './support/session-server.ts'

/** A connection that is nothing but a stream: it stands at once, and stays half open when the server has ended. */
class Tunnel extends Duplex {
  readonly #socket

  constructor(port: number) {
    super()
    this.#socket = connectTcp(port, '127.0.0.1')
    this.#socket.on('data', (chunk) => this.push(chunk))
    this.#socket.on('end', () => this.push(null))
    this.#socket.on('error', (error) => this.destroy(error))
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}

describe('a client with connections of its own', () => {
  it('asks for them by the names in the connection string, and uses what it gets', async () => {
    await using server = await startRealServer()
    const asked: string[] = []
    const tunnel = (address: string) => {
      asked.push(address)
      return new Tunnel(Number(server.address.split(':')[1]))
    }
    const client = await connect('zk-1.internal:2182', { connect: tunnel })
    expect(client.server).toBe('zk-1.internal:2182')
    const large = 'x'.repeat(900_000)
    await client.create('/a', large)
    expect(await Promise.all([1, 2, 3].map(async () => (await client.getData('/a')).data.toString()))).toEqual([large, large, large])
    server.wire.cut()
    await client.sync()
    expect(asked).toEqual(['zk-1.internal:2182', 'zk-1.internal:2182'])
    await client.close()
  })

  it('notices that a connection is over when the server has ended it', async () => {
    await using server = await OddServer.listen()
    await using seen = new SeenSession(server.port, { connect: () => new Tunnel(server.port) })
    await expect.poll(() => seen.states).toContain('connected')
    server.last.socket.end()
    await expect.poll(() => seen.states).toEqual(['connected', 'suspended', 'connected'])
    expect(seen.changes[1]?.reason).toBe('the server closed the connection')
  })

  it.each([undefined, true] as const)('tries the next server when one cannot be had (tls: %s)', async (tls) => {
    const asked: string[] = []
    const failures: (() => ClientSocket)[] = [
      () => { throw new Error('no tunnel') },
      () => new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }).destroy(new Error('no tunnel')),
    ]
    const refuse = (address: string): ClientSocket => {
      asked.push(address)
      return (failures[asked.length % 2] as () => ClientSocket)()
    }
    await expect(connect('a:1,b:2,[::1]:3', { connect: refuse, waitMs: 150, shuffle: false, ...(tls === undefined ? {} : { tls }) })).rejects.toMatchObject({ code: 'ConnectionLoss' })
    expect(asked.slice(0, 4)).toEqual(['a:1', 'b:2', '[::1]:3', 'a:1'])
  })

  it('runs TLS over them, with the certificate of the server as it was named', async () => {
    const pair = await generate([{ name: 'commonName', value: 'zk-1.internal' }], {
      keyType: 'ec', algorithm: 'sha256', extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'zk-1.internal' }] }],
    })
    await using server = await startSessionServer(0, memoryStorage(), {}, { key: pair.private, cert: pair.cert, clientAuth: 'none' })
    const options = { connect: () => new Tunnel(server.port), tls: { ca: pair.cert } }
    const client = await connect('zk-1.internal:2182', options)
    await client.create('/a', 'x'.repeat(500_000))
    expect((await client.getData('/a')).data).toHaveLength(500_000)
    await client.close()
    await expect(connect('zk-2.internal:2182', { ...options, waitMs: 200 })).rejects.toMatchObject({ code: 'ConnectionLoss' })
  })

  it('takes the servers of a service', async () => {
    await using server = await OddServer.listen()
    let lookups = 0
    const resolveSrv = async () => [{ name: 'localhost', port: ++lookups === 1 ? 1 : server.port, priority: 0, weight: 0 }]
    const client = await connect('dns-srv://_zk._tcp.test/app', { resolveSrv, resolve: async () => ['127.0.0.1'] })
    expect([client.chroot, client.server, lookups]).toEqual(['/app', `127.0.0.1:${server.port}`, 2])
    await client.close()
  })
})
