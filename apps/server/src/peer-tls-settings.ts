import { createPrivateKey } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { ConfigValues } from './config-values.ts'
import { foreignStore, readAuthorities, readPassword, readStore, storeError, storeType, tlsError } from './key-stores.ts'
import { describeEntry, invalidEntry, type Notice, oneLine } from './notice.ts'
import type { SettingsSources } from './sources.ts'

/** What the links between servers are secured with: each side proves who it is. Holds a secret: never to be logged. */
export interface PeerTlsSettings {
  /** PEM of the private key, not encrypted any more. */
  readonly key: Buffer
  /** PEM of the certificate and its chain. */
  readonly cert: Buffer
  /** PEM of the authorities whose servers are trusted. */
  readonly ca: Buffer
  /** A server's certificate must name the host that was dialled. */
  readonly verifyHostname: boolean
}

/**
 * Reads `sslQuorum` and `ssl.quorum.*`; null where the links are plain. Throws OperatorError ZK_TLS_INVALID for a store that is missing or cannot
 * be used, ZK_CONFIG_INVALID for protections that are not there.
 */
export async function readPeerTls(values: ConfigValues, sources: SettingsSources, notices: Notice[]): Promise<PeerTlsSettings | null> {
  if (!values.flag('sslQuorum')) return null
  refuseRevocation(values)
  noticePortUnification(values, notices)
  const settings: PeerTlsSettings = {
    ...(await readKeyStore(values, sources)),
    ca: await readAuthorities(values, sources, 'ssl.quorum.trustStore', location(values, 'ssl.quorum.trustStore')),
    verifyHostname: values.flag('ssl.quorum.hostnameVerification'),
  }
  checkPeerTls(settings, values)
  return settings
}

function refuseRevocation(values: ConfigValues): void {
  for (const name of ['ssl.quorum.crl', 'ssl.quorum.ocsp']) {
    const entry = values.switchedOn(name)
    if (entry === undefined) continue
    throw invalidEntry(entry, 'revoked certificates are not looked up by this version; remove the key if it may be missing')
  }
}

function noticePortUnification(values: ConfigValues, notices: Notice[]): void {
  const entry = values.switchedOn('portUnification')
  if (entry === undefined) return
  notices.push({ level: 'warn', text: `${describeEntry(entry)}: ignored: with sslQuorum servers without TLS are refused` })
}

function location(values: ConfigValues, store: 'ssl.quorum.keyStore' | 'ssl.quorum.trustStore'): string {
  const found = values.text(`${store}.location`)
  if (found !== null) return found
  throw tlsError(`${store}.location is missing: sslQuorum=true lets servers prove to each other who they are`, `Add ${store}.location.`)
}

async function readKeyStore(values: ConfigValues, sources: SettingsSources): Promise<{ key: Buffer; cert: Buffer }> {
  const store = 'ssl.quorum.keyStore'
  const path = location(values, store)
  const type = storeType(values, store, path)
  if (type !== 'PEM') throw foreignStore(values, store, type, path)
  const bytes = await readStore(values, sources, store, path)
  return { key: decryptKey(bytes, await readPassword(values, sources, store), values), cert: bytes }
}

/** gRPC takes no password: the key is handed on in the clear, in memory only. */
function decryptKey(bytes: Buffer, passphrase: string | null, values: ConfigValues): Buffer {
  try {
    const key = createPrivateKey({ key: bytes, format: 'pem', ...(passphrase === null ? {} : { passphrase }) })
    return Buffer.from(key.export({ type: 'pkcs8', format: 'pem' }))
  } catch (error) {
    throw refused(values, error)
  }
}

/** Lets OpenSSL judge whether key and certificates belong together before any port is opened. */
function checkPeerTls({ key, cert, ca }: PeerTlsSettings, values: ConfigValues): void {
  try {
    createSecureContext({ key, cert, ca })
  } catch (error) {
    throw refused(values, error)
  }
}

/** OpenSSL's own words name the fault and hold no secret. */
function refused(values: ConfigValues, error: unknown): Error {
  return storeError(values, 'ssl.quorum.keyStore', `OpenSSL refuses it: ${oneLine(error instanceof Error ? error.message : String(error))}`)
}
