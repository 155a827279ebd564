import {
  type BroadcastTask,
  formatZxid,
  type LeaderMessage,
  type LearnerMessage,
  type LearnerStatus,
  type LogRecord,
  type PeerHandler,
  type PeerLink,
  type PeerLinkHandler,
  type PeerMessage,
  type Timer,
  type Vote,
  type Zxid,
} from '@zabkit/core'
import { TXN_HEADER_BYTES, TxnBytes } from '@zabkit/jute'
import { LOOK_AGAIN_MS_MAX, LOOK_AGAIN_MS_MIN } from '../limits.ts'
import { Barriers } from './barriers.ts'
import { Candidacy } from './candidacy.ts'
import { CoreDriver } from './core-driver.ts'
import { HistoryStreamer } from './history-streamer.ts'
import { LeaderLink } from './leader-link.ts'
import { LearnerLinks } from './learner-links.ts'
import type { ReplicaParts, ReplicaRole } from './replica-parts.ts'
import { RoleWork } from './role-work.ts'

/**
 * This server among the others: looks for a leader, is one, or follows one, and begins again when a role ends. Drives the cores; knows nothing of
 * clients. A server whose vote alone is a quorum elects itself, and goes the same way.
 */
export class Replica implements PeerHandler {
  readonly #parts: ReplicaParts
  readonly #driver: CoreDriver
  readonly #work: RoleWork
  readonly #learners: LearnerLinks
  readonly #candidacy: Candidacy
  readonly #barriers = new Barriers()
  #leaderLink: LeaderLink | null = null
  #role: ReplicaRole = 'looking'
  #leader: number | null = null
  #serving = false
  /** Rises with every role: what an earlier one began is not taken for this one's. */
  #generation = 0
  #failures = 0
  #establishedMs = 0
  #tick: Timer | null = null
  #pause: Timer | null = null
  #stopped = false

  constructor(parts: ReplicaParts) {
    const { broadcast, storage, events, timers, traces } = parts
    this.#parts = parts
    this.#learners = new LearnerLinks({
      message: (from, message) => this.#fromLearner(from, message),
      frame: () => this.#driver.drain(),
      lost: (learner, reason) => this.#lostLearner(learner, reason),
    }, timers)
    this.#driver = new CoreDriver({
      broadcast,
      log: storage.log,
      traces,
      apply: events.apply,
      send: ({ to, message }) => {
        if (this.#leaderLink === null) this.#learners.send(to, message as LeaderMessage)
        else this.#leaderLink.send(message as LearnerMessage)
      },
      flush: () => this.#flush(),
      task: (task) => this.#task(task),
      barriers: (tokens) => this.#barriers.passed(tokens),
      onFailure: events.onFailure,
    })
    this.#work = new RoleWork({
      ...parts,
      learners: this.#learners,
      streamer: new HistoryStreamer({ storage, committedZxid: () => broadcast.committedZxid }),
      leaderLink: () => this.#leaderLink?.link ?? null,
      onDone: (input) => {
        this.#driver.step(input)
        this.#driver.drain()
      },
      onReplacing: events.onReplacing,
      apply: events.apply,
      onObstacle: (reason) => this.#look(reason),
      onFailure: (error) => this.#driver.fail(error),
    })
    const peers = parts.ensemble.members.map(({ id }) => id).filter((id) => id !== parts.serverId)
    this.#candidacy = new Candidacy({ ...parts, peers, onDecided: (vote) => this.#decided(vote) })
  }

  // ---- for the rest of the server ----

  get role(): ReplicaRole {
    return this.#role
  }

  /** Whom this server follows, itself when it leads, null while it looks. */
  get leader(): number | null {
    return this.#leader
  }

  /** The role stands: writes are taken. */
  get serving(): boolean {
    return this.#serving
  }

  /** Ms since it leads, 0 where it does not. */
  get leadingMs(): number {
    return this.#serving && this.#role === 'leading' ? Math.round(this.#parts.clock.monotonic() - this.#establishedMs) : 0
  }

  get learners(): readonly LearnerStatus[] {
    return this.#parts.broadcast.learners
  }

  nextZxid(): Zxid | null {
    return this.#parts.broadcast.nextZxid()
  }

  propose(records: readonly LogRecord[]): void {
    this.#driver.step({ type: 'propose', records })
    this.#driver.drain()
  }

  /** A learner's word that is not the core's. */
  sendToLeader(message: LearnerMessage): void {
    this.#leaderLink?.send(message)
    this.#leaderLink?.flush()
  }

  sendToLearner(learner: number, message: LeaderMessage): void {
    this.#learners.send([learner], message)
    this.#learners.flush()
  }

  /** Calls back when what is applied here shows every write that was acknowledged anywhere before this call; however many leaders that takes. */
  barrier(passed: () => void): void {
    const token = this.#barriers.add(passed)
    if (!this.#serving) return
    this.#driver.step({ type: 'barrier', token })
    this.#driver.drain()
  }

  get pendingBarriers(): number {
    return this.#barriers.size
  }

  /** Ends the role: the epoch is used up, or the like. */
  abandon(reason: string): void {
    this.#look(reason)
  }

  // ---- life ----

  async start(): Promise<void> {
    const { transport, timers, tickMs } = this.#parts
    await transport?.start(this)
    this.#candidacy.start()
    this.#tick = timers.every(tickMs / 2, () => this.#ticked())
    this.#look(null)
  }

  /** Ends the role and resolves when the files are at rest. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#tick?.cancel()
    this.#endRole('this server stops')
    this.#candidacy.stop()
    await this.#parts.transport?.stop()
    await this.#settled()
  }

  #ticked(): void {
    if (this.#role === 'looking') return
    this.#driver.step({ type: 'tick' })
    this.#driver.drain()
  }

  // ---- looking ----

  /** `reason`: why the role ended; null at the start. */
  #look(reason: string | null): void {
    if (this.#stopped) return
    const { logger, events, random, timers } = this.#parts
    if (reason !== null) logger.warn('the role of this server has ended', { role: this.#role, reason })
    this.#failures = this.#serving || reason === null ? 0 : this.#failures + 1
    this.#endRole(reason ?? 'starting')
    events.onLooking()
    const generation = this.#generation
    const mostMs = Math.min(LOOK_AGAIN_MS_MIN * 2 ** this.#failures, LOOK_AGAIN_MS_MAX)
    const begin = (): void => void this.#beginElection(generation)
    if (this.#failures === 0) begin()
    else this.#pause = timers.after(random.below(mostMs), begin)
  }

  #endRole(reason: string): void {
    this.#generation++
    this.#role = 'looking'
    this.#leader = null
    this.#serving = false
    this.#pause?.cancel()
    this.#candidacy.roleEnded()
    const link = this.#leaderLink
    this.#leaderLink = null
    link?.end(reason)
    this.#learners.leave(reason)
    this.#parts.broadcast.becomeIdle()
  }

  /** What this server says of itself in an election is what its files would give. */
  async #settled(): Promise<void> {
    await this.#work.settled()
    await this.#driver.settled()
  }

  async #beginElection(generation: number): Promise<void> {
    await this.#settled()
    if (generation !== this.#generation) return
    this.#candidacy.look({ epoch: this.#parts.epochs.state.currentEpoch, zxid: this.#work.lastZxid })
  }

  #decided({ leader, zxid, epoch }: Vote): void {
    const { serverId, logger, ensemble } = this.#parts
    this.#leader = leader
    logger.info('the election has ended', { leader, epoch, zxid: formatZxid(zxid) })
    if (leader === serverId) return this.#lead()
    this.#role = ensemble.members.some(({ id, role }) => id === serverId && role === 'observer') ? 'observing' : 'following'
    this.#follow(leader)
  }

  // ---- roles ----

  #replicaState() {
    return { ...this.#parts.epochs.state, lastZxid: this.#work.lastZxid, appliedZxid: this.#parts.tree.lastZxid }
  }

  #lead(): void {
    this.#role = 'leading'
    this.#parts.broadcast.becomeLeader(this.#replicaState())
    this.#learners.lead()
    this.#driver.drain()
  }

  #follow(leader: number): void {
    const { transport, timers, connectLimitMs } = this.#parts
    if (transport === null) return
    this.#learners.dismiss(`server ${leader} leads`)
    const link = new LeaderLink({
      transport,
      timers,
      leader,
      limitMs: connectLimitMs,
      onOpened: () => {
        this.#parts.broadcast.becomeLearner(leader, this.#replicaState())
        this.#driver.drain()
      },
      onMessage: (message) => this.#fromLeader(message),
      onFrame: () => this.#driver.drain(),
      onLost: (reason) => {
        if (this.#leaderLink === link) this.#look(`server ${leader}, the leader: ${reason}`)
      },
    })
    this.#leaderLink = link
    link.connect()
  }

  #task(task: BroadcastTask): void {
    if (task.type === 'established') return this.#established()
    if (task.type === 'abandon') return this.#look(task.reason)
    this.#work.run(task)
  }

  #established(): void {
    const { broadcast, logger, events, tree } = this.#parts
    this.#serving = true
    this.#establishedMs = this.#parts.clock.monotonic()
    this.#failures = 0
    this.#candidacy.confirm(broadcast.epoch)
    logger.info(this.#role, { epoch: broadcast.epoch, zxid: formatZxid(tree.lastZxid), ...(this.#role === 'leading' ? {} : { leader: this.#leader }) })
    if (this.#role === 'leading') events.onLeading()
    else events.onFollowing()
    for (const token of this.#barriers.tokens()) this.#driver.step({ type: 'barrier', token })
  }

  // ---- messages ----

  accepted(link: PeerLink): PeerLinkHandler | null {
    if (this.#stopped) return null
    this.#candidacy.hurry(link.peerId)
    if (link.channel === 'learner') return this.#learners.accept(link)
    return { messages: (messages) => this.#voted(link.peerId, messages), drained() {}, closed() {} }
  }

  #voted(from: number, messages: readonly PeerMessage[]): void {
    if (this.#isAlone && messages.some((message) => message.type === 'notification' && message.state === 'looking')) {
      this.#look(`too few servers follow, and server ${from} looks for a leader`)
    }
    this.#candidacy.voted(from, messages)
  }

  /** It leads, and too few follow: nothing can be committed, and those who come back cannot tell that it still leads. */
  get #isAlone(): boolean {
    if (this.#role !== 'leading' || !this.#serving) return false
    const { ensemble, serverId } = this.#parts
    return !ensemble.quorum.isQuorum(new Set([serverId, ...this.learners.map(({ id }) => id)]))
  }

  #fromLearner(from: number, message: LearnerMessage): void {
    const { events } = this.#parts
    switch (message.type) {
      case 'requests':
        // The core may have given up in this very frame.
        if (this.#serving && this.#parts.broadcast.role === 'leader') events.onRequests(from, message)
        return
      case 'touches':
        if (this.#serving) events.onTouches(message)
        return
      case 'revalidate':
        if (this.#serving) events.onRevalidate(from, message)
        return
      default:
        if (message.type === 'ack') this.#parts.traces?.acknowledged(from, message.zxid)
        this.#driver.step({ type: 'fromLearner', from, message })
    }
  }

  #lostLearner(learner: number, reason: string): void {
    this.#parts.logger.info('a learner is gone', { learner, reason })
    this.#parts.traces?.followerLost(learner)
    this.#driver.step({ type: 'learnerLost', learner })
    this.#driver.drain()
  }

  #fromLeader(message: LeaderMessage): void {
    switch (message.type) {
      case 'snapshotChunk':
        this.#work.receiver?.chunk(message.bytes)
        return
      case 'snapshotEnd':
        this.#work.receiver?.end()
        return
      case 'revalidated':
        this.#parts.events.onRevalidated(message)
        return
      case 'snapshotBegin':
        this.#driver.step({ type: 'fromLeader', message })
        // Its chunks may stand in the same frame: who takes them must be there.
        this.#driver.drain()
        return
      default:
        if ('records' in message && !message.records.every(isTxn)) return this.#look('the leader sent a record that is no txn')
        this.#driver.step({ type: 'fromLeader', message })
    }
  }

  #flush(): void {
    if (this.#leaderLink === null) this.#learners.flush()
    else this.#leaderLink.flush()
  }
}

/** What a learner logs it must be able to apply, now and at each start. */
function isTxn({ zxid, bytes }: LogRecord): boolean {
  return bytes.length >= TXN_HEADER_BYTES && TxnBytes.zxid(bytes) === zxid
}
