import { randomUUID } from 'node:crypto'
import { type Client, isZooKeeperError, ZooKeeperError } from '@zabkit/client'
import type { CacheOptions } from './cache-types.ts'
import { PersistentNode } from './persistent-node.ts'
import { ServiceCache } from './service-cache.ts'
import { makeInstance, type ServiceDescription, type ServiceInstance, type ServiceType } from './service-instance.ts'
import { decodeInstance, encodeInstance, type ServiceJsonOptions } from './service-json.ts'
import { ServiceProvider, type ServiceProviderOptions } from './service-provider.ts'
import type { ErrorListener } from './shared-listeners.ts'
import { CLOSED_RECIPE_CODE } from './shared-limits.ts'
import { checkName, joinPath } from './shared-paths.ts'

export interface ServiceRegistryOptions extends ServiceJsonOptions {
  /** Takes errors of the background. Default: a warning of the process. */
  readonly onError?: ErrorListener
}

/** What is kept registered, and as what. */
interface Registered {
  readonly node: PersistentNode
  readonly type: ServiceType
}

/**
 * Registers instances of services and finds those of others, in the layout of Curator's service discovery: `<base>/<name>/<id>`, JSON as of its
 * JsonInstanceSerializer; each side sees the other's. Health is the session: a DYNAMIC instance that was registered here is registered
 * again by itself when its session was lost, and is missing in between.
 *
 * ```ts
 * await using registry = new ServiceRegistry(client, '/services')
 * await registry.register({ name: 'billing', address: '10.0.0.7', port: 8080 })
 * await using provider = registry.provider('billing')
 * await provider.initialized
 * console.log(provider.get()?.address)
 * ```
 */
export class ServiceRegistry<P = unknown> implements AsyncDisposable {
  readonly basePath: string
  readonly #client: Client
  readonly #options: ServiceRegistryOptions
  /** By path: what this object keeps registered. */
  readonly #registered = new Map<string, Registered>()
  /** By path: what is under way there, so that two calls for one instance do not meet. */
  readonly #turns = new Map<string, Promise<unknown>>()
  /** Tells a call that waited for its turn that the registry was closed meanwhile. */
  #closings = 0

  constructor(client: Client, basePath: string, options: ServiceRegistryOptions = {}) {
    this.basePath = basePath
    this.#client = client
    this.#options = options
  }

  /**
   * Registers an instance, or what changed of one that is registered here, and keeps it so. Resolves when others can see it. An
   * ephemeral of another session with the same name and id is replaced, as Curator does: the last who registers an id has it.
   */
  async register(description: ServiceDescription<P>): Promise<ServiceInstance<P>> {
    const instance = makeInstance(description, randomUUID, Date.now)
    const path = this.#pathOf(instance.name, instance.id)
    const json = encodeInstance(instance, this.#options)
    const closings = this.#closings
    await this.#inTurn(path, () => this.#registerNow(path, json, instance.serviceType, closings))
    return instance
  }

  /** Removes an instance, whoever registered it. No error when it is not there. */
  async unregister(instance: Pick<ServiceInstance, 'name' | 'id'>): Promise<void> {
    const path = this.#pathOf(instance.name, instance.id)
    await this.#inTurn(path, async () => {
      await this.#forget(path)
      await this.#client.delete(path, { ifExists: true })
    })
  }

  /** Names of all services that have or had instances, sorted, read from the server. */
  async names(): Promise<string[]> {
    return (await this.#childrenOf(this.basePath)).sort()
  }

  /** The instances of a service, by id, read from the server. One that cannot be read as JSON is an error. */
  async instances(name: string): Promise<ServiceInstance<P>[]> {
    const ids = (await this.#childrenOf(this.#pathOf(name))).sort()
    const instances = await Promise.all(ids.map((id) => this.instance(name, id)))
    return instances.filter((instance) => instance !== null)
  }

  /** One instance, read from the server; null when it is not registered. */
  async instance(name: string, id: string): Promise<ServiceInstance<P> | null> {
    try {
      return decodeInstance<P>((await this.#client.getData(this.#pathOf(name, id))).data)
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return null
      throw error
    }
  }

  /** A live view of a service's instances. The caller closes it. */
  cache(name: string, options: CacheOptions = {}): ServiceCache<P> {
    return new ServiceCache(this.#client, this.#pathOf(name), { ...this.#background(), ...options })
  }

  /** A live view that chooses. The caller closes it. */
  provider(name: string, options: ServiceProviderOptions = {}): ServiceProvider<P> {
    return new ServiceProvider(this.#client, this.#pathOf(name), { ...this.#background(), ...options })
  }

  /** Unregisters what was registered here, PERMANENT instances excepted. */
  async close(): Promise<void> {
    this.#closings++
    const all = [...this.#registered.values()]
    this.#registered.clear()
    await Promise.all(all.map(({ node }) => node.close()))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #inTurn(path: string, run: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(path) ?? Promise.resolve()).then(run)
    const over = turn.catch(() => {})
    this.#turns.set(path, over)
    await turn.finally(() => this.#turns.get(path) === over && this.#turns.delete(path))
  }

  async #registerNow(path: string, json: string, type: ServiceType, closings: number): Promise<void> {
    const known = this.#registered.get(path)
    if (known !== undefined && known.type === type && known.node.state !== 'absent') return known.node.setData(json)
    await this.#forget(path)
    if (closings !== this.#closings) throw new ZooKeeperError(CLOSED_RECIPE_CODE, 'register', path)
    if (type === 'PERMANENT') await this.#writePermanent(path, json)
    else await this.#keep(path, json, type)
  }

  async #forget(path: string): Promise<void> {
    const known = this.#registered.get(path)
    this.#registered.delete(path)
    await known?.node.close()
  }

  async #keep(path: string, json: string, type: ServiceType): Promise<void> {
    const mode = type === 'DYNAMIC' ? 'ephemeral' : 'persistent'
    const node = new PersistentNode(this.#client, path, json, { ...this.#background(), mode, takeOver: true })
    this.#registered.set(path, { node, type })
    try {
      await node.created
    } catch (error) {
      await this.#forget(path)
      throw error
    }
  }

  async #writePermanent(path: string, json: string): Promise<void> {
    try {
      await this.#client.create(path, json, { parents: 'container' })
    } catch (error) {
      if (!isZooKeeperError(error, 'NodeExists')) throw error
      const { ephemeralOwner } = await this.#client.setData(path, json)
      if (ephemeralOwner !== 0n) await this.#client.multi().delete(path).create(path, json).commit()
    }
  }

  async #childrenOf(path: string): Promise<string[]> {
    try {
      return (await this.#client.getChildren(path)).children
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return []
      throw error
    }
  }

  #background(): { onError?: ErrorListener } {
    return this.#options.onError === undefined ? {} : { onError: this.#options.onError }
  }

  #pathOf(name: string, id?: string): string {
    checkName('service name', name)
    if (id === undefined) return joinPath(this.basePath, name)
    checkName('service id', id)
    return joinPath(joinPath(this.basePath, name), id)
  }
}
