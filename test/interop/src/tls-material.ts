import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import type { Config } from './test-server.ts'

const run = promisify(execFile)

/** Files of one certificate authority and of those it vouches for. */
export interface TlsMaterial {
  readonly directory: string
  /** PEM of the authority. */
  readonly ca: string
  readonly server: Identity
  /** Subject `CN=alice,O=interop` and `CN=bob,O=interop`. */
  readonly alice: Identity
  readonly bob: Identity
  /** Signed by nobody that the server trusts. */
  readonly stranger: Identity
}

export interface Identity {
  readonly key: string
  readonly certificate: string
  /** Key and certificate in one PEM file. */
  readonly pem: string
  /** Key and certificate in a PKCS12 file with the password of `STORE_PASSWORD`. */
  readonly p12: string
}

export const STORE_PASSWORD = 'interop-password'

/** Makes an authority, a server, two clients and a stranger for the running test; the files go when it ends. */
export async function makeTlsMaterial(): Promise<TlsMaterial> {
  const directory = await mkdtemp(join(tmpdir(), 'interop-tls-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const ca = await makeAuthority(directory, 'ca')
  const other = await makeAuthority(directory, 'other')
  return {
    directory,
    ca: ca.certificate,
    server: await makeIdentity(directory, 'localhost', ca),
    alice: await makeIdentity(directory, 'alice', ca),
    bob: await makeIdentity(directory, 'bob', ca),
    stranger: await makeIdentity(directory, 'stranger', other),
  }
}

/** The lines of a zoo.cfg for a TLS port with `material`. Netty is what Apache ZooKeeper serves TLS with. */
export function tlsConfig({ server, ca }: TlsMaterial): Config {
  return {
    secureClientPortAddress: '127.0.0.1',
    serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
    'ssl.keyStore.location': server.pem,
    'ssl.trustStore.location': ca,
    'authProvider.x509': 'org.apache.zookeeper.server.auth.X509AuthenticationProvider',
  }
}

interface Authority {
  readonly key: string
  readonly certificate: string
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

async function makeAuthority(directory: string, name: string): Promise<Authority> {
  const key = join(directory, `${name}.key`)
  const certificate = join(directory, `${name}.pem`)
  await run('openssl', ['req', '-x509', ...NEW_KEY, '-keyout', key, '-out', certificate, '-days', '2', '-subj', `/CN=${name}`])
  return { key, certificate }
}

async function makeIdentity(directory: string, name: string, authority: Authority): Promise<Identity> {
  const at = (ending: string): string => join(directory, `${name}.${ending}`)
  const identity = { key: at('key'), certificate: at('crt'), pem: at('pem'), p12: at('p12') }
  await writeFile(at('ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  await run('openssl', ['req', ...NEW_KEY, '-keyout', identity.key, '-out', at('csr'), '-subj', `/O=interop/CN=${name}`])
  await run('openssl', [
    'x509', '-req', '-in', at('csr'), '-CA', authority.certificate, '-CAkey', authority.key, '-CAcreateserial',
    '-days', '2', '-extfile', at('ext'), '-out', identity.certificate,
  ])
  await writeFile(identity.pem, Buffer.concat([await readFile(identity.key), await readFile(identity.certificate)]))
  await run('openssl', [
    'pkcs12', '-export', '-inkey', identity.key, '-in', identity.certificate, '-out', identity.p12, '-passout', `pass:${STORE_PASSWORD}`,
  ])
  return identity
}
