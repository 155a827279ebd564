import type { Client } from '@zabkit/client'
import type { TakenEntry } from './queue-entry.ts'
import { kazooLockingLayout, type QueueLayout } from './queue-layout.ts'
import { putEntries, type PutOptions, putEntry } from './queue-put.ts'
import { QueueTaking, type TakeOptions } from './queue-taking.ts'

/**
 * A queue whose entries are acknowledged (kazoo's LockingQueue: `<path>/entries/entry-PPP-NNNNNNNNNN`, and an ephemeral of the same name below
 * `<path>/taken` while somebody works on it). Entries come by priority, the lower number first, then in the order of their coming. An
 * entry that is taken comes back when its taker gives it back or its session ends, and then another gets it: it is worked on at least
 * once, and by one at a time as long as takers stop when their entry's `signal` says so. Every change costs each waiting client one list of
 * all names: keep a queue to some thousands of entries.
 *
 * ```ts
 * const queue = new LockingQueue(client, '/jobs')
 * await queue.put('resize image 7')
 * for await (const entry of queue.consume()) {
 *   console.log(entry.data.toString())
 *   await entry.ack()
 * }
 * ```
 */
export class LockingQueue {
  readonly path: string
  readonly #client: Client
  readonly #layout: QueueLayout
  readonly #taking: QueueTaking

  constructor(client: Client, path: string) {
    this.path = path
    this.#client = client
    this.#layout = kazooLockingLayout(path)
    this.#taking = new QueueTaking(client, this.#layout, Date.now)
  }

  /** Adds one entry; returns its name. After `ConnectionLoss` it may be there or not. */
  put(data: Uint8Array | string, options: PutOptions = {}): Promise<string> {
    return putEntry(this.#client, this.#layout.entriesPath, data, options)
  }

  /** Adds all or none, in their order. */
  putAll(data: readonly (Uint8Array | string)[], options: PutOptions = {}): Promise<string[]> {
    return putEntries(this.#client, this.#layout.entriesPath, data, options)
  }

  /** Waits for an entry, over lost connections and sessions, and takes it. */
  take(options: TakeOptions = {}): Promise<TakenEntry> {
    return this.#taking.take(options.signal ?? null)
  }

  /** Takes an entry; null when there is none now. */
  tryTake(): Promise<TakenEntry | null> {
    return this.#taking.tryTake()
  }

  /** Takes one entry after the other; ends quietly when the signal is aborted. Acknowledging is the caller's. */
  consume(options: TakeOptions = {}): AsyncGenerator<TakenEntry, void, void> {
    return this.#taking.consume(options.signal ?? null)
  }

  /** Entries now, those that are taken included, read from the server. */
  async size(): Promise<number> {
    return (await this.#client.exists(this.#layout.entriesPath))?.numChildren ?? 0
  }
}
