import { type Acl, type AuthProvider, type Authorizer, type Id, OPEN_ACL, Permission, silentLogger } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { ACL_BYTES_MAX, acl, digest, digestId, ip, x509 } from '../src/index.ts'

const { Read, Write, Create, All } = Permission
const components = { logger: silentLogger }
const authorizer = acl({ providers: [digest(), ip(), x509()] })(components)
const connection = { remoteAddress: '::ffff:10.1.2.3', secure: false, peerCertificates: [] }

const entry = (permissions: number, scheme: string, id: string): Acl => ({ permissions, id: { scheme, id } })
const ben: Id = { scheme: 'digest', id: digestId('ben:passwd') }
const ann: Id = { scheme: 'digest', id: digestId('ann:passwd') }
const local: Id = { scheme: 'ip', id: '10.1.2.3' }
const root: Id = { scheme: 'super', id: '' }

describe('allows', () => {
  it.each<[string, readonly Acl[], number, readonly Id[], boolean]>([
    ['everybody when the list is empty', [], Write, [], true],
    ['everybody under world:anyone', OPEN_ACL, All, [], true],
    ['not what the entry does not grant', [entry(Read, 'world', 'anyone')], Write, [], false],
    ['any one of several wanted permissions', [entry(Read, 'world', 'anyone')], Read | Permission.Admin, [], true],
    ['who holds the id', [{ permissions: Write, id: ben }], Write, [local, ben], true],
    ['nobody with another id', [{ permissions: Write, id: ben }], Write, [local, ann], false],
    ['nobody with the id in another scheme', [entry(Write, 'x509', ben.id)], Write, [ben], false],
    ['who is in the network', [entry(Create, 'ip', '10.0.0.0/8')], Create, [local], true],
    ['super whatever the list says', [{ permissions: 0, id: ben }], All, [local, root], true],
    ['nobody by a scheme without a provider', [entry(All, 'sasl', 'ben')], Read, [{ scheme: 'sasl', id: 'ben' }], false],
    ['nobody by another id of world', [entry(All, 'world', 'someone')], Read, [ben], false],
    ['a later entry after one that does not match', [{ permissions: Read, id: ann }, { permissions: Write, id: ann }], Write, [ann], true],
    ['nobody by two halves of two entries', [{ permissions: Read, id: ann }, { permissions: Write, id: ben }], Write, [ann], false],
  ])('%s', (_promise, list, wanted, ids, allowed) => {
    expect(authorizer.allows(list, wanted, ids)).toBe(allowed)
  })

  it('everything under skipAcl, which the log tells', () => {
    const warnings: string[] = []
    const open = acl({ skipAcl: true })({ logger: { ...silentLogger, warn: (line) => void warnings.push(line) } })
    expect(open.allows([{ permissions: 0, id: ben }], All, [])).toBe(true)
    expect(warnings).toEqual(['skipACL is on: every client may read and change everything'])
  })
})

describe('fix', () => {
  it.each<[string, readonly Acl[] | null]>([
    ['null', null],
    ['an empty list', []],
    ['an unknown scheme', [entry(All, 'sasl', 'ben')]],
    ['an empty scheme', [entry(All, '', 'anyone')]],
    ['world with another id', [entry(All, 'world', 'someone')]],
    ['a digest without its hash', [entry(All, 'digest', 'ben')]],
    ['an address that is none', [entry(All, 'ip', '10.0.0.256')]],
    ['a name that is none', [entry(All, 'x509', 'ben')]],
    ['super, which is never stored', [entry(All, 'super', '')]],
    ['one bad entry among good ones', [...OPEN_ACL, entry(All, 'sasl', 'ben')]],
  ])('refuses %s', (_what, list) => {
    expect(authorizer.fix(list, [ben])).toBeNull()
  })

  it('puts one entry for each authenticated id in the place of auth', () => {
    const list = [entry(Read, 'world', 'anyone'), entry(All, 'auth', 'whatever')]
    const fixed = [entry(Read, 'world', 'anyone'), { permissions: All, id: ben }, { permissions: All, id: ann }]
    expect(authorizer.fix(list, [local, ben, root, ann])).toEqual(fixed)
  })

  it('refuses auth from somebody who only has an address, or only is super', () => {
    expect(authorizer.fix([entry(All, 'auth', '')], [local])).toBeNull()
    expect(authorizer.fix([entry(All, 'auth', '')], [local, root])).toBeNull()
  })

  it('removes duplicates and keeps the order, duplicates that auth made included', () => {
    const one = { permissions: All, id: ben }
    const list = [one, ...OPEN_ACL, { ...one }, entry(All, 'auth', ''), { permissions: Read, id: ben }, ...OPEN_ACL]
    expect(authorizer.fix(list, [ben])).toEqual([one, ...OPEN_ACL, { permissions: Read, id: ben }])
  })

  it('leaves odd permission bits as they are', () => {
    expect(authorizer.fix([entry(-1, 'world', 'anyone')], [])).toEqual([entry(-1, 'world', 'anyone')])
  })

  it('refuses a list that auth blows up beyond what a txn can hold', () => {
    const long = { scheme: 'digest', id: `${'u'.repeat(1000)}:hash` }
    const list = Array.from({ length: ACL_BYTES_MAX / 1000 }, (_, permissions) => entry(permissions, 'auth', ''))
    expect(authorizer.fix(list.slice(0, 900), [long])).toHaveLength(900)
    expect(authorizer.fix(list, [long])).toBeNull()
  })
})

describe('the rest', () => {
  it('hides hashes, and only those', () => {
    const list = [{ permissions: All, id: ben }, entry(Read, 'ip', '10.0.0.0/8'), ...OPEN_ACL]
    expect(authorizer.mask(list)).toEqual([entry(All, 'digest', 'ben:x'), ...list.slice(1)])
  })

  it('tells users as whoAmI shows them', () => {
    const ids = [local, ben, { scheme: 'x509', id: 'CN=a,O=b' }, root, { scheme: 'sasl', id: 'ben' }]
    const users = [['ip', '10.1.2.3'], ['digest', 'ben'], ['x509', 'CN=a,O=b'], ['super', ''], ['sasl', '']]
    expect(authorizer.users(ids)).toEqual(users.map(([scheme, user]) => ({ scheme, user })))
  })

  it('gives a fresh connection its address', () => {
    expect(authorizer.connected(connection)).toEqual([local])
  })

  it('refuses an auth packet of a scheme that has no provider, of the built-in ones, and of names that objects have', () => {
    for (const scheme of ['sasl', 'world', 'auth', 'super', '', '__proto__', 'constructor']) {
      expect(authorizer.authenticate(scheme, new Uint8Array(4), connection)).toEqual({ ok: false })
    }
  })

  it('lets a builder put a provider in the place of one of ours', () => {
    const shout: AuthProvider = { ...digest(), authenticate: () => ({ ok: false }), userName: () => 'LOUD' }
    const mine: Authorizer = acl({ providers: [shout] })(components)
    expect([mine.authenticate('digest', new Uint8Array(0), connection).ok, mine.users([ben])[0]?.user]).toEqual([false, 'LOUD'])
  })

  it('refuses two providers for a scheme, and one for a built-in scheme', () => {
    expect(() => acl({ providers: [ip(), ip()] })).toThrow('auth provider for ip: there are two, pass one')
    expect(() => acl({ providers: [{ ...ip(), scheme: 'super' }] })).toThrow('auth provider for super: this scheme is built in')
  })
})
