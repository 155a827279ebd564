import { Duplex } from 'node:stream'
import { OpCode } from '@zabkit/jute'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Client, connect, isZooKeeperError, type ZooKeeperError } from '../src/index.ts'
import { startRealServer } from './real-server.ts'
import { OddServer } from './support/odd-server.ts'

// biome-ignore lint/suspicious/noExplicitAny: what JavaScript, or a cast, lets through
type Anything = any

async function failureOf(promise: Promise<unknown>): Promise<ZooKeeperError> {
  const error = await promise.then(() => null, (reason: unknown) => reason)
  if (!isZooKeeperError(error)) throw new Error('not what was expected', { cause: error })
  return error
}

describe('connect', () => {
  it('fails where what is shown is refused', async () => {
    await using server = await startRealServer()
    const error = await failureOf(connect(server.address, { auth: [{ scheme: 'nosuch', credential: 'x' }], waitMs: 5_000 }))
    expect(error.code).toBe('AuthFailed')
    expect(error.message).toContain('nosuch')
  })

  it('waits for the answer to what is shown, over a lost connection too', async () => {
    let answers = false
    await using server = await OddServer.listen({ onFrame: (_connection, { opCode }) => opCode === OpCode.Auth && !answers })
    const auth = [{ scheme: 'digest', credential: 'a:b' }, { scheme: 'digest', credential: 'c:d' }]
    await using client = new Client(`127.0.0.1:${server.port}`, { auth })
    let done = false
    const connected = client.connected().then(() => {
      done = true
    })
    await expect.poll(() => server.connections[0]?.frames.length).toBe(2)
    expect([client.state, done]).toEqual(['connected', false])
    answers = true
    server.last.socket.destroy()
    await connected
    await client.connected()
    expect(server.connections).toHaveLength(2)
  })

  it('gives up that wait as any other', async () => {
    await using server = await OddServer.listen({ onFrame: (_connection, { opCode }) => opCode === OpCode.Auth })
    const auth = [{ scheme: 'digest', credential: 'a:b' }]
    const error = await failureOf(connect(`127.0.0.1:${server.port}`, { auth, waitMs: 100 }))
    expect(error.code).toBe('ConnectionLoss')
    await expect(connect(`127.0.0.1:${server.port}`, { auth, signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/)
  })

  it('says why the last attempt failed', async () => {
    const server = await OddServer.listen()
    const address = `127.0.0.1:${server.port}`
    await server[Symbol.asyncDispose]()
    const error = await failureOf(connect(address, { waitMs: 300 }))
    expect(error.message).toBe(`connect: ConnectionLoss (no session with ${address} in 300 ms; ${address}: connect ECONNREFUSED ${address})`)
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('says that a name was not found', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND nosuch'), { code: 'ENOTFOUND' })
    for (const where of ['nosuch:2181', 'dns-srv://nosuch']) {
      const fail = () => Promise.reject(unknown)
      const error = await failureOf(connect(where, { waitMs: 200, resolve: fail, resolveSrv: fail }))
      expect(error.message).toContain('nosuch: getaddrinfo ENOTFOUND nosuch')
      expect(error.cause).toBe(unknown)
    }
  })

  it('says what a server did, where nothing failed in the network', async () => {
    await using server = await OddServer.listen({ onHello: ({ socket }) => void socket.end() })
    const error = await failureOf(connect(`127.0.0.1:${server.port}`, { waitMs: 200 }))
    expect(error.message).toContain('the server closed the connection')
    expect(error.cause).toMatchObject({ code: 'OperationTimeout' })
  })
})

describe('an option `connect` that gives no stream', () => {
  const uncaught: unknown[] = []
  const note = (error: unknown): void => void uncaught.push(error)
  beforeEach(() => {
    uncaught.length = 0
    process.on('unhandledRejection', note).on('uncaughtException', note)
  })
  afterEach(() => void process.off('unhandledRejection', note).off('uncaughtException', note))

  const late = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const given: readonly (readonly [string, () => Anything])[] = [
    ['a promise of one', async () => late], ['a promise that rejects', async () => Promise.reject(new Error('no'))], ['nothing', () => undefined],
    ['an object', () => ({})],
  ]

  it.each(given)('is refused by a sentence: %s', async (_what, option) => {
    for (const tls of [{}, { tls: true }] as const) {
      const error = await failureOf(connect('127.0.0.1:1', { connect: option, waitMs: 150, ...tls }))
      expect(error.message).toContain('the option connect must return a stream')
    }
    await new Promise(setImmediate)
    expect(uncaught).toEqual([])
  })

  it('leaves no stream behind that comes late', () => expect.poll(() => late.destroyed).toBe(true))
})
