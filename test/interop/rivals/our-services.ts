import type { Client } from '@zabkit/client'
import { buildUri, type ServiceCache, type ServiceInstance, ServiceRegistry } from '@zabkit/recipes'
import type { Verbs } from './request.ts'

const BASE = '/services'

/** An instance's fields, and the URI that its template gives. */
const seen = (instance: ServiceInstance) => ({ ...instance, uri: instance.uriSpec && buildUri(instance) })

export class OurServices {
  readonly #registry: ServiceRegistry
  readonly #caches = new Map<string, ServiceCache>()
  readonly verbs: Verbs = {
    register: async ({ instance }) => seen(await this.#registry.register(instance)),
    update: async ({ instance }) => seen(await this.#registry.register(instance)),
    unregister: ({ name, handle }) => this.#registry.unregister({ name, id: handle }),
    names: () => this.#registry.names(),
    instances: async ({ name }) => (await this.#registry.instances(name)).map(seen),
    watch: ({ name }) => this.#watch(name),
    cached: ({ name }) => this.#caches.get(name)?.instances().map(seen),
  }

  constructor(client: Client) {
    this.#registry = new ServiceRegistry(client, BASE)
  }

  async #watch(name: string): Promise<void> {
    const cache = this.#registry.cache(name)
    this.#caches.set(name, cache)
    await cache.initialized
  }
}
