import type { Logger, Metrics, Tracer } from '@zabkit/core'
import type { ServerPlugins, ServerSettings } from '@zabkit/runtime'

/** What a single server and an ensemble have in common. */
export interface TestServerOptions {
  /** ZooKeeper's tickTime, in ms: the unit of expiry, and of how soon servers notice each other's silence. Default 100: tests are quick. */
  readonly tickMs?: number
  /**
   * Any other setting of the server. Defaults differ from a real server's in these: session timeouts from 200 ms to 60 s are given as they are asked
   * for, TTL and container znodes are looked through four times a second, and every four-letter word is answered.
   */
  readonly settings?: Partial<ServerSettings>
  /** 'tcp' (default): a free port of 127.0.0.1. 'memory': no port at all; clients get in by `clientOptions` or `connect()`. */
  readonly transport?: 'tcp' | 'memory'
  /** Other plugins in place of the kit's: an `acl` with an auth provider of your own, for example. Default ACL schemes: world, auth, digest, ip. */
  readonly plugins?: Partial<Pick<ServerPlugins, 'acl' | 'tree' | 'sessions'>>
  /** Default: silent. */
  readonly logger?: Logger
  readonly metrics?: Metrics
  readonly tracer?: Tracer
}

export interface StartServerOptions extends TestServerOptions {
  /** Port of 127.0.0.1. Default 0: any free one. */
  readonly port?: number
}

export interface StartEnsembleOptions extends TestServerOptions {
  /** Servers that vote; their ids are 1, 2, 3... Default 3. */
  readonly voters?: number
  /** Servers that only learn; their ids follow. Default 0. */
  readonly observers?: number
  /** Port of server 1, the others follow. Default 0: any free ones. */
  readonly port?: number
}

export interface CutOptions {
  /**
   * False (default): connections end, and new ones are refused, as by a firewall that says no. True: nothing arrives any more in either direction,
   * and nobody is told, as when a network dies: whoever waits for an answer waits. New connections are made, and nothing comes of them.
   */
  readonly silent?: boolean
}

export interface CutEnsembleOptions extends CutOptions {
  /** Whose clients. Default: those of every server. */
  readonly servers?: readonly number[]
}

export interface AdvanceOptions {
  /**
   * False (default): clients that are connected count as pinging all the time, since they could not ping so fast; only sessions without a connection
   * expire, and those of clients cut off in silence. True: nobody pings, and every session whose timeout is shorter than the time advanced expires.
   */
  readonly silent?: boolean
}
