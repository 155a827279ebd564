import { generate } from 'selfsigned'

export interface Pair {
  readonly key: string
  readonly cert: string
}

/** An authority and what it vouches for. */
export interface Authority extends Pair {
  readonly ca: string
}

export async function makeAuthority(name: string): Promise<Authority> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
  })
  return { ca: made.cert, key: made.private, cert: made.cert }
}

/** A server's certificate for the given names and IP addresses. */
export async function makeLeaf(authority: Authority, names: readonly string[], addresses: readonly string[] = []): Promise<Pair> {
  const altNames = [...names.map((value) => ({ type: 2 as const, value })), ...addresses.map((ip) => ({ type: 7 as const, ip }))]
  const made = await generate([{ name: 'commonName', value: names[0] ?? 'server' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.key, cert: authority.cert },
    extensions: [{ name: 'subjectAltName', altNames }],
  })
  return { key: made.private, cert: made.cert }
}
