/**
 * Locks, leaders, barriers, queues, caches and a service registry over the client, in the layouts of Curator and kazoo where those have them.
 *
 * ```ts
 * import { connect } from '@zabkit/client'
 * import { Lock } from '@zabkit/recipes'
 * import { startServer } from '@zabkit/testing'
 * const server = await startServer()
 * const client = await connect(server.connectionString)
 * const lock = new Lock(client, '/locks/printer')
 * await lock.withLock(async (held) => console.log(held.isHeld, held.token))
 * await client.close()
 * await server.stop()
 * ```
 *
 * @packageDocumentation
 */
export { Barrier } from './barrier.ts'
export { DoubleBarrier } from './double-barrier.ts'
export { Election } from './election.ts'
export { type CloseMode, LeaderLatch, type LeaderLatchOptions } from './leader-latch.ts'
export type { Participant } from './leader-participants.ts'
export { type Leadership, LeaderSelector, type LeaderSelectorOptions } from './leader-selector.ts'
export { HELD_MARGIN_FRACTION } from './limits.ts'
export { Lock } from './lock.ts'
export { type EndReason, type Held, HeldEndedError } from './lock-held.ts'
export { type HeldTogether, MultiLock } from './lock-multi.ts'
export type { AcquireOptions, Lockable, LockOptions, LockOwner, LockQueue } from './lock-queue.ts'
export type { WaitOptions } from './lock-time.ts'
export { requestRevocation } from './lock-watch.ts'
export { ReadWriteLock } from './read-write-lock.ts'
export { Semaphore, type SemaphoreOptions } from './semaphore.ts'
export type { Contender } from './sequential-contenders.ts'
export type { LockLayout } from './sequential-name.ts'
export * from './shared-exports.ts'
