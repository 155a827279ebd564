import { HANDSHAKE_TIMEOUT_MS, MAX_CONNECTIONS, MAX_CONNECTIONS_PER_ADDRESS, MAX_FRAME_BYTES } from '@zabkit/core'
import { BACKLOG } from './limits.ts'

/** PEM text, bytes, or the file that holds them (read at start). */
export type TlsMaterial = string | Uint8Array | { readonly file: string }

export interface TlsOptions {
  /** The server's private key, PEM; with `cert`. */
  readonly key?: TlsMaterial
  /** The server's certificate, PEM, its chain after it. */
  readonly cert?: TlsMaterial
  /** Key and certificates in one PKCS #12 file, instead of `key` and `cert`. */
  readonly pfx?: TlsMaterial
  /** Of `pfx`, or of an encrypted `key`. */
  readonly passphrase?: string
  /** The authorities whose clients are trusted, PEM. Needed unless `clientAuth` is 'none': the public web's authorities are never trusted. */
  readonly ca?: TlsMaterial
  /** 'need' (default, as in ZooKeeper): no client without a verified certificate. 'want': asked for, unverified ones pass as anonymous. 'none': not asked for. */
  readonly clientAuth?: 'need' | 'want' | 'none'
  /** Default TLSv1.2. */
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3'
  /** In OpenSSL's notation. Default: Node's. */
  readonly ciphers?: string
  /** Plain clients are accepted on the same port too, told apart by their first byte. Default false. For moving a fleet to TLS without a second port. */
  readonly portUnification?: boolean
}

export interface TcpClientsOptions {
  /** Address or name to listen on. Default: all, IPv4 and IPv6. */
  readonly host?: string
  /** 0: any free one, see `address`. */
  readonly port: number
  /** Connections that the kernel holds ready. Default 511. */
  readonly backlog?: number
  /** Longest payload of a frame from a client. Default: ZooKeeper's jute.maxbuffer. */
  readonly maxFrameBytes?: number
  /** 0: no limit. Default 60, ZooKeeper's maxClientCnxns. */
  readonly maxConnectionsPerAddress?: number
  /** 0: no limit (default), ZooKeeper's maxCnxns. */
  readonly maxConnections?: number
  /** From the connection's arrival to its first whole frame, TLS included. Default 10,000. */
  readonly handshakeTimeoutMs?: number
  /** Send small replies at once. Default true. */
  readonly noDelay?: boolean
  /** Let the kernel probe silent clients. Default true. */
  readonly keepAlive?: boolean
  readonly tls?: TlsOptions
}

export interface TcpClientsSettings extends Required<Omit<TcpClientsOptions, 'host' | 'tls'>> {
  readonly host: string | undefined
  readonly tls: TlsOptions | undefined
}

export function withDefaults(options: TcpClientsOptions): TcpClientsSettings {
  return {
    host: options.host,
    port: options.port,
    backlog: options.backlog ?? BACKLOG,
    maxFrameBytes: options.maxFrameBytes ?? MAX_FRAME_BYTES,
    maxConnectionsPerAddress: options.maxConnectionsPerAddress ?? MAX_CONNECTIONS_PER_ADDRESS,
    maxConnections: options.maxConnections ?? MAX_CONNECTIONS,
    handshakeTimeoutMs: options.handshakeTimeoutMs ?? HANDSHAKE_TIMEOUT_MS,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive ?? true,
    tls: options.tls,
  }
}
