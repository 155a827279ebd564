import { type Client, isZooKeeperError } from '@zabkit/client'

/** Counts changes, and lets others wait for the next one. */
export class ChangeSignal {
  #count = 0
  readonly #waiting = new Set<() => void>()

  get count(): number {
    return this.#count
  }

  fire(): void {
    this.#count++
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const wake of waiting) wake()
  }

  /** Resolves when there was a change after `count`, or after `ms` (null: no limit); rejects with the signal's reason. */
  waitBeyond(count: number, ms: number | null, signal: AbortSignal | null): Promise<void> {
    if (this.#count !== count) return Promise.resolve()
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const end = (): void => {
        this.#waiting.delete(wake)
        clearTimeout(timer)
        signal?.removeEventListener('abort', stop)
      }
      const wake = (): void => {
        end()
        resolve()
      }
      const stop = (): void => {
        end()
        reject(signal?.reason)
      }
      const timer = ms === null ? undefined : setTimeout(wake, ms)
      this.#waiting.add(wake)
      signal?.addEventListener('abort', stop, { once: true })
    })
  }
}

/** The names of a znode's children, read once as long as nothing changes: one watch and one read serve all takers of a queue. */
export class WatchedNames {
  readonly #client: Client
  readonly #path: string
  readonly #changes: ChangeSignal
  #names: readonly string[] | null = null
  #reading: Promise<readonly string[]> | null = null
  #watching = false

  constructor(client: Client, path: string, changes: ChangeSignal) {
    this.#client = client
    this.#path = path
    this.#changes = changes
  }

  /** Empty where the znode is missing: its coming is a change. */
  read(): Promise<readonly string[]> {
    if (this.#names !== null) return Promise.resolve(this.#names)
    this.#reading ??= this.#readNow().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readNow(): Promise<readonly string[]> {
    for (;;) {
      const names = (await this.#watched((watch) => this.#list(watch))) ?? (await this.#watched((watch) => this.#none(watch)))
      if (names !== null) return names
    }
  }

  async #watched(read: (watch: () => void) => Promise<readonly string[] | null>): Promise<readonly string[] | null> {
    this.#watching = true
    try {
      const names = await read(() => this.#changed())
      // An event that came with the reply has already made these names old ones.
      if (this.#watching) this.#names = names
      return names
    } catch (error) {
      this.#watching = false
      throw error
    }
  }

  /** Null where the znode is missing; nothing is then watched. */
  async #list(watch: () => void): Promise<readonly string[] | null> {
    try {
      return (await this.#client.getChildren(this.#path, { watch })).children
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return null
      throw error
    }
  }

  /** Waits for the znode to come; null where it has come already. */
  async #none(watch: () => void): Promise<readonly string[] | null> {
    return (await this.#client.exists(this.#path, { watch })) === null ? [] : null
  }

  #changed(): void {
    this.#watching = false
    this.#names = null
    this.#changes.fire()
  }
}
