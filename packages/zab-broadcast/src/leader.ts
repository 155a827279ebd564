import {
  type BroadcastInput,
  type BroadcastPhase,
  invariant,
  type LearnerInfo,
  type LearnerStatus,
  type ReplicaState,
  type Zxid,
} from '@zabkit/core'
import { LeaderBarriers } from './leader-barriers.ts'
import { Discovery } from './leader-discovery.ts'
import { LeaderLiveness } from './leader-liveness.ts'
import { takeLearnerMessage } from './leader-messages.ts'
import { Reign } from './leader-reign.ts'
import { type Following, Roster } from './leader-roster.ts'
import type { Role, RoleParts } from './role.ts'

/** The server that was elected: finds its epoch, and reigns in it. */
export class LeaderRole implements Role {
  readonly role = 'leader'
  readonly parts: RoleParts
  readonly roster: Roster
  readonly liveness: LeaderLiveness
  readonly discovery: Discovery
  readonly barriers: LeaderBarriers
  /** Told once, when the epoch is durable here: from then on others hear of it. */
  readonly leads: (epoch: number) => void
  readonly #state: ReplicaState
  #reign: Reign | null = null

  constructor(parts: RoleParts, state: ReplicaState, leads: (epoch: number) => void) {
    this.parts = parts
    this.leads = leads
    this.roster = new Roster(parts.options.quorum, parts.options.serverId)
    this.liveness = new LeaderLiveness(this)
    this.discovery = new Discovery(this, state)
    this.barriers = new LeaderBarriers(parts, this.roster)
    this.#state = state
  }

  get reign(): Reign | null {
    return this.#reign
  }

  get phase(): BroadcastPhase {
    return this.#reign?.phase ?? 'discovery'
  }

  get epoch(): number {
    return this.discovery.epoch
  }

  get committedZxid(): Zxid {
    return this.#reign?.proposals.committed ?? this.#state.appliedZxid
  }

  get lastZxid(): Zxid {
    return this.#reign?.proposals.lastGiven ?? this.#state.lastZxid
  }

  /** The last zxid that was made a proposal, or the end of the history. */
  get lastProposed(): Zxid {
    return this.#reign?.proposals.last ?? this.#state.lastZxid
  }

  get learners(): readonly LearnerStatus[] {
    return this.roster.status
  }

  begin(): void {
    this.parts.options.onEvent?.('UpdateLeader', { acceptedEpoch: this.#state.acceptedEpoch, lastZxid: this.#state.lastZxid })
    this.discovery.chooseWhenQuorum()
  }

  reignIn(epoch: number, isAdopted: boolean): void {
    this.#reign = new Reign(this, this.#state, epoch)
    this.#reign.begin(isAdopted)
  }

  nextZxid(): Zxid | null {
    return this.#broadcasting().proposals.nextZxid()
  }

  step(input: BroadcastInput): void {
    switch (input.type) {
      case 'propose':
        this.parts.options.onEvent?.('LeaderProcessRequest', { count: input.records.length, last: input.records.at(-1)?.zxid ?? null })
        return this.#broadcasting().proposals.propose(input.records)
      case 'durable':
        return this.#reign?.proposals.durable(input.zxid)
      case 'fromLearner':
        return takeLearnerMessage(this, input.from, input.message)
      case 'learnerLost':
        return this.#remove(input.learner)
      case 'barrier':
        return this.barriers.ask(null, input.token, this.lastProposed)
      case 'tick':
        return this.liveness.onTick()
      case 'epochsSaved':
        return this.#reign === null ? this.discovery.saved(input.acceptedEpoch) : this.#reign.saved(input.currentEpoch)
      case 'replayed':
        return this.#reign?.replayed(input.zxid)
      case 'located':
        this.liveness.progress()
        return this.#reign?.synchroniser.located(input)
      case 'streamed':
        this.liveness.progress()
        return this.#reign?.synchroniser.streamed(input)
      // Late, of an earlier role.
      case 'fromLeader':
      case 'truncated':
      case 'snapshotInstalled':
    }
  }

  get hasUnflushed(): boolean {
    const reign = this.#reign
    if (reign === null) return false
    return reign.stream.hasUnflushed(reign.proposals) || this.barriers.hasUnflushed(reign.proposals.applied)
  }

  flush(): void {
    const reign = this.#reign
    if (reign === null) return
    const { committed, applied } = reign.proposals
    reign.stream.flush(reign.proposals)
    this.barriers.flush(applied, committed)
  }

  join(id: number, info: LearnerInfo): Following {
    this.#remove(id)
    return this.roster.add(id, info, this.liveness.tick)
  }

  drop(following: Following, reason: string): void {
    this.#remove(following.id)
    this.dropUnknown(following.id, reason)
  }

  dropUnknown(learner: number, reason: string): void {
    this.parts.outbox.task({ type: 'dropLearner', learner, reason })
  }

  #remove(id: number): void {
    this.roster.remove(id)
    this.#reign?.proposals.keepRecent(this.roster.isSynchronising)
  }

  #broadcasting(): Reign {
    const reign = this.#reign
    invariant(reign?.isEstablished, 'only a leader in broadcast proposes')
    return reign
  }
}
