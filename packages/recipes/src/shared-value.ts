import { type Client, isZooKeeperError, ZooKeeperError } from '@zabkit/client'
import type { CachedNode, CacheOptions } from './cache-types.ts'
import { NodeCache } from './node-cache.ts'
import { BAD_VERSION_CODE, CAS_ATTEMPTS_MAX } from './shared-limits.ts'
import { Listeners, warnOfError } from './shared-listeners.ts'
import { casPauseMs, pause } from './shared-retry.ts'

/** A value with the version that a `trySet` names. `version` is -1 while the znode is missing. */
export interface VersionedValue {
  readonly value: Buffer
  readonly version: number
}

/**
 * Bytes that many read and change (Curator's SharedValue: the same layout, the bytes as they are). Reading is local and free; `isFresh` says whether it
 * follows the server. A change happens at most once: with `ConnectionLoss` it may have happened or not. Nothing depends on the
 * session: the value stays when it is lost, and the local copy is read again in the next one.
 */
export class SharedValue implements AsyncDisposable {
  readonly path: string
  readonly #client: Client
  readonly #seed: Buffer
  readonly #cache: NodeCache
  readonly #listeners: Listeners<VersionedValue>
  /** The newest known: the cache's, or what this object wrote after it. */
  #newest: { readonly node: CachedNode | null; readonly written: VersionedValue | null; readonly mzxid: bigint } = NOTHING

  /** `seed`: the value while the znode is missing. It is made by the first change. */
  constructor(client: Client, path: string, seed: Uint8Array | string = '', options: CacheOptions = {}) {
    this.path = path
    this.#client = client
    this.#seed = Buffer.from(seed as string)
    this.#listeners = new Listeners(options.onError ?? warnOfError)
    this.#cache = new NodeCache(client, path, options)
    this.#cache.onEvent((event) => {
      if ('path' in event) this.#follow(event.current)
    })
  }

  /** Resolves when the value was read once. */
  get initialized(): Promise<void> {
    return this.#cache.initialized
  }

  /** False from a loss of the connection on, until the value was read again. */
  get isFresh(): boolean {
    return this.#cache.isFresh
  }

  /** What is known here, without a read. */
  get current(): VersionedValue {
    const { node, written } = this.#newest
    return written ?? (node === null ? { value: this.#seed, version: -1 } : { value: node.data, version: node.stat.version })
  }

  /** Called with every new value, synchronously. Returns the way to stop. */
  onChange(listener: (current: VersionedValue) => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Sets, whatever is there. */
  async set(value: Uint8Array | string): Promise<VersionedValue> {
    return this.#written(value, await this.#client.createOrSet(this.path, value))
  }

  /** Sets if nobody has since `version` (of `current`); null when somebody has, and `current` may be behind for a moment. */
  async trySet(value: Uint8Array | string, version: number): Promise<VersionedValue | null> {
    try {
      const stat = version === -1 ? await this.#create(value) : await this.#client.setData(this.path, value, { version })
      return this.#written(value, stat)
    } catch (error) {
      if (isZooKeeperError(error, 'BadVersion', 'NodeExists', 'NoNode')) return null
      throw error
    }
  }

  /** Changes by a function of the value, which is called again when another was faster. Reads from the server first. */
  async update(change: (value: Buffer) => Uint8Array | string): Promise<VersionedValue> {
    for (let attempt = 0; attempt < CAS_ATTEMPTS_MAX; attempt++) {
      if (attempt > 0) await pause(casPauseMs(attempt))
      const { value, version } = await this.read()
      const written = await this.trySet(change(value), version)
      if (written !== null) return written
    }
    throw new ZooKeeperError(BAD_VERSION_CODE, 'sharedValue', this.path, { detail: `lost ${CAS_ATTEMPTS_MAX} attempts in a row` })
  }

  /** Reads from the server. */
  async read(): Promise<VersionedValue> {
    try {
      const { data, stat } = await this.#client.getData(this.path)
      return { value: data, version: stat.version }
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return { value: this.#seed, version: -1 }
      throw error
    }
  }

  async close(): Promise<void> {
    this.#listeners.clear()
    await this.#cache.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #create(value: Uint8Array | string) {
    return (await this.#client.create(this.path, value, { parents: true })).stat
  }

  #written(value: Uint8Array | string, stat: CachedNode['stat']): VersionedValue {
    const written = { value: Buffer.from(value as string), version: stat.version }
    if (stat.mzxid > this.#newest.mzxid) {
      this.#newest = { node: null, written, mzxid: stat.mzxid }
      this.#listeners.emit(written)
    }
    return written
  }

  /** The cache has read the znode anew; its read may be older than what this object wrote. */
  #follow(node: CachedNode | null): void {
    if (node !== null && node.stat.mzxid <= this.#newest.mzxid) return
    this.#newest = { node, written: null, mzxid: node?.stat.mzxid ?? NOTHING.mzxid }
    this.#listeners.emit(this.current)
  }
}

const NOTHING = { node: null, written: null, mzxid: -1n }
