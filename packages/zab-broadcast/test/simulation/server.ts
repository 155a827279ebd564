import {
  type Broadcast,
  type BroadcastInput,
  type BroadcastOutput,
  type BroadcastTask,
  type LeaderMessage,
  type LearnerMessage,
  type LogRecord,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'
import type { Checker } from './checker.ts'
import { Disk } from './disk.ts'

/** How a server reaches the others. */
export interface Wires {
  toLearner(from: number, to: number, message: LeaderMessage, snapshot?: readonly LogRecord[]): void
  toLeader(from: number, to: number, message: LearnerMessage): void
  cut(learner: number): void
  /** What tells a learner's link from its next one. */
  linkTo(learner: number): unknown
  /** Whoever ends a role closes its links. */
  leave(server: number): void
}

/** A task for a learner ends with the link that it was begun for. */
interface UnderWay {
  readonly task: BroadcastTask
  readonly link: unknown
}

/** One simulated server: a driver that takes every output over at once, and completes tasks and syncs only when it is told to. */
export class Server {
  readonly id: number
  readonly disk = new Disk()
  readonly #make: () => Broadcast
  readonly #wires: Wires
  readonly #checker: () => Checker
  core: Broadcast
  isUp = true
  /** Whom it follows, 0: nobody. */
  leader = 0
  tree: LogRecord[] = []
  tasks: UnderWay[] = []
  isEstablished = false
  /** Why it gave up its last role, for messages. */
  abandoned = ''
  /** Of the leader's snapshot. */
  incoming: readonly LogRecord[] = []
  /** Length of all that was committed when the barrier was asked for. */
  readonly barriers = new Map<number, number>()
  #token = 0

  constructor(id: number, make: () => Broadcast, wires: Wires, checker: () => Checker) {
    this.id = id
    this.#make = make
    this.#wires = wires
    this.#checker = checker
    this.core = make()
  }

  get isLooking(): boolean {
    return this.isUp && this.core.role === 'idle'
  }

  get applied(): Zxid {
    return this.tree.at(-1)?.zxid ?? ZERO_ZXID
  }

  lead(): void {
    this.settle()
    this.core.becomeLeader(this.disk.replica(this.applied))
    this.#drain()
  }

  /** After `settle`, and with a link. */
  follow(leader: number): void {
    this.leader = leader
    this.core.becomeLearner(leader, this.disk.replica(this.applied))
    this.#drain()
  }

  look(): void {
    this.core.becomeIdle()
    this.#forget()
  }

  crash(kept: number): void {
    this.isUp = false
    this.#forget()
    this.disk.crash(kept)
  }

  restart(): void {
    this.isUp = true
    this.core = this.#make()
    this.tree = this.disk.history.slice(0, this.disk.decided)
    // What the log marks as committed may be applied here before anywhere else.
    for (const [i, record] of this.tree.entries()) this.#checker().applied(this.id, i, record)
  }

  takeSnapshot(purge: boolean): void {
    this.disk.snapshot = this.tree.length
    if (purge) this.disk.base = this.disk.snapshot
  }

  propose(count: number): void {
    const records: LogRecord[] = []
    for (let i = 0; i < count; i++) {
      const zxid = this.core.nextZxid()
      if (zxid !== null) records.push({ zxid, bytes: Buffer.alloc(1) })
    }
    this.step({ type: 'propose', records })
  }

  askBarrier(): void {
    this.#token++
    this.barriers.set(this.#token, this.#checker().committed.length)
    this.step({ type: 'barrier', token: this.#token })
  }

  sync(): void {
    this.step({ type: 'durable', zxid: this.disk.sync() })
  }

  step(input: BroadcastInput): void {
    this.core.step(input)
    this.#drain()
  }

  /** Does the first task, or the one at `index` where it may overtake others: those of the leader for its learners. */
  complete(index: number): void {
    const chosen = this.tasks[index]?.task
    const at = chosen !== undefined && 'learner' in chosen ? index : 0
    const [task] = this.tasks.splice(at, 1)
    if (task !== undefined) this.#complete(task)
  }

  #complete({ task, link }: UnderWay): void {
    const { disk } = this
    if ('learner' in task && this.#wires.linkTo(task.learner) !== link) return
    switch (task.type) {
      case 'saveEpochs': {
        disk.epochs = { acceptedEpoch: task.acceptedEpoch, currentEpoch: task.currentEpoch, sessionSecret: task.sessionSecret }
        this.#checker().epochsOnDisk(this.id)
        return this.step({ type: 'epochsSaved', acceptedEpoch: task.acceptedEpoch, currentEpoch: task.currentEpoch })
      }
      case 'truncate':
        return this.step({ type: 'truncated', lastZxid: disk.truncate(task.zxid) })
      case 'receiveSnapshot':
        disk.install(this.incoming)
        this.tree = [...this.incoming]
        return this.step({ type: 'snapshotInstalled', zxid: task.zxid })
      case 'replay':
        for (const record of disk.history) if (record.zxid > this.applied && record.zxid <= task.upTo) this.#apply(record)
        return this.step({ type: 'replayed', zxid: task.upTo })
      case 'locate': {
        const { baseZxid, snapshotZxid } = disk
        const { learner, token } = task
        return this.step({ type: 'located', learner, token, floor: disk.floor(task.zxid), baseZxid, snapshotZxid })
      }
      case 'streamLog': {
        const records = task.after < disk.baseZxid ? [] : disk.after(task.after, task.limit)
        const message = { type: 'history', records, committedZxid: this.core.committedZxid } as const
        if (records.length > 0) this.#wires.toLearner(this.id, task.learner, message)
        return this.step({ type: 'streamed', learner: task.learner, token: task.token, upTo: records.at(-1)?.zxid ?? task.after })
      }
      case 'streamSnapshot': {
        const zxid = disk.snapshotZxid
        this.#wires.toLearner(this.id, task.learner, { type: 'snapshotBegin', zxid }, disk.history.slice(0, disk.snapshot))
        return this.step({ type: 'streamed', learner: task.learner, token: task.token, upTo: zxid })
      }
    }
  }

  #drain(): void {
    while (this.core.hasReady()) {
      this.#take(this.core.ready())
      this.core.advance()
    }
  }

  #take(output: BroadcastOutput): void {
    for (const record of output.apply) this.#apply(record)
    for (const { to, message } of output.sends) {
      if (to.length === 0) {
        this.#checker().learnerSends(this.id, this.leader, message as LearnerMessage)
        this.#wires.toLeader(this.id, this.leader, message as LearnerMessage)
      }
      for (const learner of to) {
        this.#checker().leaderSends(this.id, message as LeaderMessage)
        this.#wires.toLearner(this.id, learner, message as LeaderMessage)
      }
    }
    if (output.append.length > 0) this.disk.append(output.append, output.committedZxid)
    for (const task of output.tasks) this.#begin(task)
    for (const token of output.barriers) this.#passed(token)
  }

  #begin(task: BroadcastTask): void {
    if (task.type === 'dropLearner') this.#wires.cut(task.learner)
    else if (task.type === 'abandon') this.#abandoned(task.reason)
    else if (task.type === 'established') {
      this.isEstablished = true
      if (this.core.role === 'leader') this.#checker().established(this.id, this.core.epoch, this.tree)
    } else this.tasks.push({ task, link: 'learner' in task ? this.#wires.linkTo(task.learner) : null })
  }

  #abandoned(reason: string): void {
    this.abandoned = reason
    this.#forget()
  }

  #passed(token: number): void {
    if (this.tree.length < (this.barriers.get(token) ?? 0)) throw new Error('a barrier was passed before what was committed when it was asked for')
    this.barriers.delete(token)
  }

  #apply(record: LogRecord): void {
    if (record.zxid <= this.applied) throw new Error('applied twice')
    this.#checker().applied(this.id, this.tree.length, record)
    this.tree.push(record)
  }

  /** As a driver does before a role begins: nothing of an earlier one is under way. */
  settle(): void {
    this.disk.sync()
    this.#forget()
  }

  #forget(): void {
    this.tasks = []
    this.isEstablished = false
    this.barriers.clear()
    this.leader = 0
    this.#wires.leave(this.id)
  }
}
