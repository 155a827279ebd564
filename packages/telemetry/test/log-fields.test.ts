import { describe, expect, it } from 'vitest'
import { FIELD_ENTRIES_MAX, FIELD_TEXT_MAX, isSecretName } from '../src/index.ts'
import { plainFields } from '../src/log-fields.ts'

describe('the fields of a log line', () => {
  it.each([
    'password', 'Password', 'passwd', 'keyPassphrase', 'ssl.keyStore.password', 'secret', 'sessionSecret', 'auth', 'auth-data', 'digest',
    'superDigest', 'credential', 'token', 'private_key',
  ])('%s is a secret', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  it.each(['authFailures', 'treeDigest', 'keyCount', 'path', 'author', 'passed'])('%s is none', (name) => {
    expect(isSecretName(name)).toBe(false)
  })

  it('hide secrets at any depth, in lists and maps too', () => {
    const fields = { config: { tls: [{ passphrase: 'a', port: 1 }] }, map: new Map([['secret', 'b']]) }
    expect(plainFields(fields)).toEqual({ config: { tls: [{ passphrase: '[redacted]', port: 1 }] }, map: { secret: '[redacted]' } })
  })

  it('hold what JSON cannot', () => {
    const fields = { id: 2n ** 63n, bytes: new Uint8Array(5), nan: Number.NaN, when: new Date(0), set: new Set([1]), run: () => 1, none: undefined }
    expect(JSON.parse(JSON.stringify(plainFields(fields)))).toEqual({
      id: '9223372036854775808', bytes: '[5 bytes]', nan: 'NaN', when: '1970-01-01T00:00:00.000Z', set: [1], run: '[function]',
    })
  })

  it('are bounded in depth, length and number', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    const plain = plainFields({ loop, list: new Array(1000).fill(0), text: 'x'.repeat(100_000) })
    expect(JSON.stringify(plain.loop)).toBe('{"self":{"self":{"self":{"self":{"self":"[...]"}}}}}')
    expect(plain.list).toHaveLength(FIELD_ENTRIES_MAX + 1)
    expect(plain.text).toHaveLength(FIELD_TEXT_MAX + 3)
  })

  it('survive a getter that throws and an error that is its own cause', () => {
    const error = new Error('round')
    error.cause = error
    const trap = { get boom() { throw new Error('trap') } }
    expect(JSON.stringify(plainFields({ error, trap }))).toContain('unreadable')
  })

  it('do not take the place of the keys of the line', () => {
    expect(plainFields({ level: 3, time: 1, msg: 'x', other: 2 })).toEqual({ level_: 3, time_: 1, msg_: 'x', other: 2 })
  })
})
