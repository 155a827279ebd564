import {
  type BroadcastInput,
  type BroadcastPhase,
  invariant,
  type LeaderMessage,
  type LearnerStatus,
  type ReplicaState,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'
import { LearnerBarriers } from './learner-barriers.ts'
import { LearnerHistory } from './learner-history.ts'
import type { LearnerKind } from './learner-kind.ts'
import { takeLeaderMessage } from './learner-messages.ts'
import { LearnerPromises } from './learner-promises.ts'
import { type LearnerStage, phaseOf } from './learner-stage.ts'
import type { Role, RoleParts } from './role.ts'

/** A server that follows a leader: takes over its epoch and its history, then logs and applies what it sends. */
export class LearnerRole implements Role {
  readonly parts: RoleParts
  readonly kind: LearnerKind
  readonly leader: number
  readonly history: LearnerHistory
  readonly promises: LearnerPromises
  readonly barriers: LearnerBarriers
  readonly learners: readonly LearnerStatus[] = []
  /** What this server and its leader have on disk is a quorum's. */
  readonly commitsWithLeader: boolean
  stage: LearnerStage = 'informing'
  /** Came while a snapshot was being installed. */
  deferred: LeaderMessage[] = []
  /** Serves once this is applied. */
  servesFrom: Zxid = ZERO_ZXID
  #silentTicks = 0

  constructor(parts: RoleParts, kind: LearnerKind, leader: number, state: ReplicaState) {
    this.parts = parts
    this.kind = kind
    this.leader = leader
    const { quorum, serverId } = parts.options
    this.commitsWithLeader = kind.acknowledges && quorum.voters.has(serverId) && quorum.isQuorum(new Set([leader, serverId]))
    this.history = new LearnerHistory(parts.outbox, state)
    this.promises = new LearnerPromises(this, state)
    this.barriers = new LearnerBarriers(parts.outbox)
  }

  get role(): 'follower' | 'observer' {
    return this.kind.role
  }

  get phase(): BroadcastPhase {
    return phaseOf(this.stage)
  }

  get epoch(): number {
    return this.promises.epoch
  }

  get committedZxid(): Zxid {
    return this.history.committed
  }

  get lastZxid(): Zxid {
    return this.history.last
  }

  begin(): void {
    this.promises.inform()
  }

  nextZxid(): Zxid | null {
    invariant(false, 'only a leader gives out zxids')
  }

  step(input: BroadcastInput): void {
    switch (input.type) {
      case 'fromLeader':
        this.#silentTicks = 0
        return takeLeaderMessage(this, input.message)
      case 'durable':
        this.history.settle(input.zxid)
        this.promises.adoptWhenDurable()
        return this.serveWhenApplied()
      case 'replayed':
        this.history.replayed(input.zxid)
        return this.serveWhenApplied()
      case 'epochsSaved':
        return this.promises.saved(input.acceptedEpoch, input.currentEpoch)
      case 'truncated':
        return this.#truncated(input.lastZxid)
      case 'snapshotInstalled':
        return this.#installed(input.zxid)
      case 'barrier':
        return this.barriers.ask(input.token)
      case 'tick':
        return this.#tick()
      case 'propose':
        invariant(false, 'only a leader proposes')
        break
      // Late, of an earlier role.
      case 'fromLearner':
      case 'learnerLost':
      case 'located':
      case 'streamed':
    }
  }

  get hasUnflushed(): boolean {
    return this.promises.owesAck || this.barriers.canPass(this.history.applied)
  }

  flush(): void {
    this.promises.acknowledge()
    this.barriers.pass(this.history.applied)
  }

  serveWhenApplied(): void {
    if (this.stage !== 'catchingUp' || this.history.applied < this.servesFrom) return
    this.stage = 'serving'
    this.parts.outbox.task({ type: 'established' })
    this.barriers.open()
  }

  #truncated(lastZxid: Zxid): void {
    if (this.stage !== 'cutting') return
    invariant(lastZxid >= this.history.applied, 'a truncation leaves what is applied')
    this.history.cut(lastZxid)
    this.stage = 'choosing'
    this.parts.outbox.sendToLeader({ type: 'truncated', lastZxid })
  }

  #installed(zxid: Zxid): void {
    if (this.stage !== 'installing') return
    this.history.replace(zxid)
    this.stage = 'choosing'
    const { deferred } = this
    this.deferred = []
    for (const message of deferred) takeLeaderMessage(this, message)
  }

  #tick(): void {
    const { initLimitTicks, syncLimitTicks } = this.parts.options
    this.#silentTicks++
    if (this.#silentTicks < (this.stage === 'serving' ? syncLimitTicks : initLimitTicks)) return
    this.parts.abandon(`leader ${this.leader} has been silent for ${this.#silentTicks} ticks`)
  }
}
