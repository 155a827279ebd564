import { getCiphers } from 'node:tls'
import type { ConfigValues } from './config-values.ts'
import { describeEntry, type Notice } from './notice.ts'

export type TlsVersion = 'TLSv1.2' | 'TLSv1.3'

const SERVED: readonly TlsVersion[] = ['TLSv1.2', 'TLSv1.3']
/** Named in old files, broken, and not served whatever is enabled. */
const RETIRED: readonly string[] = ['TLSv1', 'TLSv1.1', 'SSLv2Hello', 'SSLv3']

/** The lowest and the highest version that are enabled. Throws OperatorError ZK_CONFIG_INVALID when none of those named is served. */
export function readVersions(values: ConfigValues, notices: Notice[]): { readonly minVersion: TlsVersion; readonly maxVersion: TlsVersion } {
  const key = values.entry('ssl.enabledProtocols') === undefined ? 'ssl.protocol' : 'ssl.enabledProtocols'
  const enabled = pickServed(values, key, notices)
  return { minVersion: enabled[0] ?? 'TLSv1.2', maxVersion: enabled.at(-1) ?? 'TLSv1.3' }
}

/** `ssl.protocol` alone is the only version; a bare "TLS" is Java's word for its default. */
function pickServed(values: ConfigValues, key: 'ssl.enabledProtocols' | 'ssl.protocol', notices: Notice[]): readonly TlsVersion[] {
  const entry = values.entry(key)
  const names = entry === undefined ? [] : values.list(key).map((name) => name.toLowerCase())
  if (entry === undefined || names.length === 0 || names.includes('tls')) return SERVED
  const served = SERVED.filter((version) => names.includes(version.toLowerCase()))
  const known = [...SERVED, ...RETIRED].map((version) => version.toLowerCase())
  if (served.length === 0 || names.some((name) => !known.includes(name))) throw values.invalid(key, `must be of ${SERVED.join(', ')}`)
  if (served.length < new Set(names).size) notices.push({ level: 'warn', text: `${describeEntry(entry)}: only ${served.join(', ')} served` })
  return served
}

/** OpenSSL's list for Java's names; null when the configuration names none. */
export function readCiphers(values: ConfigValues): string | null {
  const names = values.list('ssl.ciphersuites')
  if (names.length === 0) return null
  const known = new Set(getCiphers().map((name) => name.toUpperCase()))
  return names.map((name) => {
    const cipher = [name.toUpperCase(), opensslName(name)].find((candidate) => known.has(candidate))
    if (cipher === undefined) throw values.invalid('ssl.ciphersuites', `${name} is not known here`)
    return cipher
  }).join(':')
}

/** TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 is ECDHE-RSA-AES128-GCM-SHA256; TLS 1.3's names are the same in both. */
function opensslName(name: string): string {
  return name
    .toUpperCase()
    .replace(/^(TLS|SSL)_/, '')
    .replace(/^RSA_WITH_/, '')
    .replace('_WITH_', '_')
    .replace(/AES_(\d+)/, 'AES$1')
    .replace(/_CBC(?=_)/, '')
    .replace(/(CHACHA20_POLY1305)_SHA256/, '$1')
    .replaceAll('_', '-')
}
