import type { Client } from '@zabkit/client'
import { type LockOptions, LockQueue } from './lock-queue.ts'
import { predecessorOf } from './sequential-name.ts'

/**
 * One holder at a time, in the order of asking. Re-entrant for an `owner`, not without one. Curator's `InterProcessMutex` on the same path and this exclude
 * each other; so do kazoo's `Lock` and this, with `layout: 'kazoo'`.
 *
 * When the session is lost: what was held ends, before another can hold it (see `Held`); who waited begins again at the end of the queue.
 *
 * ```ts
 * const lock = new Lock(client, '/locks/printer')
 * await lock.withLock(async (held) => print(page, { fencing: held.token, signal: held.signal }))
 * ```
 */
export class Lock extends LockQueue {
  constructor(client: Client, path: string, options: LockOptions = {}) {
    super(client, path, { kind: 'mutex', waitsFor: (own, names) => predecessorOf(own, names, () => true) }, options)
  }
}
