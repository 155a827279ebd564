import type { LearnerStatus, Quorum, Zxid } from '@zabkit/core'

export type FollowingStage =
  /** Has said who it is. */
  | 'waiting'
  /** Was told the epoch. */
  | 'invited'
  /** Has promised it; its history comes when a quorum has. */
  | 'promised'
  /** The log is asked for its last zxid. */
  | 'locating'
  | 'cutting'
  | 'streaming'
  | 'snapshot'
  /** Has been sent the whole history, and gets what is new. */
  | 'attached'
  /** Has it durably, and the epoch. */
  | 'adopted'
  /** Was told to serve. */
  | 'serving'

/** One learner, for as long as its link stands. */
export class Following {
  readonly id: number
  readonly observer: boolean
  /** True when what it says counts in a quorum. */
  readonly votes: boolean
  readonly acceptedEpoch: number
  stage: FollowingStage = 'waiting'
  /** Of the task that works for it. */
  token = 0
  /** Last zxid that it has, as far as is known. */
  zxid: Zxid
  rounds = 0
  truncations = 0
  /** Tick of its last message. */
  heardTick: number

  constructor(id: number, observer: boolean, votes: boolean, acceptedEpoch: number, tick: number) {
    this.id = id
    this.observer = observer
    this.votes = votes
    this.acceptedEpoch = acceptedEpoch
    this.zxid = 0 as Zxid
    this.heardTick = tick
  }

  get isAttached(): boolean {
    return this.stage === 'attached' || this.hasAdopted
  }

  get hasAdopted(): boolean {
    return this.stage === 'adopted' || this.stage === 'serving'
  }

  get isSynchronising(): boolean {
    return this.stage === 'locating' || this.stage === 'cutting' || this.stage === 'streaming' || this.stage === 'snapshot'
  }
}

/** The learners of a leader. */
export class Roster {
  readonly #quorum: Quorum
  readonly #followings = new Map<number, Following>()
  #followers: readonly number[] = []
  #observers: readonly number[] = []

  constructor(quorum: Quorum) {
    this.#quorum = quorum
  }

  /** Attached followers: a new array whenever they change. */
  get followers(): readonly number[] {
    return this.#followers
  }

  /** Attached observers. */
  get observers(): readonly number[] {
    return this.#observers
  }

  get all(): IterableIterator<Following> {
    return this.#followings.values()
  }

  get ids(): readonly number[] {
    return [...this.#followings.keys()]
  }

  get status(): readonly LearnerStatus[] {
    return [...this.all].map(({ id, observer, stage }) => ({ id, observer, synced: stage === 'serving' }))
  }

  get isSynchronising(): boolean {
    for (const following of this.all) if (following.isSynchronising) return true
    return false
  }

  get(id: number): Following | undefined {
    return this.#followings.get(id)
  }

  /** A learner that was there before has come back on a new link. An observer never votes, whatever its id. */
  add(id: number, observer: boolean, acceptedEpoch: number, tick: number): Following {
    const following = new Following(id, observer, !observer && this.#quorum.voters.has(id), acceptedEpoch, tick)
    this.#followings.set(id, following)
    this.refresh()
    return following
  }

  remove(id: number): void {
    if (this.#followings.delete(id)) this.refresh()
  }

  /** To be called when a learner was attached. */
  refresh(): void {
    const attached = [...this.all].filter((following) => following.isAttached)
    this.#followers = attached.filter(({ observer }) => !observer).map(({ id }) => id)
    this.#observers = attached.filter(({ observer }) => observer).map(({ id }) => id)
  }
}
