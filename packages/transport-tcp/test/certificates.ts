import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Pair {
  readonly key: string
  readonly cert: string
}

/** An authority, and two certificates that it vouches for. */
export interface Authority {
  readonly ca: string
  readonly server: Pair
  readonly client: Pair
}

export async function makeAuthority(name: string): Promise<Authority> {
  const ca = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
  })
  const signer = { key: ca.private, cert: ca.cert }
  return { ca: ca.cert, server: await makeLeaf('localhost', signer), client: await makeLeaf('alice', signer) }
}

export async function makeLeaf(name: string, ca: Pair): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  return { key: made.private, cert: made.cert }
}

export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A PKCS #12 file's bytes. */
export function makePfx({ key, cert }: Pair, passphrase: string): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'zabkit-pfx-'))
  const at = (name: string): string => join(directory, name)
  writeFileSync(at('key.pem'), key)
  writeFileSync(at('cert.pem'), cert)
  const args = ['pkcs12', '-export', '-inkey', at('key.pem'), '-in', at('cert.pem'), '-out', at('all.pfx'), '-passout', `pass:${passphrase}`]
  execFileSync('openssl', args, { stdio: 'ignore' })
  const bytes = readFileSync(at('all.pfx'))
  rmSync(directory, { recursive: true })
  return bytes
}
