import type {
  Broadcast,
  BroadcastOptions,
  BroadcastSend,
  BroadcastTask,
  Election,
  ElectionOptions,
  LeaderMessage,
  LearnerMessage,
  LogRecord,
  Notification,
  PeerMessage,
  Quorum,
  Vote,
  Zxid,
} from '@zabkit/core'
import { load, replicaState, type ScenarioDisk } from './scenario-disk.ts'
import { ScenarioDriver } from './scenario-driver.ts'
import { ScenarioLearnerLinks } from './scenario-learner-links.ts'
import type { LinkEnd, ScenarioLink, ScenarioLinks } from './scenario-links.ts'
import { ScenarioTasks } from './scenario-tasks.ts'
import type { ScenarioOrder, ScenarioTrace } from './scenario-trace.ts'
import type { ScenarioWatch, WatchedServer } from './scenario-watch.ts'
import { eventText, recordsText, zxidText } from './scenario-words.ts'
import { ScenarioWork } from './scenario-work.ts'

/** The cores under test, by the seams of `@zabkit/core`. */
export interface ScenarioCores {
  readonly election: (options: ElectionOptions) => Election
  readonly broadcast: (options: BroadcastOptions) => Broadcast
  /** What a server without a vote runs. */
  readonly observer: (options: BroadcastOptions) => Broadcast
}

export interface ScenarioServerParts {
  readonly id: number
  readonly isObserver: boolean
  readonly quorum: Quorum
  readonly peers: readonly number[]
  readonly initLimitTicks: number
  readonly syncLimitTicks: number
  readonly maxCounter: number
  readonly chunkRecords: number
  readonly cores: ScenarioCores
  readonly disk: ScenarioDisk
  readonly order: ScenarioOrder
  readonly trace: ScenarioTrace
  readonly links: ScenarioLinks
  readonly watch: ScenarioWatch
}

type Role = 'down' | 'looking' | 'leading' | 'following' | 'observing'

/** A leader that cannot be reached: so many attempts, so far apart, before the next election. */
const LEADER_DIALS_MAX = 5
/** Also the pause after a role that failed: production draws it by chance. */
const RETRY_MS = 50

/**
 * One simulated server: both cores, a disk, and the rules by which production drives them. It looks for a leader, is one or follows one, and
 * begins again when a role ends.
 */
export class ScenarioServer implements LinkEnd, WatchedServer {
  readonly parts: ScenarioServerParts
  readonly disk: ScenarioDisk
  readonly work: ScenarioWork
  applied: LogRecord[] = []
  historyEnd: Zxid | null = null
  readonly #tasks: ScenarioTasks
  #election: Election
  #broadcast: Broadcast
  #driver: ScenarioDriver
  #learners: ScenarioLearnerLinks
  readonly #peers = new Map<number, ScenarioLink>()
  #role: Role = 'down'
  #leader: number | null = null
  #leaderLink: ScenarioLink | null = null
  #isFollowing = false
  #dials = 0
  #isServing = false
  #isUsedUp = false
  #failures = 0
  #mustElect = false
  #isElecting = false
  #nowMs = 0
  /** When something is tried again; null: nothing waits. */
  #retryMs: number | null = null
  #lastToken = 0
  readonly #barriers = new Map<number, number>()

  constructor(parts: ScenarioServerParts) {
    this.parts = parts
    this.disk = parts.disk
    this.work = new ScenarioWork(parts.order, parts.trace, (reason) => this.#stop(reason))
    this.#tasks = new ScenarioTasks(this)
    ;({ election: this.#election, broadcast: this.#broadcast, driver: this.#driver, learners: this.#learners } = this.#process())
  }

  // ---- what others see ----

  get id(): number {
    return this.parts.id
  }

  get isUp(): boolean {
    return this.#role !== 'down'
  }

  get isObserver(): boolean {
    return this.parts.isObserver
  }

  get isLeading(): boolean {
    return this.#role === 'leading'
  }

  /** The role stands: clients are served. */
  get isServing(): boolean {
    return this.#isServing
  }

  get leader(): number | null {
    return this.#leader
  }

  get epoch(): number {
    return this.#broadcast.epoch
  }

  get committedZxid(): Zxid {
    return this.#broadcast.committedZxid
  }

  get status(): string {
    const { acceptedEpoch, currentEpoch } = this.disk.epochs
    const log = `log ${zxidText(this.disk.lastZxid)}, durable ${zxidText(this.disk.durableZxid)}, accepted ${acceptedEpoch}, current ${currentEpoch}`
    if (!this.isUp) return `down: ${log}`
    const role = this.#role === 'looking' || this.#role === 'leading' ? this.#role : `${this.#role} ${this.#leader}`
    const stands = this.#isServing ? `serving in epoch ${this.epoch}` : this.#broadcast.phase
    return `${role}, ${stands}: ${log}, applied ${zxidText(this.applied.at(-1)?.zxid ?? (0 as Zxid))}`
  }

  // ---- life ----

  start(): void {
    const { trace } = this.parts
    if (this.disk.mend()) trace.line('the log ends before the snapshot: it begins anew')
    this.applied = [...load(this.disk.files).applied]
    ;({ election: this.#election, broadcast: this.#broadcast, driver: this.#driver, learners: this.#learners } = this.#process())
    this.#role = 'looking'
    trace.line(`state ${recordsText(this.applied)}; log up to ${zxidText(this.disk.lastZxid)}`)
    this.#look(null)
  }

  crash(keepsUnsynced: boolean): void {
    this.#role = 'down'
    this.work.crash()
    this.disk.crash(keepsUnsynced)
    this.#tasks.forget()
    this.#peers.clear()
    this.#barriers.clear()
    this.applied = []
    this.#leader = null
    this.#leaderLink = null
    this.#isServing = false
    this.#mustElect = false
    this.#isElecting = false
    this.#retryMs = null
    this.#failures = 0
  }

  /** The process ends by itself: it can promise nothing any more. */
  #stop(reason: string): void {
    this.parts.trace.line(`stops: ${reason}`)
    for (const link of this.parts.links.of(this.id)) link.close(this.id, `server ${this.id} stopped`)
    this.crash(false)
  }

  #process() {
    const { id, quorum, peers, cores, initLimitTicks, syncLimitTicks, maxCounter, isObserver, trace } = this.parts
    const onEvent = (name: string, details: Readonly<Record<string, unknown>>): void => trace.line(eventText(name, details))
    const election = cores.election({ serverId: id, quorum, peers, onEvent })
    const make = isObserver ? cores.observer : cores.broadcast
    const broadcast = make({ serverId: id, quorum, initLimitTicks, syncLimitTicks, maxCounter, onEvent })
    const driver = new ScenarioDriver({
      broadcast,
      send: (send) => this.#send(send),
      append: (records, committedZxid) => this.#tasks.append(records, committedZxid),
      apply: (records) => this.applyAll(records),
      task: (task) => this.#task(task),
      barriers: (tokens) => this.#passed(tokens),
    })
    const learners = new ScenarioLearnerLinks({
      serverId: id,
      said: (learner, message) => this.#step({ type: 'fromLearner', from: learner, message }),
      lost: (learner) => this.#step({ type: 'learnerLost', learner }),
    })
    return { election, broadcast, driver, learners }
  }

  // ---- what a person does ----

  propose(texts: readonly string[]): void {
    if (!this.isLeading || !this.#isServing) return this.parts.trace.line('takes no writes')
    const after = this.#broadcast.lastZxid
    const records: LogRecord[] = []
    for (const text of texts) {
      const zxid = this.#isUsedUp ? null : this.#broadcast.nextZxid()
      if (zxid === null) this.#isUsedUp = true
      if (zxid === null) this.parts.trace.line(`${text} waits: the epoch is used up`)
      else records.push({ zxid, bytes: Buffer.from(text) })
    }
    if (records.length > 0) {
      this.parts.watch.proposed(this, records, after)
      this.#step({ type: 'propose', records })
    }
    this.#handOver()
  }

  barrier(): void {
    const token = ++this.#lastToken
    this.#barriers.set(token, this.parts.watch.barrierAsked())
    this.parts.trace.line(`barrier ${token} asked`)
    if (this.#isServing) this.#step({ type: 'barrier', token })
  }

  takeSnapshot(): void {
    const last = this.applied.at(-1)
    if (last !== undefined) this.disk.addSnapshot({ zxid: last.zxid, records: [...this.applied] })
  }

  /** What a peer never said, as if it had. */
  inject(from: number, channel: 'election' | 'learner', message: PeerMessage): void {
    if (channel === 'election') this.#voted(from, message as Notification)
    else if (this.isLeading) this.#step({ type: 'fromLearner', from, message: message as LearnerMessage })
    else this.#step({ type: 'fromLeader', message: message as LeaderMessage })
  }

  // ---- time ----

  tick(): void {
    if (this.isUp && this.#role !== 'looking') this.#step({ type: 'tick' })
  }

  elapsed(nowMs: number): void {
    this.#nowMs = nowMs
    if (!this.isUp) return
    this.#learners.elapsed(nowMs)
    if (this.#retryMs !== null && this.#retryMs <= nowMs) this.#retry()
    else if (this.#isElecting) this.#elect(() => this.#election.step({ type: 'tick', nowMs }))
  }

  #retry(): void {
    this.#retryMs = null
    if (this.#leader === null) this.beginElection()
    else this.#dialLeader(this.#leader)
  }

  // ---- looking ----

  #look(reason: string | null): void {
    if (!this.isUp) return
    if (reason !== null) this.parts.trace.line(`looks again: ${reason}`)
    this.#failures = this.#isServing || reason === null ? 0 : this.#failures + 1
    this.#endRole(reason ?? 'starting')
    this.#mustElect = true
    this.#retryMs = this.#failures === 0 ? null : this.#nowMs + RETRY_MS
    this.beginElection()
  }

  #endRole(reason: string): void {
    this.#role = 'looking'
    this.#leader = null
    this.#isServing = false
    this.#isUsedUp = false
    this.historyEnd = null
    this.work.endRole()
    this.#tasks.forget()
    const link = this.#leaderLink
    this.#leaderLink = null
    link?.close(this.id, reason)
    this.#learners.leave(reason)
    this.#broadcast.becomeIdle()
  }

  /** Once the files are at rest: what this server says of itself is what they would give. */
  beginElection(): void {
    if (!this.#mustElect || this.#retryMs !== null || !this.work.isSettled) return
    this.#mustElect = false
    this.#isElecting = true
    const { currentEpoch } = this.disk.epochs
    this.#elect(() => this.#election.becomeLooking({ epoch: currentEpoch, zxid: this.disk.lastZxid }))
  }

  #elect(input: () => void): void {
    input()
    while (this.isUp && this.#election.hasReady()) {
      const { sends, decided } = this.#election.ready()
      for (const { to, message } of sends) this.#peers.get(to)?.send(this.id, message)
      this.#election.advance()
      if (decided !== null) this.#decided(decided)
    }
  }

  #voted(from: number, notification: Notification): void {
    this.#elect(() => this.#election.step({ type: 'notification', from, notification }))
  }

  #decided({ leader }: Vote): void {
    this.#isElecting = false
    this.#leader = leader
    this.parts.watch.roleBegins(this, replicaState(this.disk, this.applied))
    if (leader === this.id) return this.#lead()
    this.#role = this.parts.isObserver ? 'observing' : 'following'
    this.#learners.dismiss(`server ${leader} leads`)
    this.#dials = 0
    this.#dialLeader(leader)
  }

  // ---- roles ----

  #lead(): void {
    this.#role = 'leading'
    this.#broadcast.becomeLeader(replicaState(this.disk, this.applied))
    this.#learners.lead()
    this.#drain()
  }

  #dialLeader(leader: number): void {
    this.#dials++
    this.#isFollowing = false
    this.#leaderLink = this.parts.links.dial(this.id, leader, 'learner')
  }

  #task(task: BroadcastTask): void {
    switch (task.type) {
      case 'established':
        return this.#established()
      case 'abandon':
        return this.#look(task.reason)
      case 'dropLearner':
        this.parts.trace.line(`drops ${task.learner}: ${task.reason}`)
        return this.#learners.close(task.learner, task.reason)
      default:
        this.#tasks.run(task)
    }
  }

  #established(): void {
    this.#isServing = true
    this.#failures = 0
    this.parts.trace.line(`serves in epoch ${this.epoch}`)
    this.parts.watch.established(this)
    this.#elect(() => this.#election.confirm(this.epoch))
    for (const token of this.#barriers.keys()) this.#step({ type: 'barrier', token })
  }

  /** The input of a task that has ended. */
  done(input: Parameters<Broadcast['step']>[0]): void {
    this.#step(input)
  }

  #step(input: Parameters<Broadcast['step']>[0]): void {
    if (!this.isUp) return
    this.#driver.step(input)
    this.#handOver()
  }

  #drain(): void {
    this.#driver.drain()
    this.#handOver()
  }

  /** The epoch has no more zxids: a new one, once all that was proposed is applied. */
  #handOver(): void {
    if (!this.#isUsedUp || (this.applied.at(-1)?.zxid ?? 0) < this.#broadcast.lastZxid) return
    this.#look('the zxids of the epoch are used up')
  }

  applyAll(records: readonly LogRecord[]): void {
    if (records.length > 0) this.parts.trace.line(`applies ${recordsText(records)}`)
    for (const record of records) {
      this.applied.push(record)
      this.parts.watch.applied(this, record)
    }
  }

  #passed(tokens: readonly number[]): void {
    for (const token of tokens) {
      this.parts.trace.line(`barrier ${token} passed`)
      this.parts.watch.barrierPassed(this, this.#barriers.get(token) ?? 0)
      this.#barriers.delete(token)
    }
  }

  // ---- links ----

  /** To every peer that is not linked yet and can be. */
  dialPeers(isReachable: (peer: number) => boolean): void {
    for (const peer of this.parts.peers) {
      if (!this.#peers.has(peer) && isReachable(peer)) this.#peers.set(peer, this.parts.links.dial(this.id, peer, 'election'))
    }
  }

  linkTo(learner: number): ScenarioLink | undefined {
    return this.#learners.link(learner)
  }

  #send({ to, message }: BroadcastSend): void {
    this.parts.watch.sent(this, message)
    if (this.#leaderLink !== null) this.#leaderLink.send(this.id, message)
    else this.#learners.send(to, message as LeaderMessage)
  }

  opened(link: ScenarioLink): void {
    if (link.channel === 'election') return this.#elect(() => this.#election.step({ type: 'peerUp', peer: link.acceptor }))
    if (link !== this.#leaderLink) return link.close(this.id, 'not followed any more')
    this.#isFollowing = true
    this.#broadcast.becomeLearner(link.acceptor, replicaState(this.disk, this.applied))
    this.#drain()
  }

  accepted(link: ScenarioLink): void {
    if (link.channel === 'learner') this.#learners.accepted(link, this.#nowMs)
  }

  message(link: ScenarioLink, message: PeerMessage): void {
    if (link.channel === 'election') return this.#voted(link.dialer, message as Notification)
    if (link.acceptor === this.id) return this.#learners.said(link, message as LearnerMessage)
    if (link !== this.#leaderLink) return
    if (message.type === 'newLeader') this.historyEnd = this.disk.lastZxid
    if (message.type === 'snapshotChunk') this.#tasks.chunk(message.bytes)
    else if (message.type === 'snapshotEnd') this.#tasks.end()
    else this.#step({ type: 'fromLeader', message: message as LeaderMessage })
  }

  closed(link: ScenarioLink, reason: string): void {
    if (link.channel === 'election') return this.#peerLost(link)
    if (link.acceptor === this.id) return this.#learners.closed(link)
    if (link !== this.#leaderLink) return
    this.#leaderLink = null
    // It may have decided to lead a little later than this server has decided to follow.
    if (!this.#isFollowing && this.#dials < LEADER_DIALS_MAX) this.#retryMs = this.#nowMs + RETRY_MS
    else this.#look(`server ${this.#leader}, the leader: ${reason}`)
  }

  #peerLost(link: ScenarioLink): void {
    if (this.#peers.get(link.acceptor) !== link) return
    this.#peers.delete(link.acceptor)
    this.#elect(() => this.#election.step({ type: 'peerDown', peer: link.acceptor }))
  }
}
