import { type AuthConnection, type AuthProvider, type AuthResult, type Id, OperatorError } from '@zabkit/core'
import { type AlternativeName, certificateAlternativeNames, certificateSubject, TEXT_NAME_TYPES } from './certificate.ts'
import { isDistinguishedName } from './distinguished-name.ts'
import { ALTERNATIVE_NAME_LENGTH_MAX } from './limits.ts'

/** How an id is taken from the alternative names (ZooKeeper's `X509AuthenticationProvider.clientCertIdSan*`). */
export interface AlternativeNameId {
  /** GeneralName choice: 1 mail address, 2 DNS name, 6 URI. */
  readonly matchType: 1 | 2 | 6
  /** Which name: the certificate must have exactly one that this finds. Default: any. */
  readonly match?: RegExp
  /** What of that name is the id: a group of what this finds. Default: all of it. */
  readonly extract?: RegExp
  /** Which group of `extract`. Default 0, the whole of what was found. */
  readonly extractGroup?: number
}

export interface X509Options {
  /** The id that may do anything, in the form that the id has. Default: nobody. */
  readonly superUser?: string
  /** Where a client's id comes from. Default: the subject's distinguished name. */
  readonly clientCertIdType?: 'subject' | AlternativeNameId
}

const REFUSED: AuthResult = { ok: false }

/**
 * The scheme `x509`: the id of a client is taken from the certificate with which it opened its TLS connection. The transport has verified
 * the chain; nothing is verified here. A connection without a certificate, or with one that gives no id, has no x509 id.
 */
export function x509(options: X509Options = {}): AuthProvider {
  const { superUser = null, clientCertIdType = 'subject' } = options
  const idOf = clientCertIdType === 'subject' ? certificateSubject : alternativeNameReader(clientCertIdType)
  const idsOf = (connection: AuthConnection): readonly Id[] => {
    const certificate = connection.secure ? connection.peerCertificates[0] : undefined
    const id = certificate === undefined ? null : idOf(certificate)
    return id === null || id === '' ? [] : withSuper(id, superUser)
  }
  return {
    scheme: 'x509',
    authenticates: true,
    connected: idsOf,
    authenticate(_credential, connection) {
      const ids = idsOf(connection)
      return ids.length === 0 ? REFUSED : { ok: true, ids }
    },
    isValid: clientCertIdType === 'subject' ? isDistinguishedName : (id) => id !== '',
    matches: (id, expression) => id === expression,
    userName: (id) => id,
  }
}

function withSuper(id: string, superUser: string | null): readonly Id[] {
  const own = { scheme: 'x509', id }
  return id === superUser ? [{ scheme: 'super', id }, own] : [own]
}

function alternativeNameReader(options: AlternativeNameId): (der: Uint8Array) => string | null {
  if (!TEXT_NAME_TYPES.has(options.matchType)) {
    throw new OperatorError('ZK_CONFIG_INVALID', `clientCertIdSanMatchType ${options.matchType}: must be 1 (mail), 2 (DNS) or 6 (URI)`)
  }
  return (der) => {
    const [name, ...others] = (certificateAlternativeNames(der) ?? []).filter((candidate) => isWanted(candidate, options))
    return name === undefined || others.length > 0 ? null : extractId(name.value, options)
  }
}

function isWanted(name: AlternativeName, { matchType, match }: AlternativeNameId): boolean {
  return name.type === matchType && name.value.length <= ALTERNATIVE_NAME_LENGTH_MAX && (match === undefined || name.value.search(match) >= 0)
}

function extractId(name: string, { extract, extractGroup = 0 }: AlternativeNameId): string | null {
  if (extract === undefined) return name
  // A new expression: one with the flag g would remember where it stopped at the last certificate.
  const found = new RegExp(extract.source, extract.flags.replace(/[gy]/g, '')).exec(name)
  return found?.[extractGroup] ?? null
}
