import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import { CHAIN_CERTIFICATES } from './limits.ts'

/** The client's verified certificates in DER, leaf first; empty when it showed none or none that our authorities vouch for. */
export function peerChain(socket: TLSSocket): readonly Uint8Array[] {
  if (!socket.authorized) return []
  const chain: Uint8Array[] = []
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  // A root is its own issuer, and the end of the list.
  while (certificate?.raw !== undefined && chain.length < CHAIN_CERTIFICATES) {
    chain.push(certificate.raw)
    certificate = certificate.issuerCertificate === certificate ? undefined : certificate.issuerCertificate
  }
  return chain
}
