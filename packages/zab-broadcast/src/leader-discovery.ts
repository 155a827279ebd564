import { type AckEpoch, epochOf, MAX_EPOCH, type ReplicaState } from '@zabkit/core'
import type { LeaderRole } from './leader.ts'
import type { Following } from './leader-roster.ts'

/**
 * Finds the epoch: larger than every one that a quorum has promised, and promised by a quorum, durably, before anything is made of it. A voter
 * that knows more than this server ends the role: the election was not about what is on disk.
 */
export class Discovery {
  readonly #leader: LeaderRole
  readonly #state: ReplicaState
  readonly #isAlone: boolean
  /** Accepted epochs of voters. */
  readonly #accepted = new Map<number, number>()
  /** Voters that promised the epoch to this server. It stays true when their link is lost. */
  readonly #promised = new Set<number>()
  #epoch = 0
  #isSaved = false

  constructor(leader: LeaderRole, state: ReplicaState) {
    const { serverId, quorum } = leader.parts.options
    this.#leader = leader
    this.#state = state
    this.#isAlone = quorum.isQuorum(new Set([serverId]))
    this.#accepted.set(serverId, state.acceptedEpoch)
  }

  /** 0 until it is found. */
  get epoch(): number {
    return this.#epoch
  }

  joined(following: Following): void {
    if (following.votes) this.#accepted.set(following.id, following.acceptedEpoch)
    if (this.#isSaved) this.invite(following)
    else this.chooseWhenQuorum()
  }

  chooseWhenQuorum(): void {
    const { options, outbox, abandon } = this.#leader.parts
    if (this.#epoch !== 0 || !options.quorum.isQuorum(new Set(this.#accepted.keys()))) return
    const epoch = Math.max(...this.#accepted.values(), epochOf(this.#state.lastZxid)) + 1
    if (epoch > MAX_EPOCH) return abandon(`ZK_EPOCH_EXHAUSTED: an epoch after ${MAX_EPOCH} cannot be part of a zxid`)
    this.#epoch = epoch
    this.#leader.liveness.progress()
    const currentEpoch = this.#isAlone ? epoch : this.#state.currentEpoch
    outbox.task({ type: 'saveEpochs', acceptedEpoch: epoch, currentEpoch, sessionSecret: this.#state.sessionSecret })
  }

  saved(acceptedEpoch: number): void {
    if (this.#isSaved || this.#epoch === 0 || acceptedEpoch !== this.#epoch) return
    this.#isSaved = true
    this.#leader.leads(this.#epoch)
    this.#promised.add(this.#leader.parts.options.serverId)
    if (this.#isAlone) this.#leader.reignIn(this.#epoch, true)
    for (const following of this.#leader.roster.all) this.invite(following)
  }

  /** Observers are told when there is something to observe. */
  invite(following: Following): void {
    const { parts, phase } = this.#leader
    if (following.stage !== 'waiting' || (following.observer && phase !== 'broadcast')) return
    if (following.acceptedEpoch > this.#epoch) return this.#disloyal(following)
    following.stage = 'invited'
    parts.outbox.send([following.id], { type: 'leaderInfo', epoch: this.#epoch })
  }

  /** While a quorum is still to be found. */
  promisedBy(following: Following, { currentEpoch, lastZxid }: AckEpoch): void {
    const { parts } = this.#leader
    if (!following.votes || currentEpoch === null) return
    const own = this.#state
    if (currentEpoch > own.currentEpoch || (currentEpoch === own.currentEpoch && lastZxid > own.lastZxid)) {
      return parts.abandon(`server ${following.id} has a newer history than this leader`)
    }
    this.#promised.add(following.id)
    if (parts.options.quorum.isQuorum(this.#promised)) this.#leader.reignIn(this.#epoch, false)
  }

  /** Only a larger epoch brings a voter back that has promised one. */
  #disloyal(following: Following): void {
    const reason = `server ${following.id} has promised epoch ${following.acceptedEpoch}, which is after ${this.#epoch}`
    if (following.votes) this.#leader.parts.abandon(reason)
    else this.#leader.drop(following, reason)
  }
}
