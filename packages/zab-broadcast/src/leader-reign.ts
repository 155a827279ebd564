import type { Ack, AckNewLeader, BroadcastPhase, ReplicaState, Zxid } from '@zabkit/core'
import type { LeaderRole } from './leader.ts'
import { Proposals } from './leader-proposals.ts'
import type { Following } from './leader-roster.ts'
import { LiveStream } from './leader-stream.ts'
import { Synchroniser } from './leader-sync.ts'

/**
 * An epoch that a quorum has promised: its history is given to learners, committed when a quorum has adopted it with the epoch (this server
 * among them: what it logs in the epoch must not come before its own record of it), and then goes on with proposals.
 */
export class Reign {
  readonly epoch: number
  readonly proposals: Proposals
  readonly stream: LiveStream
  readonly synchroniser: Synchroniser
  readonly #leader: LeaderRole
  readonly #state: ReplicaState
  #isAdopted = false
  #isHistoryCommitted = false
  #isEstablished = false

  constructor(leader: LeaderRole, state: ReplicaState, epoch: number) {
    const { parts, roster } = leader
    this.epoch = epoch
    this.#leader = leader
    this.#state = state
    this.stream = new LiveStream(parts, roster, state.appliedZxid)
    this.proposals = new Proposals(parts, this.stream, epoch, state.lastZxid, state.appliedZxid)
    this.synchroniser = new Synchroniser({
      ...parts,
      roster,
      stream: this.stream,
      proposals: this.proposals,
      epoch,
      sessionSecret: state.sessionSecret,
      drop: (following, reason) => leader.drop(following, reason),
    })
  }

  get phase(): BroadcastPhase {
    return this.#isEstablished ? 'broadcast' : 'synchronisation'
  }

  get isEstablished(): boolean {
    return this.#isEstablished
  }

  /** From here on an epoch stands only as long as a quorum is heard of. */
  get isHistoryCommitted(): boolean {
    return this.#isHistoryCommitted
  }

  begin(isAdopted: boolean): void {
    const { parts, roster } = this.#leader
    const { epoch } = this
    if (isAdopted) return this.saved(epoch)
    parts.outbox.task({ type: 'saveEpochs', acceptedEpoch: epoch, currentEpoch: epoch, sessionSecret: this.#state.sessionSecret })
    for (const following of roster.all) if (following.stage === 'promised') this.synchroniser.begin(following)
  }

  saved(currentEpoch: number): void {
    if (currentEpoch !== this.epoch) return
    this.#isAdopted = true
    this.#commitHistory()
  }

  /** The whole history and the epoch are durable at `following`. What it said of later proposals before this counts from now on. */
  adoptedBy(following: Following, { epoch }: AckNewLeader): void {
    if (epoch !== this.epoch || following.stage !== 'attached') return this.#leader.drop(following, 'ackNewLeader out of turn')
    following.stage = 'adopted'
    this.#leader.liveness.progress()
    if (!this.#isHistoryCommitted) return this.#commitHistory()
    if (following.votes) this.proposals.acknowledge(following.id, following.zxid)
    if (this.#isEstablished) this.#serve(following)
  }

  acknowledgedBy(following: Following, { zxid }: Ack): void {
    if (!following.isAttached || zxid > this.proposals.last) return this.#leader.drop(following, 'ack of what it was never sent')
    if (zxid > following.zxid) following.zxid = zxid
    if (following.votes && following.hasAdopted && this.#isHistoryCommitted) this.proposals.acknowledge(following.id, zxid)
  }

  replayed(zxid: Zxid): void {
    if (this.#isHistoryCommitted && !this.#isEstablished && zxid >= this.#state.lastZxid) this.#establish()
  }

  #commitHistory(): void {
    const { parts } = this.#leader
    const adopters = this.#adopters()
    if (this.#isHistoryCommitted || !this.#isAdopted || !parts.options.quorum.isQuorum(adopters)) return
    this.#isHistoryCommitted = true
    const { lastZxid, appliedZxid } = this.#state
    for (const adopter of adopters) this.proposals.acknowledge(adopter, lastZxid)
    if (appliedZxid < lastZxid) parts.outbox.task({ type: 'replay', upTo: lastZxid })
    else this.#establish()
  }

  /** Those that still follow: a leader that was left must not begin to serve on old promises. */
  #adopters(): Set<number> {
    const { parts, roster } = this.#leader
    const adopters = new Set([parts.options.serverId])
    for (const { id, votes, hasAdopted } of roster.all) if (votes && hasAdopted) adopters.add(id)
    return adopters
  }

  #establish(): void {
    const { parts, roster, barriers, discovery } = this.#leader
    this.#isEstablished = true
    parts.outbox.task({ type: 'established' })
    barriers.open()
    for (const following of roster.all) {
      if (following.stage === 'adopted') this.#serve(following)
      else discovery.invite(following)
    }
  }

  #serve(following: Following): void {
    following.stage = 'serving'
    this.#leader.roster.refresh()
    if (following.isPartner) this.stream.partnerJoined()
    this.#leader.parts.outbox.send([following.id], { type: 'upToDate', committedZxid: this.proposals.committed })
  }
}
