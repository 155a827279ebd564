import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthProvider, AuthResult } from '@zabkit/core'

const REFUSED: AuthResult = { ok: false }
/** A user's name, short enough to be part of an ACL. */
const USER = /^[a-z][a-z0-9-]{0,63}$/
const SEPARATOR = '.'
const TOKEN_BYTES_MAX = 200

/** What a client sends to be `user`: the name, and the proof that somebody with `key` gave it out. */
export function makeToken(user: string, key: string): string {
  return `${user}${SEPARATOR}${createHmac('sha256', key).update(user).digest('hex')}`
}

/** The scheme `token`: an ACL names users, a client proves with a token which one it is. */
export function token({ key }: { readonly key: string }): AuthProvider {
  return {
    scheme: 'token',
    authenticates: true,
    authenticate(credential) {
      if (credential.length > TOKEN_BYTES_MAX) return REFUSED
      const text = Buffer.from(credential).toString('latin1')
      const user = text.slice(0, Math.max(0, text.indexOf(SEPARATOR)))
      return USER.test(user) && isSame(text, makeToken(user, key)) ? { ok: true, ids: [{ scheme: 'token', id: user }] } : REFUSED
    },
    isValid: (id) => USER.test(id),
    matches: (id, expression) => id === expression,
    userName: (id) => id,
  }
}

/** In a time that tells nothing about how much of it is right. */
function isSame(text: string, expected: string): boolean {
  return text.length === expected.length && timingSafeEqual(Buffer.from(text, 'latin1'), Buffer.from(expected, 'latin1'))
}
