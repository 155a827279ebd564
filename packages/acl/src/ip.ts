import type { AuthProvider } from '@zabkit/core'
import { contains, normaliseAddress, parseRange } from './ip-address.ts'

/**
 * The scheme `ip`: every connection has the address of its peer as an id, and ACLs name addresses or networks (`10.0.0.0/8`, `2001:db8::/32`).
 * The address is the socket's, never a header's. It describes and does not authenticate, so it never replaces `auth` in an ACL.
 */
export function ip(): AuthProvider {
  return {
    scheme: 'ip',
    authenticates: false,
    connected: (connection) => [{ scheme: 'ip', id: normaliseAddress(connection.remoteAddress) }],
    authenticate: () => ({ ok: true, ids: [] }),
    isValid: (id) => parseRange(id) !== null,
    matches: isWithin,
    userName: (id) => id,
  }
}

function isWithin(id: string, expression: string): boolean {
  if (id === expression) return true
  const range = parseRange(expression)
  if (range === null) return false
  const address = parseRange(id)
  return address !== null && contains(range, address)
}
