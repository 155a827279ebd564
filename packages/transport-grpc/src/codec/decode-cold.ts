import { EPOCH_UNIT, MAX_EPOCH, type PeerMessage, type PeerState, type SessionId, sessionIdFromHalves, type Zxid } from '@zabkit/core'
import type Long from 'long'
import type { zabkit } from '../generated.ts'
import { STATES } from './encode-cold.ts'
import { malformed } from './malformed.ts'
import { zxidOf } from './wire-reader.ts'

type Kinds = zabkit.peer.v1.Message
type Absent = null | undefined

const STATE_NAMES = new Map(Object.entries(STATES).map(([name, number]) => [number, name as PeerState]))

/** What the generated code read, as a message of ours. Null: a kind that this version does not know. */
export function fromGenerated(kinds: Kinds): PeerMessage | null {
  return fromLearner(kinds) ?? fromLeader(kinds)
}

function fromLearner(kinds: Kinds): PeerMessage | null {
  const { notification, learnerInfo, ackEpoch, truncated, ackNewLeader, pong, sync, revalidate } = kinds
  if (notification) return toNotification(notification)
  if (learnerInfo) return toLearnerInfo(learnerInfo)
  if (ackEpoch) return { type: 'ackEpoch', currentEpoch: epochOrNull(ackEpoch.currentEpoch), lastZxid: zxid(ackEpoch.lastZxid) }
  if (truncated) return { type: 'truncated', lastZxid: zxid(truncated.lastZxid) }
  if (ackNewLeader) return { type: 'ackNewLeader', epoch: epoch(ackNewLeader.epoch) }
  if (pong) return { type: 'pong', sequence: whole(pong.sequence) }
  if (sync) return { type: 'sync', token: whole(sync.token) }
  if (revalidate) return { type: 'revalidate', sessionId: session(revalidate.sessionId), timeoutMs: revalidate.timeoutMs ?? 0 }
  return null
}

function fromLeader(kinds: Kinds): PeerMessage | null {
  const { leaderInfo, truncate, snapshotBegin, snapshotEnd, newLeader, upToDate, ping, synced, revalidated } = kinds
  if (leaderInfo) return { type: 'leaderInfo', epoch: epoch(leaderInfo.epoch) }
  if (truncate) return { type: 'truncate', zxid: zxid(truncate.zxid) }
  if (snapshotBegin) return { type: 'snapshotBegin', zxid: zxid(snapshotBegin.zxid) }
  if (snapshotEnd) return { type: 'snapshotEnd' }
  if (newLeader) return { type: 'newLeader', epoch: epoch(newLeader.epoch), sessionSecret: newLeader.sessionSecret ?? new Uint8Array() }
  if (upToDate) return { type: 'upToDate', committedZxid: zxid(upToDate.committedZxid) }
  if (ping) return { type: 'ping', sequence: whole(ping.sequence) }
  if (synced) return { type: 'synced', token: whole(synced.token), zxid: zxid(synced.zxid) }
  if (revalidated) return { type: 'revalidated', sessionId: session(revalidated.sessionId), valid: revalidated.valid ?? false }
  return null
}

function toLearnerInfo({ acceptedEpoch, observer, commitsWithLeader }: zabkit.peer.v1.LearnerInfo.$Properties): PeerMessage {
  return { type: 'learnerInfo', acceptedEpoch: epoch(acceptedEpoch), observer: observer ?? false, commitsWithLeader: commitsWithLeader ?? false }
}

function toNotification({ state, round, vote }: zabkit.peer.v1.Notification.$Properties): PeerMessage {
  const name = STATE_NAMES.get(state ?? 0) ?? malformed('a notification of an unknown state')
  const { leader = 0, zxid: last, epoch: of } = vote ?? malformed('a notification without a vote')
  return { type: 'notification', state: name, round: whole(round), vote: { leader, zxid: zxid(last), epoch: epoch(of) } }
}

function epoch(value: number | Absent): number {
  const read = value ?? 0
  return read <= MAX_EPOCH ? read : malformed('an epoch that is out of range')
}

function epochOrNull(value: number | Absent): number | null {
  return value === null || value === undefined ? null : epoch(value)
}

function zxid(value: Long | Absent): Zxid {
  return value ? zxidOf(value.high >>> 0, value.low >>> 0) : zxidOf(0, 0)
}

function session(value: Long | Absent): SessionId {
  return value ? sessionIdFromHalves(value.high, value.low) : 0n
}

/** A number that is exact here. */
function whole(value: Long | Absent): number {
  if (!value) return 0
  const read = (value.high >>> 0) * EPOCH_UNIT + (value.low >>> 0)
  return Number.isSafeInteger(read) ? read : malformed('a number that is out of range')
}
