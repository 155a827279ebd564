/**
 * Fast leader election as a pure core: the seam `Election`. Reads no clock and opens no link: notifications, links that come and go, and the
 * time come in by `step`; what is to be sent, and the decision, come out by `ready`.
 *
 * ```ts
 * import { majority, ZERO_ZXID } from '@zabkit/core'
 * import { fastLeaderElection } from '@zabkit/zab-election'
 * const election = fastLeaderElection()({ serverId: 1, quorum: majority([1]), peers: [] })
 * election.becomeLooking({ epoch: 0, zxid: ZERO_ZXID })
 * console.log(election.ready().decided, election.state) // { leader: 1, zxid: 0, epoch: 0 } leading
 * election.advance()
 * ```
 *
 * @packageDocumentation
 */
export { FastLeaderElection, fastLeaderElection } from './fast-leader-election.ts'
export * from './limits.ts'
export { isBetter, sameLeadership, sameVote } from './vote.ts'
