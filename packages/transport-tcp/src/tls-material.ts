import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { OperatorError } from '@zabkit/core'
import type { TlsMaterial, TlsOptions } from './options.ts'

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED )?CERTIFICATE-----/g

interface Loaded {
  /** How the operator named it: the option, and the file if there is one. */
  readonly name: string
  readonly bytes: Buffer
}

/** Reads and checks everything before the port opens. Each part is tried by itself, so that the error names the one that is wrong. */
export async function loadTls(options: TlsOptions): Promise<SecureContextOptions> {
  const { passphrase } = options
  requireParts(options)
  const ca = await load('tls.ca', options.ca)
  const pfx = await load('tls.pfx', options.pfx)
  const key = await load('tls.key', options.key)
  const cert = await load('tls.cert', options.cert)
  if (ca !== null) attempt(ca.name, () => parseCertificates(ca.bytes))
  if (pfx !== null) attempt(`${pfx.name} with tls.passphrase`, () => createSecureContext({ pfx: pfx.bytes, ...secret(passphrase) }))
  if (key !== null && cert !== null) checkPair(key, cert, passphrase)
  const context = { ...protocol(options), ...bytesOf({ ca, pfx, key, cert }), ...secret(passphrase) }
  attempt('tls', () => createSecureContext(context))
  return context
}

function requireParts({ ca, cert, clientAuth, key, pfx }: TlsOptions): void {
  if (pfx === undefined && key === undefined) throw invalid('tls.key', 'missing: give tls.key and tls.cert, or tls.pfx')
  if (pfx === undefined && cert === undefined) throw invalid('tls.cert', 'missing: give it beside tls.key')
  if (ca === undefined && clientAuth !== 'none') {
    throw invalid('tls.ca', `missing: clientAuth '${clientAuth ?? 'need'}' needs the authorities whose clients are trusted`)
  }
}

async function load(option: string, material: TlsMaterial | undefined): Promise<Loaded | null> {
  if (material === undefined) return null
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

function checkPair(key: Loaded, cert: Loaded, passphrase: string | undefined): void {
  const privateKey = attempt(key.name, () => createPrivateKey({ key: key.bytes, ...secret(passphrase) }))
  const [leaf] = attempt(cert.name, () => parseCertificates(cert.bytes))
  if (leaf?.checkPrivateKey(privateKey) !== true) throw invalid(cert.name, `is not the certificate of the key in ${key.name}`)
}

function protocol(options: TlsOptions): SecureContextOptions {
  const { ciphers, maxVersion, minVersion = 'TLSv1.2' } = options
  if (maxVersion !== undefined && maxVersion < minVersion) throw invalid('tls.maxVersion', `${maxVersion} is below tls.minVersion ${minVersion}`)
  const context = { minVersion, ...(maxVersion === undefined ? {} : { maxVersion }), ...(ciphers === undefined ? {} : { ciphers }) }
  if (ciphers !== undefined) attempt('tls.ciphers', () => createSecureContext({ ciphers }))
  attempt('tls.minVersion, tls.maxVersion', () => createSecureContext(context))
  return context
}

function bytesOf(parts: Readonly<Record<'ca' | 'pfx' | 'key' | 'cert', Loaded | null>>): SecureContextOptions {
  const present = Object.entries(parts).filter((entry): entry is [string, Loaded] => entry[1] !== null)
  return Object.fromEntries(present.map(([option, loaded]) => [option, loaded.bytes]))
}

function secret(passphrase: string | undefined): { passphrase?: string } {
  return passphrase === undefined ? {} : { passphrase }
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
  return new OperatorError('ZK_TLS_INVALID', `${name}: ${problem}`, { cause })
}
