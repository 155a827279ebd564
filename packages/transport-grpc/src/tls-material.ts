import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext, type SecureContext } from 'node:tls'
import { OperatorError } from '@zabkit/core'
import type { PeerTlsOptions, TlsMaterial } from './options.ts'

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED )?CERTIFICATE-----/g

interface Loaded {
  /** How the operator named it: the option, and the file if there is one. */
  readonly name: string
  readonly bytes: Buffer
}

/** Both sides' material, checked. */
export interface PeerTls {
  readonly ca: Buffer
  readonly key: Buffer
  readonly cert: Buffer
  /** For dialling. */
  readonly context: SecureContext
  readonly serverName: string | undefined
  readonly verifyHostname: boolean
}

/** Reads and checks everything before the port opens: the ZK_TLS_INVALID that it rejects with names the part that is wrong. */
export async function loadTls(options: PeerTlsOptions): Promise<PeerTls> {
  const { passphrase, serverName, verifyHostname = true } = options
  const ca = await load('tls.ca', options.ca)
  const given = await load('tls.key', options.key)
  const cert = await load('tls.cert', options.cert)
  attempt(ca.name, () => parseCertificates(ca.bytes))
  const key = checkPair(given, cert, passphrase)
  const context = attempt('tls', () => createSecureContext({ ca: ca.bytes, key, cert: cert.bytes, minVersion: 'TLSv1.2' }))
  return { ca: ca.bytes, key, cert: cert.bytes, context, serverName, verifyHostname }
}

async function load(option: string, material: TlsMaterial | undefined): Promise<Loaded> {
  if (material === undefined) throw invalid(option, 'missing: tls between servers needs key, cert and ca')
  if (typeof material === 'string' || material instanceof Uint8Array) return { name: option, bytes: Buffer.from(material) }
  const name = `${option} (${material.file})`
  try {
    return { name, bytes: await readFile(material.file) }
  } catch (error) {
    throw invalid(name, `cannot be read: ${messageOf(error)}`, error)
  }
}

function parseCertificates(pem: Buffer): X509Certificate[] {
  const found = pem.toString('latin1').match(CERTIFICATE)
  if (found === null) throw new Error('holds no PEM certificate')
  return found.map((text) => new X509Certificate(text))
}

/** The key in the clear, as the gRPC server takes it. */
function checkPair(key: Loaded, cert: Loaded, passphrase: string | undefined): Buffer {
  const secret = passphrase === undefined ? {} : { passphrase }
  const privateKey = attempt(key.name, () => createPrivateKey({ key: key.bytes, ...secret }))
  const [leaf] = attempt(cert.name, () => parseCertificates(cert.bytes))
  if (leaf?.checkPrivateKey(privateKey) !== true) throw invalid(cert.name, `is not the certificate of the key in ${key.name}`)
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }))
}

function attempt<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw invalid(name, messageOf(error), error)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function invalid(name: string, problem: string, cause?: unknown): OperatorError {
  return new OperatorError('ZK_TLS_INVALID', `peer ${name}: ${problem}`, { cause })
}
