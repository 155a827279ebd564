import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CREDENTIAL_BYTES_MAX, digest, digestId, USER_BYTES_MAX } from '../src/index.ts'

const connection = { remoteAddress: '127.0.0.1', secure: false, peerCertificates: [] }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const base64 = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('base64')

describe('digest', () => {
  it.each([
    ['super:test', 'super:D/InIHSb7yEEbrWz8b9l71RjZJU='],
    ['super:admin', 'super:xQJmxLMiHGwaqBvst5y6rkB6HQs='],
    ['ben:passwd', `ben:${base64('sha1', 'ben:passwd')}`],
    ['ben:pass:wd', `ben:${base64('sha1', 'ben:pass:wd')}`],
    ['ben', `ben:${base64('sha1', 'ben')}`],
    ['zoë:geheim', `zoë:${base64('sha1', 'zoë:geheim')}`],
    ['', `:${base64('sha1', '')}`],
  ])('hashes the whole of "%s"', (credential, id) => {
    expect(digest().authenticate(bytes(credential), connection)).toEqual({ ok: true, ids: [{ scheme: 'digest', id }] })
  })

  it('reads the credential at its place in a larger buffer', () => {
    const packet = bytes('xxben:passwdyy')
    expect(digest().authenticate(packet.subarray(2, 12), connection)).toEqual(digest().authenticate(bytes('ben:passwd'), connection))
  })

  it.each(['sha1', 'sha256', 'sha512'])('hashes with %s', (algorithm) => {
    const expected = { ok: true, ids: [{ scheme: 'digest', id: `ben:${base64(algorithm, 'ben:passwd')}` }] }
    expect(digest({ algorithm }).authenticate(bytes('ben:passwd'), connection)).toEqual(expected)
  })

  it('makes super of who proves the superDigest, and of nobody else', () => {
    const provider = digest({ superDigest: 'super:D/InIHSb7yEEbrWz8b9l71RjZJU=' })
    const own = { scheme: 'digest', id: 'super:D/InIHSb7yEEbrWz8b9l71RjZJU=' }
    expect(provider.authenticate(bytes('super:test'), connection)).toEqual({ ok: true, ids: [{ scheme: 'super', id: '' }, own] })
    expect(provider.authenticate(bytes('super:Test'), connection)).toMatchObject({ ids: [{ scheme: 'digest' }] })
  })

  it.each([
    ['ben:hash', true], [':hash', true], ['ben:hash:', true], ['a:b::', true],
    ['ben', false], ['ben:', false], [':', false], ['', false], ['a:b:c', false], ['a::b', false],
  ])('takes the id "%s" for an ACL: %s, as Java splits it', (id, valid) => {
    expect(digest().isValid(id)).toBe(valid)
  })

  it('shows the user alone, and the hash to nobody', () => {
    expect(digest().userName('ben:hash')).toBe('ben')
    expect(digest().mask?.('ben:ha:sh')).toBe('ben:x')
  })

  it('behaves like an unknown scheme when it is disabled', () => {
    const provider = digest({ enabled: false })
    expect(provider.authenticate(bytes('ben:passwd'), connection)).toEqual({ ok: false })
    expect([provider.isValid('ben:hash'), provider.matches('ben:hash', 'ben:hash')]).toEqual([false, false])
  })

  it('takes credentials up to the largest frame and refuses longer ones', () => {
    const password = (length: number) => bytes(`u:${'x'.repeat(length - 2)}`)
    expect(digest().authenticate(password(CREDENTIAL_BYTES_MAX), connection).ok).toBe(true)
    expect(digest().authenticate(password(CREDENTIAL_BYTES_MAX + 1), connection).ok).toBe(false)
  })

  it.each(['', ':x'])('takes users up to USER_BYTES_MAX bytes and refuses longer ones, followed by "%s"', (rest) => {
    const taken = (user: string) => digest().authenticate(bytes(user + rest), connection).ok
    expect([taken('u'.repeat(USER_BYTES_MAX)), taken('u'.repeat(USER_BYTES_MAX + 1))]).toEqual([true, false])
    expect([taken('é'.repeat(USER_BYTES_MAX / 2)), taken('é'.repeat(USER_BYTES_MAX / 2 + 1))]).toEqual([true, false])
  })

  it('tells the operator of an unknown algorithm and of a superDigest without its user, without showing it', () => {
    expect(() => digest({ algorithm: 'sha0' })).toThrow('digestAlg sha0')
    expect(() => digest({ superDigest: 'D/InIHSb7yEEbrWz8b9l71RjZJU=' })).toThrow(/^superDigest: must have the form user:base64\(hash\)$/)
  })

  it('gives operators the id of a password', () => {
    expect(digestId('super:test')).toBe('super:D/InIHSb7yEEbrWz8b9l71RjZJU=')
  })
})
