import { describe, expect, it } from 'vitest'
import { Client, type ClientLogger, connect } from '../src/index.ts'
import { startRealServer } from './real-server.ts'

// biome-ignore lint/suspicious/noExplicitAny: what JavaScript, or a cast, lets through
type Anything = any

const wrong: readonly (readonly [string, Anything])[] = [
  ['sessionTimeoutMs', 'a'], ['sessionTimeoutMs', Number.NaN], ['sessionTimeoutMs', 0], ['sessionTimeoutMs', null],
  ['connectTimeoutMs', Number.NaN], ['connectTimeoutMs', -1], ['connectTimeoutMs', Number.POSITIVE_INFINITY],
  ['operationTimeoutMs', Number.NaN], ['operationTimeoutMs', '5'], ['maxRequestBytes', -1], ['maxRequestBytes', Number.NaN],
  ['onLost', 'foo'], ['onLost', 'toString'], ['retry', {}], ['retry', true], ['auth', { scheme: 'digest', credential: 'a:b' }],
  ['auth', [{ scheme: '', credential: 'a:b' }]], ['auth', [{ scheme: 'digest', credential: 5 }]], ['auth', [null]],
  ['sasl', { mechanism: 'PLAIN', username: 'a', password: 'b' }], ['sasl', { mechanism: 'DIGEST-MD5' }], ['tls', false],
  ['session', { id: 5, password: new Uint8Array(16) }], ['session', { id: 5n, password: 'x' }],
  ['readOnly', 'yes'], ['shuffle', 0], ['resolve', 'dns'], ['resolveSrv', {}], ['connect', 'x'], ['random', 0.5], ['logger', { info() {} }],
]

describe('options that make no sense', () => {
  it.each(wrong)('%s: %o is refused when the client is made, by name and value', async (name, value) => {
    expect(() => new Client('127.0.0.1:1', { [name]: value })).toThrow(TypeError)
    expect(() => new Client('127.0.0.1:1', { [name]: value })).toThrow(new RegExp(`^option ${name}\\b.*: must be .*, is `))
    await expect(connect('127.0.0.1:1', { [name]: value })).rejects.toThrow(TypeError)
  })

  it('show no credential in their error', () => {
    const auth = [{ scheme: 'digest', credential: 48_151_623 }] as Anything
    expect(() => new Client('127.0.0.1:1', { auth })).toThrow(/credential: must be text or a Uint8Array, is of type number$/)
  })

  it.each([Number.NaN, -1, 'a', null] as Anything[])('waitMs: %o is refused', async (waitMs) => {
    await expect(connect('127.0.0.1:1', { waitMs })).rejects.toThrow(/^option waitMs: must be .*, is /)
  })

  it('are not those that are not given', async () => {
    await using server = await startRealServer()
    const client = await server.client({ sessionTimeoutMs: undefined, waitMs: Number.POSITIVE_INFINITY, retry: undefined, logger: undefined } as Anything)
    expect(client.state).toBe('connected')
  })
})

describe('a logger', () => {
  const throwing = (): never => {
    throw new Error('no')
  }
  const rejecting = (): Anything => Promise.reject(new Error('no'))

  it.each([['throws', throwing], ['rejects', rejecting]] as const)('that %s harms nothing', async (_what, log) => {
    await using server = await startRealServer()
    const logger: ClientLogger = { debug: log, info: log, warn: log, error: log }
    const client = await server.client({ logger })
    client.onState(throwing)
    const states: string[] = []
    client.onState(({ state }) => states.push(state))
    server.wire.cut()
    await expect.poll(() => states).toEqual(['suspended', 'connected'])
    await client.create('/a')
    await client.close()
  })

  it('gets values that are plain, itself being what `this` is', async () => {
    await using server = await startRealServer()
    const lines: string[] = []
    class Lines implements ClientLogger {
      readonly #lines = lines
      debug(message: string, fields?: object): void {
        this.#lines.push(JSON.stringify({ message, ...fields }))
      }
      info = this.debug
      warn = this.debug
      error = this.debug
    }
    const client = await server.client({ logger: new Lines() })
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ message: 'session state', state: 'connected', sessionId: `0x${client.sessionId.toString(16)}` }),
    )
  })
})
