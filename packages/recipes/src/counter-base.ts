import { type Client, isZooKeeperError, ZooKeeperError } from '@zabkit/client'
import { counterEncodings } from './counter-encoding.ts'
import { BAD_VERSION_CODE, CAS_ATTEMPTS_MAX } from './shared-limits.ts'
import { casPauseMs, pause } from './shared-retry.ts'

export interface CounterOptions {
  /**
   * How the number stands in the znode. `text` (the default): kazoo's Counter. `int32`: Curator's SharedCount and DistributedAtomicInteger.
   * `int64`: Curator's DistributedAtomicLong.
   */
  readonly encoding?: keyof typeof counterEncodings
  /** Attempts before a change gives up with `BadVersion`. Default: CAS_ATTEMPTS_MAX. */
  readonly attemptsMax?: number
}

/** A change of a counter: what was there, what is there now. */
export interface CounterChange<T> {
  readonly before: T
  readonly after: T
}

/** The counting itself, in bigint; what callers see is made by `Counter` and `BigCounter`. */
export class CounterCore {
  readonly #client: Client
  readonly #path: string
  readonly #initial: bigint
  readonly #encoding: (typeof counterEncodings)[keyof typeof counterEncodings]
  readonly #attemptsMax: number

  constructor(client: Client, path: string, initial: bigint, options: CounterOptions) {
    this.#client = client
    this.#path = path
    this.#initial = initial
    this.#encoding = counterEncodings[options.encoding ?? 'text']
    this.#attemptsMax = options.attemptsMax ?? CAS_ATTEMPTS_MAX
  }

  async read(): Promise<{ value: bigint; version: number | null }> {
    try {
      const { data, stat } = await this.#client.getData(this.#path)
      return { value: data.length === 0 ? this.#initial : this.#encoding.decode(data), version: stat.version }
    } catch (error) {
      if (!isZooKeeperError(error, 'NoNode')) throw error
      return { value: this.#initial, version: null }
    }
  }

  async update(change: (value: bigint) => bigint): Promise<CounterChange<bigint>> {
    for (let attempt = 0; attempt < this.#attemptsMax; attempt++) {
      if (attempt > 0) await pause(casPauseMs(attempt))
      const { value, version } = await this.read()
      const after = change(value)
      if (await this.#write(after, version)) return { before: value, after }
    }
    throw new ZooKeeperError(BAD_VERSION_CODE, 'counter', this.#path, { detail: `lost ${this.#attemptsMax} attempts in a row` })
  }

  /** True when written; false when another was faster. */
  async #write(value: bigint, version: number | null): Promise<boolean> {
    const data = this.#encoding.encode(value)
    try {
      if (version === null) await this.#client.create(this.#path, data, { parents: true })
      else await this.#client.setData(this.#path, data, { version })
      return true
    } catch (error) {
      if (isZooKeeperError(error, 'BadVersion', 'NoNode', 'NodeExists')) return false
      throw error
    }
  }
}
