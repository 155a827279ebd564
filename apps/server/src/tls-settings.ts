import { X509Certificate } from 'node:crypto'
import { basename, extname, resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import { OperatorError } from '@zabkit/core'
import type { ConfigValues } from './config-values.ts'
import { invalidEntry, type Notice, oneLine } from './notice.ts'
import { decodeText } from './properties.ts'
import { errorCode, type SettingsSources, whyUnreadable } from './sources.ts'
import { readCiphers, readVersions, type TlsVersion } from './tls-versions.ts'

/** What Node's TLS server is made of. Holds secrets: never to be logged. */
export interface TlsSettings {
  /** PEM of the private key; null with `pfx`. */
  readonly key: Buffer | null
  /** PEM of the certificate and its chain; null with `pfx`. */
  readonly cert: Buffer | null
  /** A PKCS12 key store; null with `key`. */
  readonly pfx: Buffer | null
  readonly passphrase: string | null
  /** PEM of the authorities whose clients are trusted; null only with clientAuth none. */
  readonly ca: Buffer | null
  /** A client's certificate is demanded, asked for, or not asked for. */
  readonly clientAuth: 'need' | 'want' | 'none'
  readonly minVersion: TlsVersion
  readonly maxVersion: TlsVersion
  /** OpenSSL's list; null: Node's own. */
  readonly ciphers: string | null
  /** The plain port takes TLS too. */
  readonly portUnification: boolean
}

type StoreName = 'ssl.keyStore' | 'ssl.trustStore'
type StoreType = 'PEM' | 'PKCS12' | 'JKS' | 'BCFKS'

/**
 * Reads keys and certificates. Throws OperatorError ZK_TLS_INVALID for a store that is missing, of a kind Node cannot read, or that its
 * password does not open; passwords never appear.
 */
export async function readTlsSettings(values: ConfigValues, sources: SettingsSources, notices: Notice[]): Promise<TlsSettings> {
  const clientAuth = values.choice('ssl.clientAuth')
  const settings: TlsSettings = {
    ...(await readKeyStore(values, sources)),
    ca: await readTrustStore(values, sources, clientAuth),
    clientAuth,
    ...readVersions(values, notices),
    ciphers: readCiphers(values),
    portUnification: values.flag('client.portUnification'),
  }
  checkTls(settings, values)
  if (settings.pfx !== null && clientAuth !== 'none') notices.push({ level: 'warn', text: PFX_TRUSTS })
  return settings
}

/** Node puts every extra certificate of a PKCS12 file among the trusted ones, with no way to prevent it. */
const PFX_TRUSTS =
  'ssl.keyStore.location: clients with certificates of any authority inside a PKCS12 key store are trusted beside ssl.trustStore; ' +
  'use a PEM key store to trust the trust store alone'

type KeyMaterial = Pick<TlsSettings, 'key' | 'cert' | 'pfx' | 'passphrase'>

async function readKeyStore(values: ConfigValues, sources: SettingsSources): Promise<KeyMaterial> {
  const location = values.text('ssl.keyStore.location')
  if (location === null) throw new OperatorError('ZK_TLS_INVALID', KEY_STORE_MISSING, { remedy: 'Add ssl.keyStore.location.' })
  const type = storeType(values, 'ssl.keyStore', location)
  if (type === 'JKS' || type === 'BCFKS') throw foreignStore(values, 'ssl.keyStore', type, location)
  const bytes = await readStore(values, sources, 'ssl.keyStore', location)
  const passphrase = await readPassword(values, sources)
  if (type === 'PKCS12') return { key: null, cert: null, pfx: bytes, passphrase }
  return { key: bytes, cert: bytes, pfx: null, passphrase }
}

const KEY_STORE_MISSING = 'ssl.keyStore.location is missing: clients by TLS need a key and a certificate to talk to'

async function readTrustStore(
  values: ConfigValues,
  sources: SettingsSources,
  clientAuth: TlsSettings['clientAuth'],
): Promise<Buffer | null> {
  const location = values.text('ssl.trustStore.location')
  if (location === null) {
    if (clientAuth === 'none') return null
    throw tlsError(`ssl.trustStore.location is missing: ssl.clientAuth ${clientAuth} needs authorities to check clients against`,
      'Add ssl.trustStore.location, or set ssl.clientAuth=none.')
  }
  const type = storeType(values, 'ssl.trustStore', location)
  if (type !== 'PEM') throw foreignStore(values, 'ssl.trustStore', type, location)
  const bytes = await readStore(values, sources, 'ssl.trustStore', location)
  if (holdsCertificate(bytes)) return bytes
  throw storeError(values, 'ssl.trustStore', 'holds no certificate in PEM', 'Name a PEM file with the certificates of the authorities.')
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

function storeType(values: ConfigValues, store: StoreName, location: string): StoreType {
  const named = values.text(`${store}.type`)
  const type = named === null ? ENDINGS.get(extname(location).toLowerCase()) : named.toUpperCase()
  if (type === 'PEM' || type === 'PKCS12' || type === 'JKS' || type === 'BCFKS') return type
  if (named !== null) throw values.invalid(`${store}.type`, 'must be PEM or PKCS12')
  throw storeError(values, store, 'its ending does not say what it is', `Add ${store}.type=PEM or ${store}.type=PKCS12.`)
}

/** Java's own formats are closed to Node, and a PKCS12 file without a private key is to OpenSSL's TLS. Names the way out. */
function foreignStore(values: ConfigValues, store: StoreName, type: StoreType, location: string): OperatorError {
  const stem = oneLine(location.slice(0, location.length - extname(location).length))
  const toPkcs12 = `keytool -importkeystore -srckeystore ${oneLine(location)} -srcstoretype ${type} ` +
    `-destkeystore ${stem}.p12 -deststoretype PKCS12`
  const toPem = `openssl pkcs12 -in ${type === 'PKCS12' ? oneLine(location) : `${stem}.p12`} -nokeys -out ${stem}.pem`
  const steps = store === 'ssl.keyStore' ? [toPkcs12] : type === 'PKCS12' ? [toPem] : [toPkcs12, toPem]
  return storeError(values, store, `a ${type} file cannot be read here`, `Convert it with: ${steps.join(' && ')}`)
}

async function readStore(values: ConfigValues, sources: SettingsSources, store: StoreName, location: string): Promise<Buffer> {
  try {
    return await sources.readFile(resolve(sources.environment.workingDirectory, location))
  } catch (error) {
    throw storeError(values, store, whyUnreadable(errorCode(error)), 'Name a file that this user may read.')
  }
}

/** The file of `passwordPath` counts before `password`, as in ZooKeeper; the end of its line is no part of the password. */
async function readPassword(values: ConfigValues, sources: SettingsSources): Promise<string | null> {
  const path = values.text('ssl.keyStore.passwordPath')
  if (path === null) return values.text('ssl.keyStore.password')
  try {
    return decodeText(await sources.readFile(resolve(sources.environment.workingDirectory, path)), basename(path)).replace(/[\r\n]+$/, '')
  } catch (error) {
    throw tlsError(values.invalid('ssl.keyStore.passwordPath', whyUnreadable(errorCode(error))).message, 'Name a file with the password.')
  }
}

/** Lets OpenSSL judge the whole before any port is opened. Its own words name the fault and hold no secret. */
function checkTls({ key, cert, pfx, passphrase, ca, ciphers }: TlsSettings, values: ConfigValues): void {
  const stores = pfx === null ? { key: key ?? undefined, cert: cert ?? undefined } : { pfx }
  try {
    createSecureContext({ ...stores, passphrase: passphrase ?? undefined, ca: ca ?? undefined, ciphers: ciphers ?? undefined })
  } catch (error) {
    throw storeError(values, 'ssl.keyStore', `OpenSSL refuses it: ${oneLine(error instanceof Error ? error.message : String(error))}`)
  }
}

function storeError(values: ConfigValues, store: StoreName, what: string, remedy?: string): OperatorError {
  const entry = values.entry(`${store}.location`)
  return tlsError(entry === undefined ? `${store}.location: ${what}` : invalidEntry(entry, what).message, remedy)
}

function tlsError(message: string, remedy?: string): OperatorError {
  return new OperatorError('ZK_TLS_INVALID', message, remedy === undefined ? undefined : { remedy })
}
