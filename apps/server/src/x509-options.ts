import type { X509Options } from '@zabkit/acl'
import { OperatorError } from '@zabkit/core'
import type { X509Settings } from './auth-settings.ts'

/** The provider's options for the keys `X509AuthenticationProvider.*`. Throws ZK_CONFIG_INVALID for a kind of name that is not served. */
export function x509Options(settings: X509Settings): X509Options {
  const superUser = settings.superUser === null ? {} : { superUser: settings.superUser }
  if (settings.idType === 'SUBJECT') return superUser
  const matchType = settings.sanType
  if (matchType !== 1 && matchType !== 2 && matchType !== 6) {
    throw new OperatorError(
      'ZK_CONFIG_INVALID',
      `X509AuthenticationProvider.clientCertIdSanMatchType ${matchType}: must be 1 (mail address), 2 (DNS name) or 6 (URI)`,
    )
  }
  const { sanMatch: match, sanExtract: extract, sanExtractGroup: extractGroup } = settings
  return { ...superUser, clientCertIdType: { matchType, match, extract, extractGroup } }
}
