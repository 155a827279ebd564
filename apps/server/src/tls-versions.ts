import { getCiphers, type SecureVersion } from 'node:tls'
import type { ConfigValues } from './config-values.ts'

const VERSIONS: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

/** The lowest and the highest version that are enabled. Node serves what is between them too. */
export function readVersions(values: ConfigValues): { readonly minVersion: SecureVersion; readonly maxVersion: SecureVersion } {
  const enabled = values.list('ssl.enabledProtocols').map((name) => findVersion(values, 'ssl.enabledProtocols', name))
  const sorted = (enabled.length > 0 ? enabled : defaultVersions(values)).sort()
  return { minVersion: VERSIONS[sorted[0] ?? 2] ?? 'TLSv1.2', maxVersion: VERSIONS[sorted.at(-1) ?? 3] ?? 'TLSv1.3' }
}

/** Indices into VERSIONS. `ssl.protocol` alone is the only version; a bare "TLS" is Java's word for its default. */
function defaultVersions(values: ConfigValues): number[] {
  const entry = values.entry('ssl.protocol')
  if (entry === undefined || entry.value.toUpperCase() === 'TLS') return [2, 3]
  return [findVersion(values, 'ssl.protocol', entry.value)]
}

function findVersion(values: ConfigValues, key: 'ssl.enabledProtocols' | 'ssl.protocol', name: string): number {
  const found = VERSIONS.findIndex((version) => version.toLowerCase() === name.toLowerCase())
  if (found < 0) throw values.invalid(key, `must be of ${VERSIONS.join(', ')}`)
  return found
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
