/**
 * The learner that does not vote: it takes over the leader's history and every committed txn, logs and applies them, and serves reads.
 *
 * ```ts
 * import { majority, ZERO_ZXID } from '@zabkit/core'
 * import { observer } from '@zabkit/observer'
 * const core = observer()({ serverId: 4, quorum: majority([1, 2, 3]), initLimitTicks: 20, syncLimitTicks: 10 })
 * const sessionSecret = new Uint8Array(32)
 * core.becomeLearner(1, { acceptedEpoch: 0, currentEpoch: 0, sessionSecret, lastZxid: ZERO_ZXID, appliedZxid: ZERO_ZXID })
 * console.log(core.role, core.ready().sends[0]?.message) // observer { type: 'learnerInfo', acceptedEpoch: 0, observer: true, commitsWithLeader: false }
 * ```
 *
 * @packageDocumentation
 */
import type { Broadcast, BroadcastOptions } from '@zabkit/core'
import { ObserverBroadcast } from './observer-broadcast.ts'

export { OBSERVER, ObserverBroadcast } from './observer-broadcast.ts'

/** The plugin for createServer's `broadcast` of an observer. */
export function observer(): (options: BroadcastOptions) => Broadcast {
  return (options) => new ObserverBroadcast(options)
}
