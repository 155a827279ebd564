import {
  type Broadcast,
  type BroadcastInput,
  type BroadcastOptions,
  type BroadcastOutput,
  counterOf,
  invariant,
  type LogRecord,
  MAX_COUNTER,
  makeZxid,
  type Quorum,
  Ring,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'

/**
 * The leader's half of Zab's broadcast: proposals go to the log and to the learners in zxid order; the highest zxid that a quorum has on
 * disk, and everything before it, is committed. The leader's own log counts when its own sync is done, like anybody else's.
 */
export class LeaderBroadcast implements Broadcast {
  readonly #serverId: number
  readonly #maxCounter: number
  #epoch = 0
  #quorum: Quorum | null = null
  #lastZxid: Zxid = ZERO_ZXID
  #committed: Zxid = ZERO_ZXID
  /** Proposed, not yet handed out for applying; zxid order. */
  readonly #proposals = new Ring<LogRecord>()
  #lastProposed: Zxid = ZERO_ZXID
  /** Highest durable zxid by server. */
  readonly #acks = new Map<number, Zxid>()
  #append: LogRecord[] = []
  #apply: LogRecord[] = []

  constructor(options: BroadcastOptions) {
    this.#serverId = options.serverId
    this.#maxCounter = options.maxCounter ?? MAX_COUNTER
  }

  get epoch(): number {
    return this.#epoch
  }

  get committedZxid(): Zxid {
    return this.#committed
  }

  get lastZxid(): Zxid {
    return this.#lastZxid
  }

  becomeLeader(epoch: number, lastZxid: Zxid, quorum: Quorum): void {
    invariant(epoch > this.#epoch, 'an epoch is led once, and later ones are larger')
    invariant(lastZxid < makeZxid(epoch, 0), 'the history of a new leader ends before its epoch')
    invariant(this.#proposals.size === 0, 'a new epoch begins when all proposals of the old one are settled')
    invariant(quorum.voters.has(this.#serverId), 'a leader votes')
    this.#epoch = epoch
    this.#quorum = quorum
    this.#lastZxid = makeZxid(epoch, 0)
    this.#committed = lastZxid
    this.#lastProposed = lastZxid
    this.#acks.clear()
    this.#acks.set(this.#serverId, lastZxid)
  }

  nextZxid(): Zxid | null {
    invariant(this.#quorum !== null, 'only a leader gives out zxids')
    if (counterOf(this.#lastZxid) >= this.#maxCounter) return null
    this.#lastZxid = (this.#lastZxid + 1) as Zxid
    return this.#lastZxid
  }

  step(input: BroadcastInput): void {
    switch (input.type) {
      case 'propose':
        return this.#propose(input.records)
      case 'durable':
        return this.#acknowledge(this.#serverId, input.zxid)
      case 'ack':
        return this.#acknowledge(input.from, input.zxid)
    }
  }

  hasReady(): boolean {
    return this.#append.length > 0 || this.#apply.length > 0
  }

  ready(): BroadcastOutput {
    return { append: this.#append, apply: this.#apply, committedZxid: this.#committed }
  }

  advance(): void {
    this.#append = []
    this.#apply = []
  }

  #propose(records: readonly LogRecord[]): void {
    for (const record of records) {
      invariant(record.zxid > this.#lastProposed && record.zxid <= this.#lastZxid, 'proposals come in the order of their zxids')
      this.#lastProposed = record.zxid
      this.#proposals.push(record)
      this.#append.push(record)
    }
  }

  #acknowledge(from: number, zxid: Zxid): void {
    invariant(zxid <= this.#lastProposed, 'nobody has what was never proposed')
    const before = this.#acks.get(from) ?? ZERO_ZXID
    if (zxid <= before) return
    this.#acks.set(from, zxid)
    this.#commitUpTo(this.#quorumZxid())
  }

  /** The highest zxid that a quorum has. */
  #quorumZxid(): Zxid {
    const quorum = this.#quorum
    invariant(quorum !== null, 'only a leader counts')
    if (quorum.voters.size === 1) return this.#acks.get(this.#serverId) ?? ZERO_ZXID
    const candidates = [...new Set(this.#acks.values())].sort((a, b) => b - a)
    for (const candidate of candidates) {
      const having = new Set<number>()
      for (const [server, zxid] of this.#acks) if (zxid >= candidate) having.add(server)
      if (quorum.isQuorum(having)) return candidate
    }
    return ZERO_ZXID
  }

  /** Commits in order; hands out what is also durable here. */
  #commitUpTo(zxid: Zxid): void {
    if (zxid > this.#committed) this.#committed = zxid
    const durableHere = this.#acks.get(this.#serverId) ?? ZERO_ZXID
    const limit = Math.min(this.#committed, durableHere)
    for (let next = this.#proposals.peek(); next !== undefined && next.zxid <= limit; next = this.#proposals.peek()) {
      this.#apply.push(next)
      this.#proposals.shift()
    }
  }
}
