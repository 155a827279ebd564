import { type Broadcast, type BroadcastOptions, type LeaderMessage, type LearnerMessage, type LogRecord, majority } from '@zabkit/core'
import { type LearnerKind, ZabBroadcast } from '../../src/index.ts'
import { Checker } from './checker.ts'
import type { Disk } from './disk.ts'
import { Server, type Wires } from './server.ts'

export const VOTERS = [1, 2, 3]
export const OBSERVER_ID = 4
export const WEIGHTLESS_ID = 5
const OBSERVER: LearnerKind = { role: 'observer', acknowledges: false, live: 'inform' }

type Parcel =
  | { readonly to: 'learner'; readonly message: LeaderMessage; readonly snapshot: readonly LogRecord[] | undefined }
  | { readonly to: 'leader'; readonly message: LearnerMessage }

/** A learner's link: two FIFO queues. */
interface Link {
  readonly leader: number
  readonly down: Parcel[]
  readonly up: Parcel[]
}

/** Three voters, an observer, and a follower without weight; who does what next is decided outside. */
export class Cluster implements Wires {
  readonly servers: ReadonlyMap<number, Server>
  readonly checker: Checker
  readonly links = new Map<number, Link>()
  readonly quorum = majority(VOTERS)

  constructor() {
    const make = (serverId: number) => (): Broadcast => {
      const options: BroadcastOptions = { serverId, quorum: this.quorum, initLimitTicks: 12, syncLimitTicks: 8, maxCounter: 40 }
      return new ZabBroadcast(options, serverId === OBSERVER_ID ? OBSERVER : undefined)
    }
    const ids = [...VOTERS, OBSERVER_ID, WEIGHTLESS_ID]
    this.servers = new Map(ids.map((id) => [id, new Server(id, make(id), this, () => this.checker)]))
    const disks: ReadonlyMap<number, Disk> = new Map([...this.servers].map(([id, { disk }]) => [id, disk]))
    this.checker = new Checker(this.quorum, disks)
  }

  server(id: number): Server {
    return this.servers.get(id) as Server
  }

  /** Those of `candidates` that look elect the best of them, where they are enough. */
  elect(candidates: ReadonlySet<number>): void {
    const looking = [...candidates].filter((id) => this.server(id).isLooking)
    if (!this.quorum.isQuorum(new Set(looking))) return
    const [best] = looking.filter((id) => this.quorum.voters.has(id)).sort((a, b) => this.#compare(b, a))
    if (best === undefined) return
    this.server(best).lead()
    for (const id of looking) if (id !== best) this.follow(id, best)
  }

  follow(id: number, leader: number): void {
    if (!this.server(id).isLooking || id === leader) return
    this.server(id).settle()
    this.links.set(id, { leader, down: [], up: [] })
    this.server(id).follow(leader)
  }

  deliver(learner: number, direction: 'up' | 'down'): void {
    const link = this.links.get(learner)
    const parcel = link?.[direction].shift()
    if (link === undefined || parcel === undefined) return
    if (parcel.to === 'leader') return this.server(link.leader).step({ type: 'fromLearner', from: learner, message: parcel.message })
    const server = this.server(learner)
    if (parcel.snapshot !== undefined) server.incoming = parcel.snapshot
    server.step({ type: 'fromLeader', message: parcel.message })
  }

  crash(id: number, kept: number): void {
    this.server(id).crash(kept)
  }

  toLearner(from: number, to: number, message: LeaderMessage, snapshot?: readonly LogRecord[]): void {
    const link = this.links.get(to)
    if (link?.leader === from) link.down.push({ to: 'learner', message, snapshot })
  }

  toLeader(from: number, to: number, message: LearnerMessage): void {
    const link = this.links.get(from)
    if (link?.leader === to) link.up.push({ to: 'leader', message })
  }

  linkTo(learner: number): unknown {
    return this.links.get(learner)
  }

  cut(learner: number): void {
    const link = this.links.get(learner)
    if (link === undefined) return
    this.links.delete(learner)
    const server = this.server(learner)
    if (server.isUp) server.look()
    const leader = this.server(link.leader)
    if (leader.isUp && leader.core.role === 'leader') leader.step({ type: 'learnerLost', learner })
  }

  leave(id: number): void {
    for (const [learner, { leader }] of [...this.links]) if (leader === id || learner === id) this.cut(learner)
  }

  #compare(a: number, b: number): number {
    const x = this.server(a).disk
    const y = this.server(b).disk
    return x.epochs.currentEpoch - y.epochs.currentEpoch || x.last - y.last || a - b
  }
}
