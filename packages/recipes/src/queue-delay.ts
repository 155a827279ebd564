import type { Client } from '@zabkit/client'
import { AcknowledgedQueue } from './queue-acknowledged.ts'
import { curatorDelayLayout, delayedName, encodeItem } from './queue-layout.ts'
import { createSequential } from './queue-put.ts'

export interface DelayQueueOptions {
  /** Where the locks of taken entries stand: Curator's `lockPath`, the same for all that share the queue. Default `<path>-locks`. */
  readonly locksPath?: string
  /** Ms since 1970; the clock that decides what is due. Default: this machine's. */
  readonly now?: () => number
}

/**
 * A queue whose entries are ready from a time on (Curator's DistributedDelayQueue with a `lockPath`: `<path>/queue-|HEX|NNNNNNNNNN`, and an ephemeral of
 * the same name below `locksPath`). What is ready comes by its time. Whether it is ready says the clock of whoever takes it. Taking, acknowledging
 * and the loss of the session are as in `LockingQueue`.
 */
export class DelayQueue extends AcknowledgedQueue {
  readonly #now: () => number

  constructor(client: Client, path: string, options: DelayQueueOptions = {}) {
    const now = options.now ?? Date.now
    super(client, path, curatorDelayLayout(path, options.locksPath ?? `${path}-locks`), now)
    this.#now = now
  }

  /** Adds an entry that is ready after `delayMs`; returns its name. After `ConnectionLoss` it may be there or not. */
  put(data: Uint8Array | string, delayMs: number): Promise<string> {
    return this.putAt(data, this.#now() + delayMs)
  }

  /** Adds an entry that is ready from `dueMs` (ms since 1970) on. */
  async putAt(data: Uint8Array | string, dueMs: number): Promise<string> {
    const due = Math.ceil(dueMs)
    if (!Number.isSafeInteger(due) || due < 0) throw new RangeError(`due time ${dueMs}: must be ms since 1970`)
    return createSequential(this.client, this.path, delayedName(due), encodeItem(Buffer.from(data as string)))
  }
}
