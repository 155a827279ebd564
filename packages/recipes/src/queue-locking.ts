import type { Client } from '@zabkit/client'
import { AcknowledgedQueue } from './queue-acknowledged.ts'
import { kazooLockingLayout } from './queue-layout.ts'
import { putEntries, type PutOptions, putEntry } from './queue-put.ts'

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
export class LockingQueue extends AcknowledgedQueue {
  readonly #entriesPath: string

  constructor(client: Client, path: string) {
    const layout = kazooLockingLayout(path)
    super(client, path, layout, Date.now)
    this.#entriesPath = layout.entriesPath
  }

  /** Adds one entry; returns its name. After `ConnectionLoss` it may be there or not. */
  put(data: Uint8Array | string, options: PutOptions = {}): Promise<string> {
    return putEntry(this.client, this.#entriesPath, data, options)
  }

  /** Adds all or none, in their order. */
  putAll(data: readonly (Uint8Array | string)[], options: PutOptions = {}): Promise<string[]> {
    return putEntries(this.client, this.#entriesPath, data, options)
  }
}
