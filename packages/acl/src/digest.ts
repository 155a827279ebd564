import { createHash } from 'node:crypto'
import { type AuthProvider, type AuthResult, type Id, OperatorError } from '@zabkit/core'
import { CREDENTIAL_BYTES_MAX, USER_BYTES_MAX } from './limits.ts'

export interface DigestOptions {
  /** Hash over the whole "user:password", by its OpenSSL name. Default sha1: what ACLs in existing trees were made with. */
  readonly algorithm?: string
  /** `user:base64(hash)`. Who proves it may do anything. Default: nobody. */
  readonly superDigest?: string
  /** False: the scheme is unknown to clients (`DigestAuthenticationProvider.enabled=false`). Default true. */
  readonly enabled?: boolean
}

const COLON = 0x3a
const REFUSED: AuthResult = { ok: false }

/** `user:base64(hash)` of "user:password", as it stands in an ACL (ZooKeeper's `DigestAuthenticationProvider.generateDigest`). */
export function digestId(userAndPassword: string, algorithm = 'sha1'): string {
  return `${userPart(userAndPassword)}:${createHash(algorithm).update(userAndPassword, 'utf8').digest('base64')}`
}

/**
 * The scheme `digest`. Authenticating succeeds unless the user part is longer than USER_BYTES_MAX: what it gives is the id that fits the
 * password. The credential is read as UTF-8.
 * Throws ZK_CONFIG_INVALID for an algorithm that this Node does not have, and for a `superDigest` that no password could meet.
 */
export function digest(options: DigestOptions = {}): AuthProvider {
  const { algorithm = 'sha1', superDigest = null, enabled = true } = options
  checkAlgorithm(algorithm)
  if (superDigest !== null && !isDigestId(superDigest)) {
    throw new OperatorError('ZK_CONFIG_INVALID', 'superDigest: must have the form user:base64(hash)')
  }
  return {
    scheme: 'digest',
    authenticates: true,
    authenticate(credential) {
      if (!enabled || credential.length > CREDENTIAL_BYTES_MAX || userBytes(credential) > USER_BYTES_MAX) return REFUSED
      const id = digestId(Buffer.from(credential.buffer, credential.byteOffset, credential.length).toString('utf8'), algorithm)
      return { ok: true, ids: idsOf(id, superDigest) }
    },
    isValid: (id) => enabled && isDigestId(id),
    matches: (id, expression) => enabled && id === expression,
    userName: userPart,
    mask: (id) => `${userPart(id)}:x`,
  }
}

function checkAlgorithm(algorithm: string): void {
  try {
    createHash(algorithm)
  } catch (cause) {
    throw new OperatorError('ZK_CONFIG_INVALID', `digestAlg ${algorithm}: this Node has no such hash`, { cause })
  }
}

function idsOf(id: string, superDigest: string | null): readonly Id[] {
  const own = { scheme: 'digest', id }
  return id === superDigest ? [{ scheme: 'super', id: '' }, own] : [own]
}

function userBytes(credential: Uint8Array): number {
  const colon = credential.indexOf(COLON)
  return colon < 0 ? credential.length : colon
}

function userPart(text: string): string {
  const colon = text.indexOf(':')
  return colon < 0 ? text : text.slice(0, colon)
}

/** Two parts around one colon. Colons at the end do not count: Java's `split` drops empty parts there, so ZooKeeper takes such ids. */
function isDigestId(id: string): boolean {
  let end = id.length
  while (end > 0 && id[end - 1] === ':') end--
  const colon = id.indexOf(':')
  return colon >= 0 && colon < end && id.lastIndexOf(':', end - 1) === colon
}
