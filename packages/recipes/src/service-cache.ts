import type { Client } from '@zabkit/client'
import type { CacheEvent, CacheOptions } from './cache-types.ts'
import { ChildrenCache } from './children-cache.ts'
import type { ServiceInstance } from './service-instance.ts'
import { decodeInstance } from './service-json.ts'
import { type ErrorListener, Listeners, warnOfError } from './shared-listeners.ts'
import { nameOf } from './shared-paths.ts'

/** A change of a service's instances, or of the view itself (`stale`, `fresh`). */
export type ServiceEvent<P> =
  | { readonly type: 'added'; readonly id: string; readonly old: null; readonly current: ServiceInstance<P> }
  | { readonly type: 'changed'; readonly id: string; readonly old: ServiceInstance<P>; readonly current: ServiceInstance<P> }
  | { readonly type: 'removed'; readonly id: string; readonly old: ServiceInstance<P>; readonly current: null }
  | { readonly type: 'stale'; readonly reason: string }
  | { readonly type: 'fresh' }

/**
 * Follows the instances of one service (Curator's ServiceCache). An instance is here as long as its znode is: a DYNAMIC one goes with the session
 * of who registered it. While the connection is lost, and until everything was read again after it, the last known instances stay and
 * `isFresh` is false.
 */
export class ServiceCache<P = unknown> implements AsyncDisposable {
  readonly #cache: ChildrenCache
  readonly #instances = new Map<string, ServiceInstance<P>>()
  readonly #listeners: Listeners<ServiceEvent<P>>
  readonly #onError: ErrorListener
  #sorted: readonly ServiceInstance<P>[] | null = null

  /** `path`: of the service, `<base>/<name>`. An instance that cannot be read as JSON is left out and told to `onError`. */
  constructor(client: Client, path: string, options: CacheOptions = {}) {
    this.#onError = options.onError ?? warnOfError
    this.#listeners = new Listeners(this.#onError)
    this.#cache = new ChildrenCache(client, path, options)
    this.#cache.onEvent((event) => this.#event(event))
  }

  /** Resolves when the instances were read once. */
  get initialized(): Promise<void> {
    return this.#cache.initialized
  }

  /** False while the view may be out of date. */
  get isFresh(): boolean {
    return this.#cache.isFresh
  }

  /** By id; the same array until something changes. */
  instances(): readonly ServiceInstance<P>[] {
    this.#sorted ??= [...this.#instances.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    return this.#sorted
  }

  get(id: string): ServiceInstance<P> | null {
    return this.#instances.get(id) ?? null
  }

  /** Called for every event, synchronously. Returns the way to stop. */
  onEvent(listener: (event: ServiceEvent<P>) => void): () => void {
    return this.#listeners.add(listener)
  }

  async close(): Promise<void> {
    this.#listeners.clear()
    await this.#cache.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #event(event: CacheEvent): void {
    if (event.type === 'stale' || event.type === 'fresh') return this.#listeners.emit(event)
    this.#replace(nameOf(event.path), event.current === null ? null : this.#decode(event.path, event.current.data))
  }

  #decode(path: string, data: Buffer): ServiceInstance<P> | null {
    try {
      return decodeInstance<P>(data)
    } catch (error) {
      this.#onError(new Error(`service instance ${path} cannot be read`, { cause: error }))
      return null
    }
  }

  #replace(id: string, current: ServiceInstance<P> | null): void {
    const old = this.#instances.get(id) ?? null
    this.#sorted = null
    if (current === null) this.#instances.delete(id)
    else this.#instances.set(id, current)
    if (current !== null) this.#listeners.emit(old === null ? { type: 'added', id, old, current } : { type: 'changed', id, old, current })
    else if (old !== null) this.#listeners.emit({ type: 'removed', id, old, current })
  }
}
