import { constants } from 'node:crypto'
import { createServer, type Server } from 'node:tls'
import { loadTls } from './tls-material.ts'
import type { TlsOptions } from './options.ts'

/**
 * The TLS half of the transport: it never listens, sockets are handed to it. Rejects with ZK_TLS_INVALID.
 */
export async function createTlsServer(options: TlsOptions, handshakeTimeoutMs: number): Promise<Server> {
  const material = await loadTls(options)
  const clientAuth = options.clientAuth ?? 'need'
  return createServer({
    ...material,
    requestCert: clientAuth !== 'none',
    rejectUnauthorized: clientAuth === 'need',
    // The transport's own deadline covers the handshake; this one must not come first.
    handshakeTimeout: handshakeTimeoutMs * 2,
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    allowHalfOpen: true,
  })
}
