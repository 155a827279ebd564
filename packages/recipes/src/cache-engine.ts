import { type Client, isZooKeeperError, type StateChange, type Watch, type WatchEvent, ZooKeeperError } from '@zabkit/client'
import { CacheMirror } from './cache-mirror.ts'
import { OneShotReader } from './cache-one-shot.ts'
import { CacheReads } from './cache-reads.ts'
import type { CacheChange, CachedNode, CacheEvent, CacheOptions } from './cache-types.ts'
import { CACHE_NODES_MAX, CLOSED_RECIPE_CODE } from './shared-limits.ts'
import { type ErrorListener, Listeners, warnOfError } from './shared-listeners.ts'
import { depthBelow, joinPath } from './shared-paths.ts'
import { Deferred, stopController, untilDone } from './shared-retry.ts'

/** One read of a znode: null for a part that was not asked for. */
export interface NodeRead {
  readonly node: CachedNode | null
  readonly children: readonly string[] | null
}

const MISSING: NodeRead = { node: null, children: null }

/**
 * What all caches share: a mirror of everything down to `depthMax` levels below `root`, kept by one persistent watch, or by one-shot watches on every
 * znode. An event makes its znode be read again; a `gap` makes everything be read again. A znode is taken away only when an event or its own read
 * says that it is gone, never because a list of names lacks it.
 */
export class CacheEngine {
  readonly mirror = new CacheMirror()
  readonly listeners: Listeners<CacheEvent>
  readonly #client: Client
  readonly #root: string
  readonly #depthMax: number
  readonly #onError: ErrorListener
  readonly #reads: CacheReads<NodeRead>
  readonly #oneShots: OneShotReader
  readonly #initialized = new Deferred<void>()
  readonly #stop = stopController()
  readonly #stopStates: () => void
  #oneShot: boolean
  #watch: Watch | null = null
  #fresh = false
  /** The connection was lost, and the persistent watch has not said yet that it stands again. */
  #awaitingGap = false
  #full = false

  constructor(client: Client, root: string, depthMax: number, options: CacheOptions) {
    this.#client = client
    this.#root = root
    this.#depthMax = depthMax
    this.#onError = options.onError ?? warnOfError
    this.#oneShot = options.watch === 'one-shot'
    this.listeners = new Listeners(this.#onError)
    this.#reads = new CacheReads(
      (path, deep) => this.#read(path, deep),
      (path, deep, result) => this.#apply(path, deep, result),
      () => this.#settle(),
    )
    this.#oneShots = new OneShotReader(client, (kind, path, event) => this.#oneShotEvent(kind, path, event))
    this.#stopStates = client.onState((change) => this.#stateChanged(change))
    void this.#begin().catch((error: unknown) => this.#failed(error))
  }

  get initialized(): Promise<void> {
    return this.#initialized.promise
  }

  get isFresh(): boolean {
    return this.#fresh
  }

  get watchesOneShot(): boolean {
    return this.#oneShot
  }

  async close(): Promise<void> {
    if (this.#stop.signal.aborted) return
    const closed = new ZooKeeperError(CLOSED_RECIPE_CODE, 'cache', this.#root)
    this.#stop.abort(closed)
    this.#stopStates()
    this.#fresh = false
    this.#initialized.reject(closed)
    this.listeners.clear()
    await this.#watch?.close().catch(() => {})
  }

  async #begin(): Promise<void> {
    if (!this.#oneShot) await this.#setWatch()
    this.#reads.ask(this.#root, true)
  }

  async #setWatch(): Promise<void> {
    const mode = this.#depthMax === 0 ? 'persistent' : 'recursive'
    const { signal } = this.#stop
    try {
      if (this.#client.supports.persistentWatches === false) throw new ZooKeeperError(UNIMPLEMENTED_CODE, 'watch', this.#root)
      const watch = await untilDone(this.#client, signal, () => this.#client.watch(this.#root, { mode }))
      if (signal.aborted) return void watch.close().catch(() => {})
      this.#watch = watch
      watch.onEvent((event) => this.#event(event))
      watch.onEnd((error) => this.#watchEnded(watch, error))
    } catch (error) {
      if (!isZooKeeperError(error, 'Unimplemented')) throw error
      this.#oneShot = true
    }
  }

  // ---- what happens ----

  #event(event: WatchEvent): void {
    if (this.#stop.signal.aborted) return
    if (event.type === 'gap') return this.#gap(event.reason)
    const depth = depthBelow(this.#root, event.path)
    if (depth < 0 || depth > this.#depthMax || event.type === 'children-changed') return
    if (event.type === 'deleted') this.#deleted(event.path)
    else this.#reads.ask(event.path, false)
  }

  #oneShotEvent(kind: 'data' | 'children', path: string, event: WatchEvent): void {
    if (this.#stop.signal.aborted) return
    if (event.type === 'gap') return this.#gap(event.reason)
    if (event.type === 'deleted') this.#deleted(path)
    if (kind === 'data' || event.type === 'children-changed') this.#reads.ask(path, false)
  }

  #deleted(path: string): void {
    this.#reads.outdate(path)
    this.#remove(path)
  }

  #gap(reason: string): void {
    this.#awaitingGap = false
    this.#markStale(reason)
    this.#reads.ask(this.#root, true)
  }

  /** A server took it away, or does not take it back: nothing comes any more, and a cache must not go on as if it followed. */
  #watchEnded(watch: Watch, error: ZooKeeperError | null): void {
    if (this.#stop.signal.aborted || this.#watch !== watch || this.#client.state === 'closed') return
    this.#watch = null
    this.#awaitingGap = false
    this.#markStale('watch-lost')
    this.#oneShot = isZooKeeperError(error, 'Unimplemented')
    void this.#begin().catch((failure: unknown) => this.#failed(failure))
  }

  /** The watch could not be set, for a reason that is no matter of the connection. */
  #failed(error: unknown): void {
    if (this.#stop.signal.aborted) return
    this.#initialized.reject(error)
    if (this.#client.state !== 'closed') this.#onError(error)
  }

  #stateChanged(change: StateChange): void {
    if (change.state === 'connected' || change.state === 'read-only') {
      if (this.#oneShot && !this.#fresh) this.#reads.ask(this.#root, true)
      return
    }
    this.#awaitingGap = this.#watch !== null && !this.#oneShot
    this.#markStale(change.state)
    if (change.state === 'closed') this.#initialized.reject(new ZooKeeperError(CLOSED_RECIPE_CODE, 'cache', this.#root))
  }

  #markStale(reason: string): void {
    if (!this.#fresh) return
    this.#fresh = false
    this.listeners.emit({ type: 'stale', reason })
  }

  /** Everything that was asked for is read. From a server without a quorum it may be old, so that it is not called fresh. */
  #settle(): void {
    const follows = this.#oneShot || (this.#watch !== null && !this.#awaitingGap)
    if (this.#stop.signal.aborted || !follows || this.#fresh) return
    const { state } = this.#client
    if (state === 'connected') {
      this.#fresh = true
      this.listeners.emit({ type: 'fresh' })
    }
    if (state === 'connected' || state === 'read-only') this.#initialized.resolve()
  }

  // ---- reads ----

  async #read(path: string, deep: boolean): Promise<NodeRead> {
    try {
      return await untilDone(this.#client, this.#stop.signal, () => this.#readNow(path, deep))
    } catch (error) {
      if (this.#stop.signal.aborted || this.#client.state === 'closed') throw error
      this.#onError(error)
      return MISSING
    }
  }

  async #readNow(path: string, deep: boolean): Promise<NodeRead> {
    const withChildren = depthBelow(this.#root, path) < this.#depthMax
    try {
      return await (this.#oneShot ? this.#oneShots.read(path, withChildren, deep) : this.#readPlain(path, deep && withChildren))
    } catch (error) {
      if (!isZooKeeperError(error, 'NoNode')) throw error
    }
    if (!this.#oneShot || path !== this.#root) return MISSING
    return (await this.#oneShots.watchMissing(path)) ? this.#readNow(path, true) : MISSING
  }

  async #readPlain(path: string, withChildren: boolean): Promise<NodeRead> {
    const { data, stat } = await this.#client.getData(path)
    const children = withChildren && stat.numChildren > 0 ? (await this.#client.getChildren(path)).children : null
    return { node: { path, data, stat }, children }
  }

  #apply(path: string, deep: boolean, read: NodeRead): void {
    if (this.#stop.signal.aborted) return
    if (read === MISSING) return this.#remove(path)
    if (read.node !== null) this.#put(read.node)
    if (read.children !== null) this.#compareNames(path, deep, read.children)
    else if (deep) for (const name of this.mirror.names(path)) this.#reads.ask(joinPath(path, name), true)
  }

  /** New names are read; names that are not listed any more too: their own reads say whether they are gone. */
  #compareNames(path: string, deep: boolean, names: readonly string[]): void {
    const known = this.mirror.names(path)
    for (const name of names) if (deep || !known.has(name)) this.#reads.ask(joinPath(path, name), true)
    const listed = new Set(names)
    for (const name of known) if (!listed.has(name)) this.#reads.ask(joinPath(path, name), true)
  }

  #put(node: CachedNode): void {
    if (this.mirror.nodes.size >= CACHE_NODES_MAX && !this.mirror.nodes.has(node.path)) return this.#tellFull()
    this.#tell(this.mirror.put(node))
  }

  #tellFull(): void {
    if (this.#full) return
    this.#full = true
    this.#onError(new Error(`cache of ${this.#root}: more than ${CACHE_NODES_MAX} znodes; what is beyond is not held: choose a smaller root`))
  }

  #remove(path: string): void {
    const changes = this.mirror.remove(path)
    for (const change of changes) this.#oneShots.forget(change.path)
    this.#tell(changes)
  }

  #tell(changes: readonly CacheChange[]): void {
    for (const change of changes) this.listeners.emit(change)
  }
}

const UNIMPLEMENTED_CODE = -6
