import { createHash } from 'node:crypto'
import type { ConfigValues } from './config-values.ts'
import { type ConfigEntry, describeEntry, type Notice } from './notice.ts'

/** Who clients are and what they may do. */
export interface AuthSettings {
  /** No permission is checked at all. */
  readonly skipAcl: boolean
  /** The scheme digest is served. */
  readonly digest: boolean
  /** Node's name of the digest's hash: sha1, sha256... */
  readonly digestAlgorithm: string
  /** `user:base64` of the one who may do everything. Secret. */
  readonly superDigest: string | null
  /** Null: the scheme x509 is not served. */
  readonly x509: X509Settings | null
  /** A client must have one of these schemes before anything but authentication; empty: none needed. */
  readonly requiredSchemes: readonly string[]
}

/** How a client's certificate becomes an id. */
export interface X509Settings {
  /** The id that may do everything. */
  readonly superUser: string | null
  readonly idType: 'SUBJECT' | 'SAN'
  /** Kind of alternative name, by its number in RFC 5280 (1 mail, 2 DNS, 6 URI); null with SUBJECT. */
  readonly sanType: number | null
  /** Which of the alternative names is meant. */
  readonly sanMatch: RegExp
  /** What of it is the id, in its group `sanExtractGroup`. */
  readonly sanExtract: RegExp
  readonly sanExtractGroup: number
}

/** Reads what concerns authentication. `hasTls`: clients may come by TLS, which switches x509 on. */
export function readAuthSettings(values: ConfigValues, hasTls: boolean, notices: Notice[]): AuthSettings {
  const digest = values.flag('DigestAuthenticationProvider.enabled')
  const digestAlgorithm = readDigestAlgorithm(values)
  const providers = readProviders(values, notices)
  const x509 = hasTls || providers.has('x509') ? readX509(values) : null
  return {
    skipAcl: readSkipAcl(values, notices),
    digest,
    digestAlgorithm,
    superDigest: readSuperDigest(values, digestAlgorithm),
    x509,
    requiredSchemes: readRequiredSchemes(values, ['ip', ...(digest ? ['digest'] : []), ...(x509 === null ? [] : ['x509'])]),
  }
}

function readSkipAcl(values: ConfigValues, notices: Notice[]): boolean {
  const skip = values.flag('skipACL')
  const entry = values.entry('skipACL')
  if (skip && entry !== undefined) notices.push({ level: 'warn', text: `${describeEntry(entry)}: every client may do everything` })
  return skip
}

/** Java writes SHA-256 where Node writes sha256. */
function readDigestAlgorithm(values: ConfigValues): string {
  const name = 'DigestAuthenticationProvider.digestAlg'
  const java = (values.text(name) ?? 'SHA1').toLowerCase()
  const algorithm = java.replace(/^sha-/, 'sha').replace('/', '-')
  if (digestBytes(algorithm) > 0) return algorithm
  throw values.invalid(name, 'must be a hash such as SHA1, SHA-256 or SHA3-256')
}

/** Length of a hash, 0 when there is no such one. */
function digestBytes(algorithm: string): number {
  try {
    return createHash(algorithm).digest().length
  } catch {
    return 0
  }
}

/** The length tells a digest from a password written in its place, with which nobody would ever be let in. */
function readSuperDigest(values: ConfigValues, algorithm: string): string | null {
  const name = 'DigestAuthenticationProvider.superDigest'
  const text = values.text(name)
  if (text === null) return null
  const base64 = /^[^:]+:([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1]
  if (base64 !== undefined && Buffer.from(base64, 'base64').length === digestBytes(algorithm)) return text
  throw values.invalid(name, `must be user:hash, the hash being the base64 of the ${algorithm} of user:password`)
}

const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['org.apache.zookeeper.server.auth.DigestAuthenticationProvider', 'digest'],
  ['org.apache.zookeeper.server.auth.IPAuthenticationProvider', 'ip'],
  ['org.apache.zookeeper.server.auth.X509AuthenticationProvider', 'x509'],
])

/** Schemes whose providers are named by class. What this server does not have is said and left out: its clients will be refused. */
function readProviders(values: ConfigValues, notices: Notice[]): Set<string> {
  const schemes = new Set<string>()
  for (const entry of providerEntries(values)) {
    const scheme = BUILT_IN.get(entry.value)
    if (scheme !== undefined) schemes.add(scheme)
    else notices.push({ level: 'warn', text: `${describeEntry(entry)}: this provider is not available; its scheme is not served` })
  }
  return schemes
}

function providerEntries(values: ConfigValues): ConfigEntry[] {
  const one = values.entry('authProvider')
  return [...(one === undefined ? [] : [one]), ...values.family('authProvider.')]
}

function readX509(values: ConfigValues): X509Settings {
  const idType = values.choice('X509AuthenticationProvider.clientCertIdType')
  return {
    superUser: values.text('X509AuthenticationProvider.superUser'),
    idType,
    sanType: idType === 'SAN' ? readSanType(values) : null,
    sanMatch: readRegex(values, 'X509AuthenticationProvider.clientCertIdSanMatchRegex'),
    sanExtract: readRegex(values, 'X509AuthenticationProvider.clientCertIdSanExtractRegex'),
    sanExtractGroup: values.integer('X509AuthenticationProvider.clientCertIdSanExtractMatcherGroupIndex'),
  }
}

/** The kinds of alternative name that are plain text. */
const SAN_TYPES: readonly number[] = [1, 2, 6]

function readSanType(values: ConfigValues): number {
  const type = values.integer('X509AuthenticationProvider.clientCertIdSanMatchType')
  if (type !== null && !SAN_TYPES.includes(type)) {
    throw values.invalid('X509AuthenticationProvider.clientCertIdSanMatchType', 'must be 1 (mail address), 2 (DNS name) or 6 (URI)')
  }
  if (type !== null) return type
  throw values.invalid(
    'X509AuthenticationProvider.clientCertIdType',
    'needs X509AuthenticationProvider.clientCertIdSanMatchType: 1, 2 or 6',
  )
}

type RegexName = `X509AuthenticationProvider.clientCertIdSan${'Match' | 'Extract'}Regex`

/** Java's syntax is near enough to JavaScript's for names; what is not says so here and not at the first client. */
function readRegex(values: ConfigValues, name: RegexName): RegExp {
  try {
    return new RegExp(values.text(name) ?? '.*')
  } catch (error) {
    throw error instanceof SyntaxError ? values.invalid(name, 'is not a regular expression of JavaScript') : error
  }
}

function readRequiredSchemes(values: ConfigValues, served: readonly string[]): string[] {
  const schemes = values.list('enforce.auth.schemes')
  if (!values.flag('enforce.auth.enabled')) return []
  if (schemes.length === 0) throw values.invalid('enforce.auth.enabled', 'needs enforce.auth.schemes, a list of schemes')
  const missing = schemes.find((scheme) => !served.includes(scheme))
  if (missing === undefined) return schemes
  throw values.invalid('enforce.auth.schemes', `scheme ${missing} is not served; choose from ${served.join(', ')}`)
}
