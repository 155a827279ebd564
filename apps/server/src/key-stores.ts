import { X509Certificate } from 'node:crypto'
import { basename, extname, resolve } from 'node:path'
import { OperatorError } from '@zabkit/core'
import type { ConfigValues } from './config-values.ts'
import { invalidEntry, oneLine } from './notice.ts'
import { decodeText } from './properties.ts'
import { errorCode, type SettingsSources, whyUnreadable } from './sources.ts'

/** Those of the client ports, and those of the links between servers. */
export type KeyStoreName = 'ssl.keyStore' | 'ssl.quorum.keyStore'
export type TrustStoreName = 'ssl.trustStore' | 'ssl.quorum.trustStore'
type StoreName = KeyStoreName | TrustStoreName
export type StoreType = 'PEM' | 'PKCS12' | 'JKS' | 'BCFKS'

/** The certificates, in PEM, of the authorities that are trusted. Throws OperatorError ZK_TLS_INVALID. */
export async function readAuthorities(
  values: ConfigValues,
  sources: SettingsSources,
  store: TrustStoreName,
  location: string,
): Promise<Buffer> {
  const type = storeType(values, store, location)
  if (type !== 'PEM') throw foreignStore(values, store, type, location)
  const bytes = await readStore(values, sources, store, location)
  if (holdsCertificate(bytes)) return bytes
  throw storeError(values, store, 'holds no certificate in PEM', 'Name a PEM file with the certificates of the authorities.')
}

/** Node takes anything for `ca` and trusts nobody when it makes no sense of it. */
function holdsCertificate(bytes: Buffer): boolean {
  if (!bytes.includes('-----BEGIN CERTIFICATE-----')) return false
  try {
    return new X509Certificate(bytes).raw.length > 0
  } catch {
    return false
  }
}

const ENDINGS: ReadonlyMap<string, StoreType> = new Map([
  ['.pem', 'PEM'], ['.crt', 'PEM'], ['.p12', 'PKCS12'], ['.pfx', 'PKCS12'], ['.jks', 'JKS'], ['.bcfks', 'BCFKS'],
])

/** By the key `type`, else by the ending of the file. */
export function storeType(values: ConfigValues, store: StoreName, location: string): StoreType {
  const named = values.text(`${store}.type`)
  const type = named === null ? ENDINGS.get(extname(location).toLowerCase()) : named.toUpperCase()
  if (type === 'PEM' || type === 'PKCS12' || type === 'JKS' || type === 'BCFKS') return type
  if (named !== null) throw values.invalid(`${store}.type`, 'must be PEM or PKCS12')
  throw storeError(values, store, 'its ending does not say what it is', `Add ${store}.type=PEM or ${store}.type=PKCS12.`)
}

/**
 * Java's own formats are closed to Node, a PKCS12 file without a private key is to OpenSSL's TLS, and any PKCS12 file is to gRPC. Names the
 * way out.
 */
export function foreignStore(values: ConfigValues, store: StoreName, type: StoreType, location: string): OperatorError {
  const stem = oneLine(location.slice(0, location.length - extname(location).length))
  const toPkcs12 = `keytool -importkeystore -srckeystore ${oneLine(location)} -srcstoretype ${type} ` +
    `-destkeystore ${stem}.p12 -deststoretype PKCS12`
  const onlyCertificates = store.endsWith('trustStore') ? '-nokeys ' : ''
  const toPem = `openssl pkcs12 -in ${type === 'PKCS12' ? oneLine(location) : `${stem}.p12`} ${onlyCertificates}-out ${stem}.pem`
  const steps = [...(type === 'PKCS12' ? [] : [toPkcs12]), ...(store === 'ssl.keyStore' ? [] : [toPem])]
  return storeError(values, store, `a ${type} file cannot be read here`, `Convert it with: ${steps.join(' && ')}`)
}

/** The bytes of a key or trust store. */
export async function readStore(values: ConfigValues, sources: SettingsSources, store: StoreName, location: string): Promise<Buffer> {
  try {
    return await sources.readFile(resolve(sources.environment.workingDirectory, location))
  } catch (error) {
    throw storeError(values, store, whyUnreadable(errorCode(error)), 'Name a file that this user may read.')
  }
}

/** The file of `passwordPath` counts before `password`, as in ZooKeeper; the end of its line is no part of the password. */
export async function readPassword(values: ConfigValues, sources: SettingsSources, store: KeyStoreName): Promise<string | null> {
  const path = values.text(`${store}.passwordPath`)
  if (path === null) return values.text(`${store}.password`)
  try {
    return decodeText(await sources.readFile(resolve(sources.environment.workingDirectory, path)), basename(path)).replace(/[\r\n]+$/, '')
  } catch (error) {
    throw tlsError(values.invalid(`${store}.passwordPath`, whyUnreadable(errorCode(error))).message, 'Name a file with the password.')
  }
}

/** ZK_TLS_INVALID about the file of a store, with its place in the configuration. */
export function storeError(values: ConfigValues, store: StoreName, what: string, remedy?: string): OperatorError {
  const entry = values.entry(`${store}.location`)
  return tlsError(entry === undefined ? `${store}.location: ${what}` : invalidEntry(entry, what).message, remedy)
}

/** ZK_TLS_INVALID. */
export function tlsError(message: string, remedy?: string): OperatorError {
  return new OperatorError('ZK_TLS_INVALID', message, remedy === undefined ? undefined : { remedy })
}
