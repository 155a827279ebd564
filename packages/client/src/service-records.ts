import { resolveSrv } from 'node:dns/promises'
import type { ServerAddress } from './connection-string.ts'
import { inTime } from './in-time.ts'
import { PORT_MAX, RESOLVE_TIMEOUT_MS, SERVERS_MAX } from './limits.ts'
import { type ClientLogger, type ClientOptions, silentLogger, type SrvRecord } from './options.ts'

/** Share of a record of weight 0 beside others: small, as RFC 2782 wants it, and all alike where all are 0. */
const WEIGHTLESS = 0.01

/** The servers that the SRV records of one DNS name give. */
export class ServiceRecords {
  readonly #name: string
  readonly #resolve: (name: string) => Promise<readonly SrvRecord[]>
  /** Null: in the order of weight. */
  readonly #random: (() => number) | null
  readonly #logger: ClientLogger
  readonly #failed: (error: unknown) => void
  #records: readonly SrvRecord[] = []
  #last: ServerAddress | null = null

  /** `failed` is told why the name server knew nothing. */
  constructor(name: string, options: Pick<ClientOptions, 'shuffle' | 'resolveSrv' | 'random' | 'logger'>, failed: (error: unknown) => void) {
    this.#failed = failed
    this.#name = name
    this.#resolve = options.resolveSrv ?? resolveSrv
    this.#random = options.shuffle === false ? null : (options.random ?? Math.random)
    this.#logger = options.logger ?? silentLogger
  }

  /**
   * Asks the name server, and gives the servers in the order in which to try them: by priority, and those of one priority by chance according to their
   * weight, the one tried last behind the others of its priority. A name server that fails or knows nothing changes nothing.
   */
  async lookUp(): Promise<readonly ServerAddress[]> {
    try {
      const found = usable(await inTime(this.#resolve(this.#name), RESOLVE_TIMEOUT_MS))
      if (found.length === 0) this.#empty()
      else this.#records = found
    } catch (error) {
      this.#failed(error)
      this.#logger.warn('a service was not found', { service: this.#name, kept: this.#records.length, error })
    }
    return this.#ordered().map(({ name, port }) => ({ host: name, port }))
  }

  #empty(): void {
    this.#failed(new Error('the SRV records name no server'))
    this.#logger.warn('a service has no servers', { service: this.#name, kept: this.#records.length })
  }

  /** The turn was this server's. */
  tried(server: ServerAddress): void {
    this.#last = server
  }

  #ordered(): SrvRecord[] {
    const places = this.#records.map((record) => ({ record, isLast: this.#wasLast(record), key: this.#key(record) }))
    places.sort((a, b) => a.record.priority - b.record.priority || Number(a.isLast) - Number(b.isLast) || a.key - b.key)
    return places.map(({ record }) => record)
  }

  #wasLast({ name, port }: SrvRecord): boolean {
    return this.#last !== null && this.#last.host === name && this.#last.port === port
  }

  /** The times of independent events whose rates are the weights: each record is the first of the rest with a chance of weight / sum of weights. */
  #key({ weight }: SrvRecord): number {
    return this.#random === null ? -weight : -Math.log(1 - Math.min(this.#random(), 1 - Number.EPSILON)) / Math.max(weight, WEIGHTLESS)
  }
}

/** Names without the root's dot, with a port that there is, each server once; the target `.` says that there is no such service. */
function usable(records: readonly SrvRecord[]): SrvRecord[] {
  const byAddress = new Map<string, SrvRecord>()
  for (const record of records) {
    const name = record.name.replace(/\.$/, '')
    if (name !== '' && isPort(record.port) && !byAddress.has(`${name}:${record.port}`)) byAddress.set(`${name}:${record.port}`, { ...record, name })
  }
  return [...byAddress.values()].slice(0, SERVERS_MAX)
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port <= PORT_MAX
}
