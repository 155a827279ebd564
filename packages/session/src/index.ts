/**
 * Session ids, their passwords and their expiry in buckets. Reads no clock: time enters as an argument.
 *
 * ```ts
 * import { sessionTracker } from '@zabkit/session'
 * const tracker = sessionTracker()({ serverId: 1, tickMs: 2_000, secret: new Uint8Array(32).fill(7), startedAtMs: 1_700_000_000_000 })
 * const session = tracker.add(tracker.nextId(), 4_000, 0)
 * tracker.touch(session, 3_000)
 * console.log(tracker.tick(6_000).length, tracker.tick(8_000).length) // 0 1
 * ```
 *
 * @packageDocumentation
 */
export { BucketSessionTracker, sessionTracker } from './bucket-session-tracker.ts'
export * from './limits.ts'
