import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SessionPasswords } from '../src/session-passwords.ts'

const secret = Uint8Array.from({ length: 32 }, (_, index) => index)

describe('session passwords', () => {
  it.each([32, 64, 65, 200])('are the first 16 bytes of HMAC-SHA-256 over the big-endian id, with a secret of %d bytes', (length) => {
    const secret = Uint8Array.from({ length }, (_, index) => index)
    const expected = createHmac('sha256', secret).update(Buffer.from('ff00000000000001', 'hex')).digest().subarray(0, 16)
    expect([...new SessionPasswords(secret).of(-0x00ff_ffff_ffff_ffffn)]).toEqual([...expected])
  })

  it('do not follow later changes of the array that held the secret', () => {
    const mine = Uint8Array.from(secret)
    const passwords = new SessionPasswords(mine)
    const before = passwords.of(1n)
    mine.fill(0)
    expect(passwords.check(1n, before)).toBe(true)
  })

  it('need a secret of 32 bytes', () => {
    expect(() => new SessionPasswords(new Uint8Array(31))).toThrow(/31 bytes: must have 32 or more/)
  })
})
