import type { Client } from '@zabkit/client'
import type { CacheOptions } from './cache-types.ts'
import { ServiceCache } from './service-cache.ts'
import { type DownInstancePolicy, DownInstances } from './service-down.ts'
import type { ServiceInstance } from './service-instance.ts'
import { type BalancingPolicy, roundRobin } from './service-policy.ts'

export interface ServiceProviderOptions extends CacheOptions {
  /** Default `roundRobin()`. */
  readonly policy?: BalancingPolicy
  /** When an instance is left alone for its errors. Default: 2 errors in 30 s. */
  readonly down?: DownInstancePolicy
  /** Further conditions. Instances that are not enabled are never given. */
  readonly filter?: (instance: ServiceInstance) => boolean
  /** A clock that only rises, ms. */
  readonly now?: () => number
}

/**
 * Gives an instance of one service for every call (Curator's ServiceProvider), from a local view, without asking the server. While the connection to
 * ZooKeeper is lost it goes on with the last known instances, `isFresh` being false: a caller that fails says so with `noteError`.
 */
export class ServiceProvider<P = unknown> implements AsyncDisposable {
  /** The instances behind it, with their events. */
  readonly cache: ServiceCache<P>
  readonly #policy: BalancingPolicy
  readonly #filter: (instance: ServiceInstance) => boolean
  readonly #down: DownInstances

  constructor(client: Client, path: string, options: ServiceProviderOptions = {}) {
    this.cache = new ServiceCache(client, path, options)
    this.#policy = options.policy ?? roundRobin()
    this.#filter = options.filter ?? (() => true)
    this.#down = new DownInstances(options.down ?? {}, options.now ?? (() => performance.now()))
  }

  /** Resolves when the instances were read once; before, `get` gives null. */
  get initialized(): Promise<void> {
    return this.cache.initialized
  }

  get isFresh(): boolean {
    return this.cache.isFresh
  }

  /** The instance to use now; null when none is enabled and up. */
  get(): ServiceInstance<P> | null {
    return this.#policy.choose(this.all(), this.#down)
  }

  /** All that could be given now. */
  all(): ServiceInstance<P>[] {
    return this.cache.instances().filter((instance) => instance.enabled && !this.#down.isDown(instance) && this.#filter(instance))
  }

  /** The caller could not use `instance`. */
  noteError(instance: ServiceInstance): void {
    this.#down.add(instance)
  }

  close(): Promise<void> {
    return this.cache.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
