import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { ConnectFailure } from './connect-failure.ts'
import type { ServerAddress } from './connection-string.ts'
import { inTime } from './in-time.ts'
import { ADDRESSES_PER_HOST_MAX, RESOLVE_TIMEOUT_MS } from './limits.ts'
import { type ClientLogger, type ClientOptions, silentLogger } from './options.ts'
import { shuffled } from './random.ts'
import { ServiceRecords } from './service-records.ts'

/** One address of a server, to be connected to. */
export interface Endpoint {
  /** As the connection string or the SRV record names it: what a certificate must name. */
  readonly host: string
  readonly address: string
  readonly port: number
}

export type ServerListOptions = Pick<ClientOptions, 'shuffle' | 'resolve' | 'resolveSrv' | 'connect' | 'random' | 'logger'>

/** The servers of a client, in the order in which they are tried. Names are resolved each time that their turn comes. */
export class ServerList {
  /** Why the last attempt came to nothing, or the last connection ended; null before one did. */
  lastFailure: ConnectFailure | null = null
  /** Null: the servers are the same for ever. */
  readonly #service: ServiceRecords | null
  #servers: readonly ServerAddress[]
  readonly #shuffle: boolean
  readonly #resolve: (host: string) => Promise<readonly string[]>
  readonly #random: () => number
  readonly #logger: ClientLogger
  #next = 0
  #preferred: Endpoint | null = null

  /** `servers`: themselves, or the DNS name whose SRV records name them. */
  constructor(servers: readonly ServerAddress[] | string, options: ServerListOptions = {}) {
    this.#shuffle = options.shuffle ?? true
    this.#random = options.random ?? Math.random
    // Whoever connects by other means is told the names.
    this.#resolve = options.connect === undefined ? (options.resolve ?? resolveAll) : async (host) => [host]
    this.#logger = options.logger ?? silentLogger
    const isService = typeof servers === 'string'
    this.#service = isService ? new ServiceRecords(servers, options, (error) => this.failed(servers, reasonOf(error), error)) : null
    this.#servers = isService ? [] : this.#shuffle ? shuffled(servers, this.#random) : servers
  }

  /** Servers known; 0 before a service has been looked up. */
  get size(): number {
    return this.#servers.length
  }

  /** The next round begins with this one. */
  prefer(endpoint: Endpoint): void {
    this.#preferred = endpoint
  }

  failed(server: string, reason: string, error: unknown): void {
    this.lastFailure = { server, reason, error }
  }

  /** Every address of every server once, from the server after the one that the round before ended with. */
  async *round(): AsyncGenerator<Endpoint, void, void> {
    const preferred = this.#preferred
    this.#preferred = null
    if (preferred !== null) yield preferred
    if (this.#service !== null) return yield* this.#roundOfService(this.#service)
    for (let i = 0; i < this.size; i++) {
      const server = this.#servers[this.#next] as ServerAddress
      this.#next = (this.#next + 1) % this.size
      yield* this.#endpointsOf(server)
    }
  }

  async *#roundOfService(service: ServiceRecords): AsyncGenerator<Endpoint, void, void> {
    this.#servers = await service.lookUp()
    for (const server of this.#servers) {
      service.tried(server)
      yield* this.#endpointsOf(server)
    }
  }

  /** Every address of every server, without a change to the rounds. */
  async *all(): AsyncGenerator<Endpoint, void, void> {
    for (const server of this.#servers) yield* this.#endpointsOf(server)
  }

  async *#endpointsOf({ host, port }: ServerAddress): AsyncGenerator<Endpoint, void, void> {
    for (const address of await this.#addressesOf(host)) yield { host, address, port }
  }

  async #addressesOf(host: string): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host]
    try {
      const addresses = [...new Set(await inTime(this.#resolve(host), RESOLVE_TIMEOUT_MS))].slice(0, ADDRESSES_PER_HOST_MAX)
      if (addresses.length === 0) this.#noAddress(host, null)
      return this.#shuffle ? shuffled(addresses, this.#random) : addresses
    } catch (error) {
      this.#noAddress(host, error)
      return []
    }
  }

  #noAddress(host: string, error: unknown): void {
    this.failed(host, error === null ? 'no address' : reasonOf(error), error)
    this.#logger.warn('a server has no address', error === null ? { host } : { host, error })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function resolveAll(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true })
  return found.map(({ address }) => address)
}

/** `host:port` as people write it. */
export function formatEndpoint({ address, port }: Endpoint): string {
  return formatAddress(address, port)
}

export function formatAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
