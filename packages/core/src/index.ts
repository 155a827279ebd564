/**
 * The seams of the kit, its value types, error codes and limits. Depends on nothing; everything else depends on it.
 *
 * ```ts
 * import { formatZxid, makeZxid } from '@zabkit/core'
 * console.log(formatZxid(makeZxid(1, 5))) // 0x100000005
 * ```
 *
 * @packageDocumentation
 */
export * from './acl.ts'
export * from './authorizer.ts'
export * from './broadcast.ts'
export * from './byte-reader.ts'
export * from './byte-writer.ts'
export * from './client-transport.ts'
export * from './clock.ts'
export * from './components.ts'
export * from './election.ts'
export * from './ensemble.ts'
export * from './epoch-store.ts'
export * from './error-code.ts'
export * from './file-system.ts'
export * from './frame-cutter.ts'
export * from './invariant.ts'
export * from './limits.ts'
export * from './log-store.ts'
export * from './logger.ts'
export * from './metrics.ts'
export * from './operator-error.ts'
export * from './peer-message.ts'
export * from './peer-transport.ts'
export * from './quorum.ts'
export * from './rate-limited-logger.ts'
export * from './ring.ts'
export * from './session.ts'
export * from './session-id.ts'
export * from './snapshot-store.ts'
export * from './stat.ts'
export * from './state-machine.ts'
export * from './storage.ts'
export * from './tracer.ts'
export * from './words.ts'
export * from './zxid.ts'
