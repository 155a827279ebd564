import { KEEP_ALIVE_MS, KEEP_ALIVE_TIMEOUT_MS } from './limits.ts'

/** PEM text, bytes, or the file that holds them (read at start). */
export type TlsMaterial = string | Uint8Array | { readonly file: string }

/** TLS between servers is mutual: each side shows a certificate, and takes no other without one that `ca` vouches for. */
export interface PeerTlsOptions {
  /** This server's private key, PEM. */
  readonly key: TlsMaterial
  /** Its certificate, PEM, its chain after it. */
  readonly cert: TlsMaterial
  /** The authorities whose servers are trusted, PEM: the public web's never are. */
  readonly ca: TlsMaterial
  /** Of an encrypted `key`. */
  readonly passphrase?: string
  /** The name that every server's certificate bears. Default: the host by which a server is dialled, name or IP address. */
  readonly serverName?: string
}

export interface GrpcPeersOptions {
  /** Address or name to listen on. Default: all, IPv4 and IPv6. */
  readonly host?: string
  /** 0: any free one, see `address`. */
  readonly port: number
  /** Default: plain TCP, for networks that are trusted. */
  readonly tls?: PeerTlsOptions
  /** Where to dial a server, in place of the member's `addresses`: for servers behind a proxy, and for tests. */
  readonly addressesOf?: (serverId: number) => readonly string[]
  /** Silence after which a connection is probed. Default 2,000. */
  readonly keepAliveMs?: number
  /** A probe that is not answered in this time ends the link. Default 4,000. */
  readonly keepAliveTimeoutMs?: number
}

export interface GrpcPeersSettings {
  readonly host: string | undefined
  readonly port: number
  readonly tls: PeerTlsOptions | undefined
  readonly addressesOf: ((serverId: number) => readonly string[]) | undefined
  readonly keepAliveMs: number
  readonly keepAliveTimeoutMs: number
}

export function withDefaults(options: GrpcPeersOptions): GrpcPeersSettings {
  return {
    host: options.host,
    port: options.port,
    tls: options.tls,
    addressesOf: options.addressesOf,
    keepAliveMs: options.keepAliveMs ?? KEEP_ALIVE_MS,
    keepAliveTimeoutMs: options.keepAliveTimeoutMs ?? KEEP_ALIVE_TIMEOUT_MS,
  }
}
