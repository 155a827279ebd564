import type { AuthConnection, AuthProvider, AuthResult, Id } from '@zabkit/core'
import { ok } from './check.ts'

/** What a provider is tried with. */
export interface AuthProviderSamples {
  readonly connection: AuthConnection
  /** A credential that `authenticate` accepts on `connection`. */
  readonly accepted: Uint8Array
  /** A credential that it must refuse. Absent: the scheme accepts everything. */
  readonly refused?: Uint8Array
  /** Ids that may stand in an ACL. */
  readonly valid: readonly string[]
  /** Ids that may not. */
  readonly invalid: readonly string[]
  /** (id, expression) pairs that match. */
  readonly matching: readonly (readonly [id: string, expression: string])[]
  /** (id, expression) pairs that do not match. */
  readonly foreign: readonly (readonly [id: string, expression: string])[]
}

type Check = (provider: AuthProvider, samples: AuthProviderSamples) => void

/**
 * What every AuthProvider promises. Bind with `for (const { name, run } of authProviderSuite(provider, samples)) it(name, run)`.
 */
export function authProviderSuite(
  provider: AuthProvider,
  samples: AuthProviderSamples,
): readonly { readonly name: string; run(): void }[] {
  const cases: readonly (readonly [string, Check])[] = [
    ['the scheme is a name of its own', hasScheme],
    ['valid ids are told from invalid ones', validates],
    ['an id matches the expressions that mean it and no other', matches],
    ['a good credential is accepted, a bad one refused, and the same one always gives the same ids', authenticates],
    ['whatever bytes come as a credential or a certificate, nothing is thrown', survivesRubbish],
    ['whatever comes as an id or as an expression of an ACL, nothing is thrown', survivesRubbishIds],
    ['an id that was given can stand in an ACL and matches it', givesUsableIds],
    ['a masked id still names its user and no longer matches', masks],
  ]
  return cases.map(([name, run]) => ({ name, run: () => run(provider, samples) }))
}

function hasScheme({ scheme }: AuthProvider): void {
  ok(scheme !== '' && !['world', 'auth', 'super'].includes(scheme), `scheme "${scheme}" is empty or built in`)
}

function validates(provider: AuthProvider, { valid, invalid }: AuthProviderSamples): void {
  for (const id of valid) ok(provider.isValid(id), `valid id "${id}" is refused`)
  for (const id of invalid) ok(!provider.isValid(id), `invalid id "${id}" is accepted`)
}

function matches(provider: AuthProvider, { matching, foreign, invalid }: AuthProviderSamples): void {
  for (const [id, expression] of matching) ok(provider.matches(id, expression), `"${id}" does not match "${expression}"`)
  for (const [id, expression] of foreign) ok(!provider.matches(id, expression), `"${id}" matches "${expression}"`)
  for (const [id] of matching) {
    for (const expression of invalid) ok(!provider.matches(id, expression), `"${id}" matches the invalid "${expression}"`)
  }
}

function authenticates(provider: AuthProvider, { connection, accepted, refused }: AuthProviderSamples): void {
  const [first, second] = [provider.authenticate(accepted, connection), provider.authenticate(accepted, connection)]
  ok(first.ok && second.ok, 'a good credential is refused')
  ok(JSON.stringify(first.ids) === JSON.stringify(second.ids), 'the same credential gives other ids the second time')
  if (refused !== undefined) ok(!provider.authenticate(refused, connection).ok, 'a bad credential is accepted')
}

function survivesRubbish(provider: AuthProvider, { connection, accepted }: AuthProviderSamples): void {
  for (const length of [0, 1, 7, 1000]) {
    const rubbish = Uint8Array.from({ length }, (_, index) => (index * 167 + 211) & 0xff)
    provider.authenticate(rubbish, connection)
    const stranger = { remoteAddress: '', secure: true, peerCertificates: [rubbish] }
    provider.connected?.(stranger)
    provider.authenticate(accepted, stranger)
  }
}

/** What any client may put into an ACL. */
const RUBBISH_IDS: readonly string[] = [
  '', '\0', ' ', ':', '::', ':::x', 'a:', ':a', '/', '1/', '/8', '%', '%00', '=', ',', '\\', '"', '*', '(', '[', '\ud800', 'x\udfffx', '\u{1f600}', '__proto__',
  'constructor', '\n', '-1', '1e999',
  ...['x', ':', '0', '\ud800', '\\', '"'].map((character) => character.repeat(9_999)),
]

function survivesRubbishIds(provider: AuthProvider, samples: AuthProviderSamples): void {
  const { valid, invalid, matching } = samples
  const known = [...valid, ...invalid, ...matching.flat(), ...givenIds(provider, samples).map(({ id }) => id)]
  for (const id of [...RUBBISH_IDS, ...known.flatMap((one) => [`${one}:`, `${one}\0`, one.slice(0, -1), one + one])]) {
    tried(id, 'isValid', () => provider.isValid(id))
    tried(id, 'userName', () => provider.userName(id))
    tried(id, 'mask', () => provider.mask?.(id))
    for (const other of [...known, ...RUBBISH_IDS]) {
      tried(id, 'matches, as an id,', () => provider.matches(id, other))
      tried(id, 'matches, as an expression,', () => provider.matches(other, id))
    }
  }
}

function tried(id: string, what: string, call: () => unknown): void {
  try {
    call()
  } catch (error) {
    ok(false, `${what} throws for ${JSON.stringify(id).slice(0, 40)}: ${String(error)}`)
  }
}

function givesUsableIds(provider: AuthProvider, samples: AuthProviderSamples): void {
  for (const { id } of givenIds(provider, samples)) {
    ok(provider.isValid(id), `the id "${id}" cannot stand in an ACL`)
    ok(provider.matches(id, id), `the id "${id}" does not match itself`)
  }
}

function masks(provider: AuthProvider, samples: AuthProviderSamples): void {
  if (provider.mask === undefined) return
  for (const { id } of givenIds(provider, samples)) {
    const masked = provider.mask(id)
    ok(provider.userName(masked) === provider.userName(id), `the masked id "${masked}" does not name the user`)
    ok(!provider.matches(masked, id), `the masked id "${masked}" still matches`)
  }
}

/** The provider's own ids of the sample connection; it may give ids of `super` beside them. */
function givenIds(provider: AuthProvider, { connection, accepted }: AuthProviderSamples): readonly Id[] {
  const result: AuthResult = provider.authenticate(accepted, connection)
  const ids = [...(provider.connected?.(connection) ?? []), ...(result.ok ? result.ids : [])]
  return ids.filter((id) => id.scheme === provider.scheme)
}
