import type { LearnerInfo, LearnerStatus, Quorum, Zxid } from '@zabkit/core'

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
  /** It commits by itself what it and this server have, where they are a quorum. */
  readonly isPartner: boolean
  stage: FollowingStage = 'waiting'
  /** Of the task that works for it. */
  token = 0
  /** Last zxid that it has, as far as is known. */
  zxid: Zxid
  rounds = 0
  truncations = 0
  /** Tick of its last message. */
  heardTick: number

  constructor(id: number, { observer, acceptedEpoch }: LearnerInfo, votes: boolean, isPartner: boolean, tick: number) {
    this.id = id
    this.observer = observer
    this.votes = votes
    this.acceptedEpoch = acceptedEpoch
    this.isPartner = isPartner
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
  readonly #self: number
  readonly #followings = new Map<number, Following>()
  #followers: readonly number[] = []
  #partners: readonly number[] = []
  #others: readonly number[] = []
  #observers: readonly number[] = []

  constructor(quorum: Quorum, self: number) {
    this.#quorum = quorum
    this.#self = self
  }

  /** Attached followers: a new array whenever they change. */
  get followers(): readonly number[] {
    return this.#followers
  }

  /** Those followers that serve, and of which each is a quorum together with this server. */
  get partners(): readonly number[] {
    return this.#partners
  }

  /** The attached followers that are no partners, or not yet. */
  get others(): readonly number[] {
    return this.#others
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
  add(id: number, info: LearnerInfo, tick: number): Following {
    const votes = !info.observer && this.#quorum.voters.has(id)
    const isPartner = votes && info.commitsWithLeader && this.#quorum.isQuorum(new Set([this.#self, id]))
    const following = new Following(id, info, votes, isPartner, tick)
    this.#followings.set(id, following)
    this.refresh()
    return following
  }

  remove(id: number): void {
    if (this.#followings.delete(id)) this.refresh()
  }

  /** To be called when a learner was attached, or serves. */
  refresh(): void {
    const attached = [...this.all].filter((following) => following.isAttached)
    const followers = attached.filter(({ observer }) => !observer)
    const isPartner = (following: Following): boolean => following.isPartner && following.stage === 'serving'
    this.#followers = followers.map(({ id }) => id)
    this.#partners = followers.filter(isPartner).map(({ id }) => id)
    this.#others = followers.filter((following) => !isPartner(following)).map(({ id }) => id)
    this.#observers = attached.filter(({ observer }) => observer).map(({ id }) => id)
  }
}
