import { ZERO_ZXID, type Zxid } from '@zabkit/core'
import { TRUNCATIONS_BEFORE_SNAPSHOT } from './limits.ts'

/** What the leader knows when it decides how a learner gets its history. */
export interface SyncQuestion {
  /** Last zxid in the learner's log, 0: it has nothing. */
  readonly learnerZxid: Zxid
  /** Greatest zxid of the leader's history that is not greater than the learner's; null: purged, the leader cannot tell. */
  readonly floor: Zxid | null
  /** What the first record of the leader's log comes after. */
  readonly baseZxid: Zxid
  /** Of the newest snapshot that the leader could send, 0: none. */
  readonly snapshotZxid: Zxid
  /** Truncations that were asked of this learner before. */
  readonly truncations: number
}

/** ZooKeeper's DIFF, TRUNC and SNAP; and the one case in which nothing helps. */
export type SyncPlan =
  | { readonly type: 'stream'; readonly after: Zxid }
  | { readonly type: 'truncate'; readonly zxid: Zxid }
  | { readonly type: 'snapshot' }
  | { readonly type: 'impossible' }

const SNAPSHOT: SyncPlan = { type: 'snapshot' }
const IMPOSSIBLE: SyncPlan = { type: 'impossible' }

/**
 * How a learner gets the leader's history. A zxid names one txn and everything before it: a learner whose last zxid is in the leader's history
 * holds a prefix of it. Where it is not, what the learner has after the floor is in no history that counts, and goes; what is left is
 * looked at anew, since it may end before the floor.
 */
export function planSync(question: SyncQuestion): SyncPlan {
  const { learnerZxid, floor } = question
  if (learnerZxid === ZERO_ZXID && canSendSnapshot(question)) return SNAPSHOT
  if (floor === null) return canSendSnapshot(question) ? SNAPSHOT : IMPOSSIBLE
  if (floor === learnerZxid) return { type: 'stream', after: learnerZxid }
  if (question.truncations >= TRUNCATIONS_BEFORE_SNAPSHOT && canSendSnapshot(question)) return SNAPSHOT
  return { type: 'truncate', zxid: floor }
}

/** A snapshot from before the log's base could not be carried on. */
function canSendSnapshot({ snapshotZxid, baseZxid }: SyncQuestion): boolean {
  return snapshotZxid > ZERO_ZXID && snapshotZxid >= baseZxid
}
