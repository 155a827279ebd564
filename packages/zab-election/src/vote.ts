import { type Vote, ZERO_ZXID } from '@zabkit/core'

/** The vote of a server that has none: every voter's vote is better, since ids begin at 1. */
export const NO_VOTE: Vote = { leader: 0, zxid: ZERO_ZXID, epoch: 0 }

/** True when `left` wins: the later epoch, then the longer log, then the larger id. */
export function isBetter(left: Vote, right: Vote): boolean {
  if (left.epoch !== right.epoch) return left.epoch > right.epoch
  if (left.zxid !== right.zxid) return left.zxid > right.zxid
  return left.leader > right.leader
}

/** Votes of one round agree when they say the same of the same candidate. */
export function sameVote(left: Vote, right: Vote): boolean {
  return left.leader === right.leader && left.zxid === right.zxid && left.epoch === right.epoch
}

/**
 * Servers that follow or lead agree when leader and epoch do. An epoch has one leader, so that this is enough; zxids and rounds differ
 * between servers that came to the same leader in different ways (ZOOKEEPER-1805, 1818).
 */
export function sameLeadership(left: Vote, right: Vote): boolean {
  return left.leader === right.leader && left.epoch === right.epoch
}
