import { createSecureContext } from 'node:tls'
import { OperatorError } from '@zabkit/core'
import type { ConfigValues } from './config-values.ts'
import { foreignStore, readAuthorities, readPassword, readStore, storeError, storeType, tlsError } from './key-stores.ts'
import { type Notice, oneLine } from './notice.ts'
import type { SettingsSources } from './sources.ts'
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
  const passphrase = await readPassword(values, sources, 'ssl.keyStore')
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
  return readAuthorities(values, sources, 'ssl.trustStore', location)
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
