import { describe, expect, it } from 'vitest'
import { type AlternativeNameId, x509 } from '../src/index.ts'
import { CERTIFICATES } from './certificates.ts'

const connectionWith = (...peerCertificates: Uint8Array[]) => ({ remoteAddress: '127.0.0.1', secure: true, peerCertificates })
const PLAIN = connectionWith(CERTIFICATES.plain.der)
const NOTHING = new Uint8Array(0)

describe('x509', () => {
  it.each(Object.entries(CERTIFICATES))('names the subject of "%s" as Java does', (_name, { der, subject }) => {
    expect(x509().connected?.(connectionWith(der))).toEqual([{ scheme: 'x509', id: subject }])
    expect(x509().isValid(subject)).toBe(true)
  })

  it('takes the leaf and not its issuers', () => {
    const chain = connectionWith(CERTIFICATES.plain.der, CERTIFICATES.multi.der)
    expect(x509().connected?.(chain)).toEqual([{ scheme: 'x509', id: CERTIFICATES.plain.subject }])
  })

  it('reads a certificate at its place in a larger buffer', () => {
    const around = Buffer.concat([Buffer.alloc(3), CERTIFICATES.plain.der, Buffer.alloc(3)])
    expect(x509().connected?.(connectionWith(around.subarray(3, -3)))).toEqual([{ scheme: 'x509', id: CERTIFICATES.plain.subject }])
  })

  it('makes super of the superUser, and of nobody else', () => {
    const provider = x509({ superUser: CERTIFICATES.plain.subject })
    const id = CERTIFICATES.plain.subject
    expect(provider.authenticate(NOTHING, PLAIN)).toEqual({ ok: true, ids: [{ scheme: 'super', id }, { scheme: 'x509', id }] })
    expect(provider.connected?.(connectionWith(CERTIFICATES.multi.der))).toEqual([{ scheme: 'x509', id: CERTIFICATES.multi.subject }])
  })

  it('gives no id without a certificate, without TLS, and for a damaged certificate', () => {
    const damaged = Array.from({ length: CERTIFICATES.plain.der.length }, (_, length) => CERTIFICATES.plain.der.subarray(0, length))
    for (const connection of [connectionWith(), { ...PLAIN, secure: false }, ...damaged.map((der) => connectionWith(der))]) {
      expect(x509().connected?.(connection)).toEqual([])
      expect(x509().authenticate(NOTHING, connection)).toEqual({ ok: false })
    }
  })

  it('throws nothing for a certificate with any byte changed', () => {
    const provider = x509({ clientCertIdType: { matchType: 2 } })
    for (let at = 0; at < CERTIFICATES.plain.der.length; at++) {
      const changed = Uint8Array.from(CERTIFICATES.plain.der, (byte, index) => (index === at ? byte ^ 0xff : byte))
      expect(() => [x509().connected?.(connectionWith(changed)), provider.connected?.(connectionWith(changed))]).not.toThrow()
    }
  })

  it.each<[AlternativeNameId, string | null]>([
    [{ matchType: 1 }, 'ops@example.org'],
    [{ matchType: 2 }, 'node1.example.org'],
    [{ matchType: 6 }, 'spiffe://zoo/client'],
    [{ matchType: 6, match: /^spiffe:/, extract: /zoo\/(.*)$/, extractGroup: 1 }, 'client'],
    [{ matchType: 2, extract: /^[^.]+/g }, 'node1'],
    [{ matchType: 2, match: /other/ }, null],
    [{ matchType: 2, extract: /other/ }, null],
    [{ matchType: 2, extract: /./, extractGroup: 3 }, null],
  ])('takes the id from the alternative names: %j', (clientCertIdType, id) => {
    const provider = x509({ clientCertIdType })
    const expected = id === null ? [] : [{ scheme: 'x509', id }]
    expect([provider.connected?.(PLAIN), provider.connected?.(PLAIN)]).toEqual([expected, expected])
  })

  it.each([
    'CN=a', 'cn=x; o=y', 'CN=a+OU=b', 'CN="q,d"', '1.2.3=b', 'OID.1.2.3=x', 'CN=', 'CN=a\\,b,O=c', 'CN=a=b', '1.2.3=#130162', 'CN=a b , O= c',
  ])('takes %s for an ACL', (name) => {
    expect(x509().isValid(name)).toBe(true)
  })

  it.each(['a', 'CN=a,', ',CN=a', 'CN=#12x', 'CN=a\\', 'CN="a', 'CN=a,,O=b', '=a', 'CN', `CN=${'a'.repeat(5000)}`])('refuses "%s"', (name) => {
    expect(x509().isValid(name)).toBe(false)
  })

  it('judges the nastiest names in no time', () => {
    const startedMs = performance.now()
    for (const name of [`CN=${' '.repeat(4000)}"`, `CN="${'\\a'.repeat(2000)}`, `${'CN= ,'.repeat(800)}"`, `${' '.repeat(4000)}!`]) x509().isValid(name)
    expect(performance.now() - startedMs).toBeLessThan(2_000)
  })
})
