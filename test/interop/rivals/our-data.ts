import type { Client } from '@zabkit/client'
import { BigCounter, type CounterOptions, DelayQueue, GroupMember, LockingQueue, Party, Queue, type TakenEntry } from '@zabkit/recipes'
import type { Request, Verbs } from './request.ts'

/** Queues, counters, groups. */
export class OurData {
  readonly #client: Client
  readonly #taken = new Map<string, TakenEntry>()
  readonly #groups = new Map<string, GroupMember>()
  readonly verbs: Verbs = {
    put: (request) => this.#put(request),
    take: (request) => this.#take(request),
    ack: ({ handle }) => this.#taken.get(handle)?.ack(),
    add: ({ kind, path, rounds }) => this.#add(kind, path, rounds),
    value: async ({ kind, path }) => Number(await this.#counter(kind, path).get()),
    join: (request) => this.#join(request),
    members: ({ kind, path }) => this.#members(kind, path),
  }

  constructor(client: Client) {
    this.#client = client
  }

  #put({ kind, path, data, delayMs }: Request): Promise<string> {
    if (kind === 'queue') return new Queue(this.#client, path).put(data)
    if (kind === 'delay-queue') return new DelayQueue(this.#client, path).put(data, delayMs)
    return new LockingQueue(this.#client, path).put(data)
  }

  async #take({ kind, path, handle }: Request): Promise<string> {
    if (kind === 'queue') return (await new Queue(this.#client, path).take()).toString()
    const entry = await (kind === 'delay-queue' ? new DelayQueue(this.#client, path) : new LockingQueue(this.#client, path)).take()
    this.#taken.set(handle, entry)
    return entry.data.toString()
  }

  #counter(kind: string, path: string): BigCounter {
    return new BigCounter(this.#client, path, 0n, { encoding: kind } as CounterOptions)
  }

  async #add(kind: string, path: string, rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++) await this.#counter(kind, path).add(1n)
  }

  async #join({ kind, path, name, data }: Request): Promise<void> {
    if (kind === 'party') return new Party(this.#client, path, name).join()
    const member = new GroupMember(this.#client, path, name, data)
    this.#groups.set(path, member)
    await member.joined()
  }

  async #members(kind: string, path: string): Promise<string[]> {
    if (kind === 'party') return (await new Party(this.#client, path).participants()).sort()
    return [...(this.#groups.get(path)?.members() ?? [])].map(([id, { data }]) => `${id}=${data}`).sort()
  }
}
