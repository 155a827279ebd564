import { MAX_EPOCH, makeZxid, MAX_COUNTER, type Notification, type PeerState, type Vote } from '@zabkit/core'
import { ROUND_MAX } from './limits.ts'

const ZXID_MAX = makeZxid(MAX_EPOCH, MAX_COUNTER)

/** What must hold between a voter's state and whom it votes for. An observing server has no vote that anybody counts. */
const fits: Readonly<Record<PeerState, (from: number, leader: number) => boolean>> = {
  looking: () => true,
  leading: (from, leader) => leader === from,
  following: (from, leader) => leader !== from,
  observing: () => false,
}

/** Whether a voter's notification can be counted. Anything at all may come in: a peer may be broken, or of another version. */
export function isCountable(from: number, notification: Notification, voters: ReadonlySet<number>): boolean {
  if (!isObject(notification)) return false
  const { state, round, vote } = notification
  return isNatural(round, ROUND_MAX) && isVote(vote, voters) && Object.hasOwn(fits, state) && fits[state](from, vote.leader)
}

function isVote(vote: Vote, voters: ReadonlySet<number>): boolean {
  return isObject(vote) && voters.has(vote.leader) && isNatural(vote.zxid, ZXID_MAX) && isNatural(vote.epoch, MAX_EPOCH)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function isNatural(value: unknown, max: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max
}
