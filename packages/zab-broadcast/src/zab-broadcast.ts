import {
  type Broadcast,
  type BroadcastInput,
  type BroadcastOptions,
  type BroadcastOutput,
  type BroadcastPhase,
  type BroadcastRole,
  invariant,
  type LearnerStatus,
  type ReplicaState,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'
import { LeaderRole } from './leader.ts'
import { FOLLOWER, type LearnerKind } from './learner-kind.ts'
import { LearnerRole } from './learner.ts'
import { Outbox } from './outbox.ts'
import { Idle, Numbers, type Role, type RoleParts } from './role.ts'

/** Zab after the election: holds the role of the time, and ends it when it cannot go on. */
export class ZabBroadcast implements Broadcast {
  readonly #options: BroadcastOptions
  readonly #kind: LearnerKind
  readonly #outbox = new Outbox()
  readonly #numbers = new Numbers()
  #role: Role = new Idle(ZERO_ZXID, ZERO_ZXID)
  #abandoned: string | null = null
  #ledEpoch = 0

  /** `kind`: what `becomeLearner` makes; default a follower. */
  constructor(options: BroadcastOptions, kind: LearnerKind = FOLLOWER) {
    this.#options = options
    this.#kind = kind
  }

  get role(): BroadcastRole {
    return this.#role.role
  }

  get phase(): BroadcastPhase {
    return this.#role.phase
  }

  get epoch(): number {
    return this.#role.epoch
  }

  get committedZxid(): Zxid {
    return this.#role.committedZxid
  }

  get lastZxid(): Zxid {
    return this.#role.lastZxid
  }

  get learners(): readonly LearnerStatus[] {
    return this.#role.learners
  }

  becomeIdle(): void {
    this.#outbox.clear()
    this.#abandoned = null
    this.#role = new Idle(ZERO_ZXID, ZERO_ZXID)
  }

  becomeLeader(state: ReplicaState): void {
    invariant(this.#options.quorum.voters.has(this.#options.serverId), 'a leader votes')
    const followings = this.#role.learners
    this.becomeIdle()
    for (const { id } of followings) this.#outbox.task({ type: 'dropLearner', learner: id, reason: 'the leader begins a new epoch' })
    const leader = new LeaderRole(this.#parts(), state, (epoch) => this.#leads(epoch))
    this.#begin(leader)
  }

  becomeLearner(leader: number, state: ReplicaState): void {
    invariant(leader !== this.#options.serverId, 'a learner has another server as its leader')
    this.becomeIdle()
    this.#begin(new LearnerRole(this.#parts(), this.#kind, leader, state))
  }

  nextZxid(): Zxid | null {
    return this.#role.nextZxid()
  }

  step(input: BroadcastInput): void {
    this.#role.step(input)
    if (this.#abandoned !== null) this.#giveUp(this.#abandoned)
  }

  hasReady(): boolean {
    return !this.#outbox.isEmpty || this.#role.hasUnflushed
  }

  ready(): BroadcastOutput {
    this.#role.flush()
    return this.#outbox.take(this.#role.committedZxid)
  }

  advance(): void {
    this.#outbox.release()
  }

  #begin(role: LeaderRole | LearnerRole): void {
    this.#role = role
    role.begin()
    if (this.#abandoned !== null) this.#giveUp(this.#abandoned)
  }

  /** What was decided before stays in the output: it was right. */
  #giveUp(reason: string): void {
    const { committedZxid, lastZxid } = this.#role
    this.#role.flush()
    this.#outbox.task({ type: 'abandon', reason })
    this.#role = new Idle(committedZxid, lastZxid)
    this.#abandoned = null
  }

  #leads(epoch: number): void {
    invariant(epoch > this.#ledEpoch, 'an epoch is led once, and later ones are larger')
    this.#ledEpoch = epoch
  }

  #parts(): RoleParts {
    const core = this
    return {
      options: this.#options,
      outbox: this.#outbox,
      numbers: this.#numbers,
      abandon: (reason) => {
        this.#abandoned ??= reason
      },
      get isAbandoned() {
        return core.#abandoned !== null
      },
    }
  }
}
