import { PEER_CONNECT_TIMEOUT_MS } from '@zabkit/core'
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
  /** False: a server's certificate need not bear the host by which it is dialled; being vouched for by `ca` is enough. Default true. */
  readonly verifyHostname?: boolean
  /** The name that every server's certificate bears. Default: the host by which a server is dialled, name or IP address. */
  readonly serverName?: string
}

/** A place to listen. */
export interface ListenOptions {
  /** Address or name. Default: all, IPv4 and IPv6. */
  readonly host?: string
  /** 0: any free one, see `address`. */
  readonly port: number
}

export interface GrpcPeersOptions extends ListenOptions {
  /** More places to listen, for a server of several networks. */
  readonly alsoListen?: readonly ListenOptions[]
  /** How often a port that is taken is tried again, a second apart; null: for ever. Default 0. */
  readonly bindRetries?: number | null
  /** Default: plain TCP, for networks that are trusted. */
  readonly tls?: PeerTlsOptions
  /** Where to dial a server, in place of the member's `addresses`: for servers behind a proxy, and for tests. */
  readonly addressesOf?: (serverId: number) => readonly string[]
  /** A dial that has not become a link in this time ends. Default, and at most, PEER_CONNECT_TIMEOUT_MS (5,000). */
  readonly connectTimeoutMs?: number
  /** Silence after which a connection is probed. Default 2,000. */
  readonly keepAliveMs?: number
  /** A probe that is not answered in this time ends the link. Default 4,000. */
  readonly keepAliveTimeoutMs?: number
}

export interface GrpcPeersSettings extends Required<Omit<GrpcPeersOptions, 'host' | 'port' | 'alsoListen' | 'tls' | 'addressesOf'>> {
  /** At least one. */
  readonly listen: readonly ListenOptions[]
  readonly tls: PeerTlsOptions | undefined
  readonly addressesOf: ((serverId: number) => readonly string[]) | undefined
}

export function withDefaults(options: GrpcPeersOptions): GrpcPeersSettings {
  const { alsoListen = [], host, port } = options
  return {
    listen: [{ port, ...(host === undefined ? {} : { host }) }, ...alsoListen],
    bindRetries: options.bindRetries === undefined ? 0 : options.bindRetries,
    tls: options.tls,
    addressesOf: options.addressesOf,
    connectTimeoutMs: Math.min(options.connectTimeoutMs ?? PEER_CONNECT_TIMEOUT_MS, PEER_CONNECT_TIMEOUT_MS),
    keepAliveMs: options.keepAliveMs ?? KEEP_ALIVE_MS,
    keepAliveTimeoutMs: options.keepAliveTimeoutMs ?? KEEP_ALIVE_TIMEOUT_MS,
  }
}
