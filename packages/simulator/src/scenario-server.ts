import type {
  Broadcast,
  BroadcastInput,
  BroadcastSend,
  BroadcastTask,
  LeaderMessage,
  LearnerMessage,
  LogRecord,
  Notification,
  PeerMessage,
  Vote,
  Zxid,
} from '@zabkit/core'
import { ScenarioClients } from './scenario-clients.ts'
import { load, replicaState, type ScenarioDisk } from './scenario-disk.ts'
import { ScenarioDriver } from './scenario-driver.ts'
import { ScenarioElector } from './scenario-elector.ts'
import { ScenarioLearnerLinks } from './scenario-learner-links.ts'
import type { LinkEnd, ScenarioLink } from './scenario-links.ts'
import type { ScenarioServerParts } from './scenario-parts.ts'
import { ScenarioTasks } from './scenario-tasks.ts'
import type { WatchedServer } from './scenario-watch.ts'
import { eventText, recordsText, zxidText } from './scenario-words.ts'
import { ScenarioWork } from './scenario-work.ts'

/** What a process has in memory. */
interface Life {
  readonly broadcast: Broadcast
  readonly driver: ScenarioDriver
  readonly elector: ScenarioElector
  readonly clients: ScenarioClients
  readonly learners: ScenarioLearnerLinks
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
  #life: Life
  #role: Role = 'down'
  #leader: number | null = null
  #leaderLink: ScenarioLink | null = null
  #isFollowing = false
  #dials = 0
  #isServing = false
  #failures = 0
  #mustElect = false
  #nowMs = 0
  /** When something is tried again; null: nothing waits. */
  #retryMs: number | null = null

  constructor(parts: ScenarioServerParts) {
    this.parts = parts
    this.disk = parts.disk
    this.work = new ScenarioWork(parts.order, parts.trace, (reason) => this.#stop(reason))
    this.#tasks = new ScenarioTasks(this)
    this.#life = this.#live()
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
    return this.#life.broadcast.epoch
  }

  get committedZxid(): Zxid {
    return this.#life.broadcast.committedZxid
  }

  get status(): string {
    const { acceptedEpoch, currentEpoch } = this.disk.epochs
    const log = `log ${zxidText(this.disk.lastZxid)}, durable ${zxidText(this.disk.durableZxid)}, accepted ${acceptedEpoch}, current ${currentEpoch}`
    if (!this.isUp) return `down: ${log}`
    const role = this.#role === 'looking' || this.#role === 'leading' ? this.#role : `${this.#role} ${this.#leader}`
    const stands = this.#isServing ? `serving in epoch ${this.epoch}` : this.#life.broadcast.phase
    return `${role}, ${stands}: ${log}, applied ${zxidText(this.applied.at(-1)?.zxid ?? (0 as Zxid))}`
  }

  // ---- life ----

  start(): void {
    const { trace } = this.parts
    if (this.disk.mend()) trace.line('the log ends before the snapshot: it begins anew')
    this.applied = [...load(this.disk.files).applied]
    this.#life = this.#live()
    this.#role = 'looking'
    trace.line(`state ${recordsText(this.applied)}; log up to ${zxidText(this.disk.lastZxid)}`)
    this.#look(null)
  }

  crash(keepsUnsynced: boolean): void {
    this.#role = 'down'
    this.work.crash()
    this.disk.crash(keepsUnsynced)
    this.#tasks.forget()
    this.applied = []
    this.#leader = null
    this.#leaderLink = null
    this.#isServing = false
    this.#mustElect = false
    this.#retryMs = null
    this.#failures = 0
  }

  /** The process ends by itself: it can promise nothing any more. */
  #stop(reason: string): void {
    this.parts.trace.line(`stops: ${reason}`)
    for (const link of this.parts.links.of(this.id)) link.close(this.id, `server ${this.id} stopped`)
    this.crash(false)
  }

  #live(): Life {
    const { id, quorum, peers, cores, initLimitTicks, syncLimitTicks, maxCounter, isObserver, trace, links, watch } = this.parts
    const onEvent = (name: string, details: Readonly<Record<string, unknown>>): void => trace.line(eventText(name, details))
    const election = cores.election({ serverId: id, quorum, peers, onEvent })
    const make = isObserver ? cores.observer : cores.broadcast
    const broadcast = make({ serverId: id, quorum, initLimitTicks, syncLimitTicks, maxCounter, onEvent })
    const step = (input: BroadcastInput): void => this.#step(input)
    return {
      broadcast,
      elector: new ScenarioElector({ serverId: id, peers, links, election, decided: (vote) => this.#decided(vote) }),
      clients: new ScenarioClients({ server: this, broadcast, trace, watch, step }),
      learners: new ScenarioLearnerLinks({
        serverId: id,
        said: (learner, message) => step({ type: 'fromLearner', from: learner, message }),
        lost: (learner) => step({ type: 'learnerLost', learner }),
      }),
      driver: new ScenarioDriver({
        broadcast,
        send: (send) => this.#send(send),
        append: (records, committedZxid) => this.#tasks.append(records, committedZxid),
        apply: (records) => this.applyAll(records),
        task: (task) => this.#task(task),
        barriers: (tokens) => this.#life.clients.passed(tokens),
      }),
    }
  }

  // ---- what a person does ----

  propose(texts: readonly string[]): void {
    if (this.isLeading && this.#isServing) this.#life.clients.propose(texts)
    else this.parts.trace.line('takes no writes')
    this.#handOver()
  }

  barrier(): void {
    this.#life.clients.barrier(this.#isServing)
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
    this.#life.learners.elapsed(nowMs)
    if (this.#retryMs !== null && this.#retryMs <= nowMs) this.#retry()
    else this.#life.elector.elapsed(nowMs)
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
    this.historyEnd = null
    this.#life.elector.roleEnds()
    this.#life.clients.roleEnds()
    this.work.endRole()
    this.#tasks.forget()
    const link = this.#leaderLink
    this.#leaderLink = null
    link?.close(this.id, reason)
    this.#life.learners.leave(reason)
    this.#life.broadcast.becomeIdle()
  }

  /** Once the files are at rest: what this server says of itself is what they would give. */
  beginElection(): void {
    if (!this.#mustElect || this.#retryMs !== null || !this.work.isSettled) return
    this.#mustElect = false
    const { currentEpoch } = this.disk.epochs
    this.#life.elector.begin({ epoch: currentEpoch, zxid: this.disk.lastZxid })
  }

  #decided({ leader }: Vote): void {
    if (!this.isUp) return
    this.#leader = leader
    this.parts.watch.roleBegins(this, replicaState(this.disk, this.applied))
    if (leader === this.id) return this.#lead()
    this.#role = this.parts.isObserver ? 'observing' : 'following'
    this.#life.learners.dismiss(`server ${leader} leads`)
    this.#dials = 0
    this.#dialLeader(leader)
  }

  // ---- roles ----

  #lead(): void {
    this.#role = 'leading'
    this.#life.broadcast.becomeLeader(replicaState(this.disk, this.applied))
    this.#life.learners.lead()
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
        return this.#life.learners.close(task.learner, task.reason)
      default:
        this.#tasks.run(task)
    }
  }

  #established(): void {
    this.#isServing = true
    this.#failures = 0
    this.parts.trace.line(`serves in epoch ${this.epoch}`)
    this.parts.watch.established(this)
    this.#life.elector.confirm(this.epoch)
    this.#life.clients.established()
  }

  /** The input of a task that has ended. */
  done(input: BroadcastInput): void {
    this.#step(input)
  }

  #step(input: BroadcastInput): void {
    if (!this.isUp) return
    this.#life.driver.step(input)
    this.#handOver()
  }

  #drain(): void {
    this.#life.driver.drain()
    this.#handOver()
  }

  #handOver(): void {
    if (this.isLeading && this.#life.clients.mustHandOver) this.#look('the zxids of the epoch are used up')
  }

  applyAll(records: readonly LogRecord[]): void {
    if (records.length > 0) this.parts.trace.line(`applies ${recordsText(records)}`)
    for (const record of records) {
      this.applied.push(record)
      this.parts.watch.applied(this, record)
    }
  }

  // ---- links ----

  dialPeers(isReachable: (peer: number) => boolean): void {
    this.#life.elector.dial(isReachable)
  }

  linkTo(learner: number): ScenarioLink | undefined {
    return this.#life.learners.link(learner)
  }

  #send({ to, message }: BroadcastSend): void {
    this.parts.watch.sent(this, message)
    if (this.#leaderLink !== null) this.#leaderLink.send(this.id, message)
    else this.#life.learners.send(to, message as LeaderMessage)
  }

  opened(link: ScenarioLink): void {
    if (link.channel === 'election') return this.#life.elector.opened(link)
    if (link !== this.#leaderLink) return link.close(this.id, 'not followed any more')
    this.#isFollowing = true
    this.#life.broadcast.becomeLearner(link.acceptor, replicaState(this.disk, this.applied))
    this.#drain()
  }

  accepted(link: ScenarioLink): void {
    if (link.channel === 'learner') this.#life.learners.accepted(link, this.#nowMs)
  }

  message(link: ScenarioLink, message: PeerMessage): void {
    if (link.channel === 'election') return this.#voted(link.dialer, message as Notification)
    if (link.acceptor === this.id) return this.#life.learners.said(link, message as LearnerMessage)
    if (link !== this.#leaderLink) return
    if (message.type === 'newLeader') this.historyEnd = this.disk.lastZxid
    if (message.type === 'snapshotChunk') this.#tasks.chunk(message.bytes)
    else if (message.type === 'snapshotEnd') this.#tasks.end()
    else this.#step({ type: 'fromLeader', message: message as LeaderMessage })
  }

  #voted(from: number, notification: Notification): void {
    if (this.#isAlone && notification.state === 'looking') this.#look(`too few servers follow, and server ${from} looks for a leader`)
    this.#life.elector.heard(from, notification)
  }

  /** It leads, and too few follow: those who come back cannot tell that it still leads. */
  get #isAlone(): boolean {
    if (!this.isLeading || !this.#isServing) return false
    return !this.parts.quorum.isQuorum(new Set([this.id, ...this.#life.broadcast.learners.map(({ id }) => id)]))
  }

  closed(link: ScenarioLink, reason: string): void {
    if (link.channel === 'election') return this.#life.elector.closed(link)
    if (link.acceptor === this.id) return this.#life.learners.closed(link)
    if (link !== this.#leaderLink) return
    this.#leaderLink = null
    // It may have decided to lead a little later than this server has decided to follow.
    if (!this.#isFollowing && this.#dials < LEADER_DIALS_MAX) this.#retryMs = this.#nowMs + RETRY_MS
    else this.#look(`server ${this.#leader}, the leader: ${reason}`)
  }
}
