import type { Duplex } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'
import type { Meter, Tracer } from '@opentelemetry/api'
import type { RetryPolicy } from './retry.ts'

/** Where a client says what happens to it. `fields` are text, numbers, booleans and errors. What a logger throws harms nothing. */
export interface ClientLogger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

export const silentLogger: ClientLogger = { debug() {}, info() {}, warn() {}, error() {} }

/** Shown to every server at every connection, before anything else. */
export interface AuthInfo {
  readonly scheme: string
  /** For `digest`: `user:password`. */
  readonly credential: string | Uint8Array
}

export interface SaslOptions {
  readonly mechanism: 'DIGEST-MD5'
  readonly username: string
  readonly password: string
  /** Default `zookeeper`. */
  readonly service?: string
  /** Default `zk-sasl-md5`, which ZooKeeper's servers use. */
  readonly host?: string
}

/** One server of a service, as `dns.resolveSrv` gives it. */
export interface SrvRecord {
  /** The host. */
  readonly name: string
  readonly port: number
  /** The lower, the earlier. */
  readonly priority: number
  /** Share of the clients among servers of one priority. */
  readonly weight: number
}

/**
 * A connection that is not of Node's `net`: a stream of the bytes that a socket would carry. It says `close` at its end, with an `error` before where it
 * failed. While `connecting` is true it is waited for its `connect`; without that it stands at once.
 */
export interface ClientSocket extends Duplex {
  readonly connecting?: boolean
  setNoDelay?(on: boolean): unknown
}

export interface ClientOptions {
  /** Asked for; the server decides. Default 30 000. */
  readonly sessionTimeoutMs?: number
  /** For one server: TCP, TLS and handshake. Default 5 000, or less where the session would not outlive trying all servers. */
  readonly connectTimeoutMs?: number
  /** For every operation that names none itself. Default 0: nothing but the loss of the session ends the wait. */
  readonly operationTimeoutMs?: number
  /** Take a server without a quorum too, and keep looking for one with. Default false. */
  readonly readOnly?: boolean
  readonly auth?: readonly AuthInfo[]
  readonly sasl?: SaslOptions
  /** True: TLS with Node's defaults. */
  readonly tls?: ConnectionOptions | true
  /** Go on with a session that is known. */
  readonly session?: { readonly id: bigint; readonly password: Uint8Array }
  /** What follows the loss of the session. Default `new-session`. */
  readonly onLost?: 'new-session' | 'close'
  /** For operations that are safe to repeat. Default `exponentialBackoff()`; false: a lost connection is the caller's to deal with. */
  readonly retry?: RetryPolicy | false
  /** Servers in random order. Default true. */
  readonly shuffle?: boolean
  /** Addresses of a host, asked for at every attempt. Default: all that `dns.lookup` knows. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  /** SRV records of a name, asked for at every attempt, where the connection string is `dns-srv://name`. Default: `dns.resolveSrv`. */
  readonly resolveSrv?: (name: string) => Promise<readonly SrvRecord[]>
  /**
   * Connections in place of TCP: through a proxy, or without a network. `address` is `host:port` as the connection string or the SRV record names it,
   * not resolved. Ownership goes to the client. With `tls`, TLS runs over it.
   */
  readonly connect?: (address: string) => ClientSocket
  /**
   * Bytes of one request, its header included: what the servers have as `jute.maxbuffer`, whose default (1 MiB less one byte) is the default here. A
   * longer request ends with code BadArguments and is not sent; a server would close the connection, and with it end all that is under way.
   */
  readonly maxRequestBytes?: number
  /** Default: silent. */
  readonly logger?: ClientLogger
  /** Default: that of the provider registered with the OpenTelemetry API, now or later. */
  readonly tracer?: Tracer
  /** Default: that of the provider registered with the OpenTelemetry API when the client is made. */
  readonly meter?: Meter
  /** From 0 up to 1. Default Math.random. */
  readonly random?: () => number
}
