import type { Client } from '@zabkit/client'
import { type LockOptions, LockQueue } from './lock-queue.ts'
import { predecessorOf } from './sequential-name.ts'

/**
 * Many readers or one writer, in the order of asking: a reader waits for the writers before it, a writer for all. Shares directories with
 * Curator's `InterProcessReadWriteLock`, and with kazoo's `ReadLock` and `WriteLock` by `layout: 'kazoo'`.
 *
 * An `owner` that holds `write` gets `read` at once and may then release `write` while it goes on reading; the other way round it would wait for
 * itself for ever. When the session is lost: as for `Lock`, for both sides.
 *
 * ```ts
 * const documents = new ReadWriteLock(client, '/locks/documents')
 * await using reading = await documents.read.acquire()
 * ```
 */
export class ReadWriteLock {
  readonly read: LockQueue
  readonly write: LockQueue

  constructor(client: Client, path: string, options: LockOptions = {}) {
    const write = new LockQueue(client, path, { kind: 'write', waitsFor: (own, names) => predecessorOf(own, names, () => true) }, options)
    const isWriter = ({ reader }: { readonly reader: boolean }) => !reader
    const heldByOwner = write.holdOf.bind(write)
    this.write = write
    this.read = new LockQueue(client, path, { kind: 'read', waitsFor: (own, names) => predecessorOf(own, names, isWriter), heldByOwner }, options)
  }
}
