import type { AckEpoch, LearnerMessage } from '@zabkit/core'
import type { LeaderRole } from './leader.ts'
import type { Reign } from './leader-reign.ts'
import type { Following } from './leader-roster.ts'

type Handlers = { readonly [M in LearnerMessage as M['type']]: (leader: LeaderRole, following: Following, message: M) => void }

/** What a leader does with each message of a learner that it knows. */
const handlers: Handlers = {
  learnerInfo(leader, following, message) {
    leader.parts.options.onEvent?.('LeaderProcessCEPOCH', { from: following.id, acceptedEpoch: message.acceptedEpoch, observer: message.observer })
    leader.discovery.joined(following)
  },
  ackEpoch,
  truncated(leader, following, message) {
    inReign(leader, following, message.type)?.synchroniser.truncated(following, message)
  },
  ackNewLeader(leader, following, message) {
    leader.parts.options.onEvent?.('LeaderProcessACKLD', { from: following.id, epoch: message.epoch })
    inReign(leader, following, message.type)?.adoptedBy(following, message)
  },
  ack(leader, following, message) {
    leader.parts.options.onEvent?.('LeaderProcessACK', { from: following.id, zxid: message.zxid })
    inReign(leader, following, message.type)?.acknowledgedBy(following, message)
  },
  pong(leader, following, message) {
    if (message.sequence > leader.parts.numbers.sequence) return leader.drop(following, 'pong without a ping')
    if (following.votes && following.hasAdopted) leader.barriers.answered(following.id, message.sequence)
  },
  sync(leader, following, message) {
    leader.barriers.ask(following, message.token, leader.lastProposed)
  },
  // The driver's own.
  requests() {},
  touches() {},
  revalidate() {},
}

/** A peer's mistake ends its following, never the leader. */
export function takeLearnerMessage(leader: LeaderRole, from: number, message: LearnerMessage): void {
  const following = message.type === 'learnerInfo' ? leader.join(from, message) : leader.roster.get(from)
  if (following === undefined) return leader.dropUnknown(from, `${message.type} before learnerInfo`)
  leader.liveness.heard(following)
  const handle = handlers[message.type] as (leader: LeaderRole, following: Following, message: LearnerMessage) => void
  handle(leader, following, message)
}

function ackEpoch(leader: LeaderRole, following: Following, message: AckEpoch): void {
  const { parts, discovery, reign } = leader
  parts.options.onEvent?.('LeaderProcessACKEPOCH', { from: following.id, currentEpoch: message.currentEpoch, lastZxid: message.lastZxid })
  if (following.stage !== 'invited') return leader.drop(following, 'ackEpoch out of turn')
  following.zxid = message.lastZxid
  following.stage = 'promised'
  leader.liveness.progress()
  if (reign === null) discovery.promisedBy(following, message)
  else reign.synchroniser.begin(following)
}

function inReign(leader: LeaderRole, following: Following, type: LearnerMessage['type']): Reign | null {
  if (leader.reign === null) leader.drop(following, `${type} before the epoch was promised`)
  return leader.reign
}
