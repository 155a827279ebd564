import { Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Client, type ClientOptions, connect } from '../src/index.ts'
import { startRealServer } from './real-server.ts'
import { OddServer } from './support/odd-server.ts'

const GARBAGE = { cert: 'garbage', key: 'garbage' }
const unhandled: unknown[] = []
const note = (error: unknown): void => void unhandled.push(error)

beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', note)
})

afterEach(() => void process.off('unhandledRejection', note))

/** A rejection that nobody takes is told in the turn after. */
const aTurn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe('what Node throws when it is asked to connect', () => {
  it('is an attempt that failed: a certificate that is none', async () => {
    const lines: string[] = []
    const logger = { debug() {}, warn() {}, error() {}, info: (_: string, fields: { reason?: string } = {}) => void lines.push(fields.reason ?? '') }
    await expect(connect('127.0.0.1:1', { tls: GARBAGE, waitMs: 150, logger } as ClientOptions)).rejects.toMatchObject({ code: 'ConnectionLoss' })
    await aTurn()
    expect(unhandled).toEqual([])
    expect(lines.some((line) => line.includes('PEM'))).toBe(true)
  })

  it('leaves no stream behind that was opened for it', async () => {
    const opened: Duplex[] = []
    const open = () => {
      const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
      opened.push(stream)
      return stream
    }
    await expect(connect('a:1', { connect: open, tls: GARBAGE, waitMs: 100 })).rejects.toMatchObject({ code: 'ConnectionLoss' })
    expect([opened.length > 0, opened.every(({ destroyed }) => destroyed)]).toEqual([true, true])
  })

  it.each([0, 99_999, -1, 1.5, Number.NaN])('is not asked for by a record with port %s', async (port) => {
    await using server = await OddServer.listen()
    const record = { name: '127.0.0.1', priority: 0, weight: 0 }
    const resolveSrv = async () => [{ ...record, port }, { ...record, port: server.port }]
    await using client = await connect('dns-srv://zk.test', { resolveSrv, shuffle: false })
    expect(client.server).toBe(`127.0.0.1:${server.port}`)
    expect(unhandled).toEqual([])
  })

  it('ends the client where nothing else is left to do', async () => {
    const noDice = () => {
      throw new Error('no dice')
    }
    const client = new Client('127.0.0.1:1', { random: noDice, shuffle: false })
    await expect(client.connected()).rejects.toThrow('no dice')
    await aTurn()
    expect([client.state, unhandled]).toEqual(['closed', []])
  })
})

describe('addAuth', () => {
  it('in a listener of `connected` is sent on that connection', async () => {
    await using server = await startRealServer()
    const client = new Client(server.address)
    const taken = new Promise<void>((resolve, reject) => {
      client.onState(({ state }) => state === 'connected' && void client.addAuth('digest', 'ann:secret').then(resolve, reject))
    })
    await taken
    expect(await client.whoAmI()).toContainEqual({ scheme: 'digest', id: 'ann' })
    await client.close()
  })
})
