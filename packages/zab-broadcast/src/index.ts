/**
 * Zab after the election, as a pure core: which epoch, one history, then proposals, acknowledgements, commits. Inputs by `step`, outputs by
 * `ready`; it does no I/O and knows no time but ticks.
 *
 * ```ts
 * import { majority, type ReplicaState, ZERO_ZXID, type Zxid } from '@zabkit/core'
 * import { zabBroadcast } from '@zabkit/zab-broadcast'
 * const core = zabBroadcast()({ serverId: 1, quorum: majority([1]), initLimitTicks: 20, syncLimitTicks: 10 })
 * const sessionSecret = new Uint8Array(32)
 * core.becomeLeader({ acceptedEpoch: 0, currentEpoch: 0, sessionSecret, lastZxid: ZERO_ZXID, appliedZxid: ZERO_ZXID })
 * core.step({ type: 'epochsSaved', acceptedEpoch: 1, currentEpoch: 1 }) // as its output asked for
 * const zxid = core.nextZxid() as Zxid
 * core.step({ type: 'propose', records: [{ zxid, bytes: Buffer.alloc(32) }] })
 * core.step({ type: 'durable', zxid }) // as its log reports
 * console.log(core.ready().apply.length) // 1
 * ```
 *
 * @packageDocumentation
 */
import type { Broadcast, BroadcastOptions } from '@zabkit/core'
import { ZabBroadcast } from './zab-broadcast.ts'

export { FOLLOWER, type LearnerKind } from './learner-kind.ts'
export { planSync, type SyncPlan, type SyncQuestion } from './plan-sync.ts'
export { ZabBroadcast }

/** The plugin for createServer's `broadcast`: a leader, or a follower. */
export function zabBroadcast(): (options: BroadcastOptions) => Broadcast {
  return (options) => new ZabBroadcast(options)
}
