import type { Client } from '@zabkit/client'
import { Barrier, DoubleBarrier } from '@zabkit/recipes'
import type { Request, Verbs } from './request.ts'

export class OurBarriers {
  readonly #client: Client
  readonly #inside = new Map<string, DoubleBarrier>()
  readonly verbs: Verbs = {
    set: ({ path }) => new Barrier(this.#client, path).set(),
    lift: ({ path }) => new Barrier(this.#client, path).lift(),
    pass: ({ path }) => new Barrier(this.#client, path).wait(),
    begin: (request) => this.#begin(request),
    end: ({ path }) => this.#inside.get(path)?.leave(),
  }

  constructor(client: Client) {
    this.#client = client
  }

  async #begin({ path, members }: Request): Promise<void> {
    const barrier = new DoubleBarrier(this.#client, path, members)
    this.#inside.set(path, barrier)
    await barrier.enter()
  }
}
