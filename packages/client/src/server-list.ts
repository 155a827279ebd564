import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { ServerAddress } from './connection-string.ts'
import { ADDRESSES_PER_HOST_MAX, RESOLVE_TIMEOUT_MS } from './limits.ts'
import { type ClientLogger, silentLogger } from './options.ts'
import { shuffled } from './random.ts'

/** One address of a server, to be connected to. */
export interface Endpoint {
  /** As the connection string names it: what a certificate must name. */
  readonly host: string
  readonly address: string
  readonly port: number
}

export interface ServerListOptions {
  /** Default true. */
  readonly shuffle?: boolean
  /** Default: all addresses that `dns.lookup` knows. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  readonly random?: () => number
  readonly logger?: ClientLogger
}

/** The servers of a client, in the order in which they are tried. Names are resolved each time that their turn comes. */
export class ServerList {
  readonly size: number
  readonly #servers: readonly ServerAddress[]
  readonly #shuffle: boolean
  readonly #resolve: (host: string) => Promise<readonly string[]>
  readonly #random: () => number
  readonly #logger: ClientLogger
  #next = 0
  #preferred: Endpoint | null = null

  constructor(servers: readonly ServerAddress[], options: ServerListOptions = {}) {
    this.#shuffle = options.shuffle ?? true
    this.#random = options.random ?? Math.random
    this.#resolve = options.resolve ?? resolveAll
    this.#logger = options.logger ?? silentLogger
    this.#servers = this.#shuffle ? shuffled(servers, this.#random) : servers
    this.size = servers.length
  }

  /** The next round begins with this one. */
  prefer(endpoint: Endpoint): void {
    this.#preferred = endpoint
  }

  /** Every address of every server once, from the server after the one that the round before ended with. */
  async *round(): AsyncGenerator<Endpoint, void, void> {
    const preferred = this.#preferred
    this.#preferred = null
    if (preferred !== null) yield preferred
    for (let i = 0; i < this.size; i++) {
      const server = this.#servers[this.#next] as ServerAddress
      this.#next = (this.#next + 1) % this.size
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
      const addresses = [...new Set(await inTime(this.#resolve(host)))].slice(0, ADDRESSES_PER_HOST_MAX)
      if (addresses.length === 0) this.#logger.warn('a server has no address', { host })
      return this.#shuffle ? shuffled(addresses, this.#random) : addresses
    } catch (error) {
      this.#logger.warn('a server has no address', { host, error })
      return []
    }
  }
}

/** A resolver that hangs must not keep the other servers from their turn. */
async function inTime<T>(resolving: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not resolved in ${RESOLVE_TIMEOUT_MS} ms`)), RESOLVE_TIMEOUT_MS)
  })
  return Promise.race([resolving, late]).finally(() => clearTimeout(timer))
}

async function resolveAll(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true })
  return found.map(({ address }) => address)
}

/** `host:port` as people write it. */
export function formatEndpoint({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
