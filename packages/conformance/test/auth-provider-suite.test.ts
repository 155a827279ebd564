import type { AuthProvider } from '@zabkit/core'
import { expect, it } from 'vitest'
import { authProviderSuite } from '../src/index.ts'

const samples = {
  connection: { remoteAddress: '', secure: false, peerCertificates: [] },
  accepted: Buffer.from('alice'),
  refused: Buffer.alloc(0),
  valid: ['alice'],
  invalid: [''],
  matching: [['alice', 'alice']],
  foreign: [['alice', 'bob']],
} as const

const honest: AuthProvider = {
  scheme: 'name',
  authenticates: true,
  authenticate: (credential) => (credential.length === 5 ? { ok: true, ids: [{ scheme: 'name', id: 'alice' }] } : { ok: false }),
  isValid: (id) => /^[a-z]+$/.test(id),
  matches: (id, expression) => id !== '' && id === expression,
  userName: (id) => id,
}

function redOver(provider: AuthProvider): string[] {
  return authProviderSuite(provider, samples).flatMap(({ name, run }) => {
    try {
      run()
      return []
    } catch {
      return [name]
    }
  })
}

/** `value`, or an error. */
function unless<T>(isBad: boolean, value: T): T {
  if (isBad) throw new Error('bad')
  return value
}

it('a provider that keeps its promises passes every check', () => {
  expect(redOver(honest)).toEqual([])
})

it.each<[string, Partial<AuthProvider>]>([
  ['isValid throws for a colon', { isValid: (id) => unless(id.includes(':'), honest.isValid(id)) }],
  ['matches throws for a long expression', { matches: (id, expression) => unless(expression.length > 5_000, honest.matches(id, expression)) }],
  ['matches throws for a NUL in an id', { matches: (id, expression) => unless(id.includes('\0'), honest.matches(id, expression)) }],
  ['userName throws for half a character', { userName: (id) => unless(/\p{Cs}/u.test(id), id) }],
  ['mask throws for nothing', { mask: (id) => unless(id === '', `${id}!`), userName: (id) => id.replace('!', '') }],
])('a provider whose %s is told', (_what, lie) => {
  expect(redOver({ ...honest, ...lie })).toEqual(['whatever comes as an id or as an expression of an ACL, nothing is thrown'])
})

it('a provider that throws for some bytes is told', () => {
  const authenticate: AuthProvider['authenticate'] = (credential, connection) => unless(credential.length === 1000, honest.authenticate(credential, connection))
  expect(redOver({ ...honest, authenticate })).toEqual(['whatever bytes come as a credential or a certificate, nothing is thrown'])
})
