import { counterOf, epochOf, type LeaderMessage, type LearnerMessage, type LogRecord, type Quorum } from '@zabkit/core'
import type { Disk } from './disk.ts'

/** What must never happen, looked at in every step of a simulated cluster. */
export class Checker {
  /** Whatever any server has applied, in order: nothing of it may be lost or differ. */
  readonly committed: LogRecord[] = []
  readonly #quorum: Quorum
  readonly #disks: ReadonlyMap<number, Disk>
  readonly #leaders = new Map<number, number>()
  readonly #acceptedBy = new Map<number, number>()

  constructor(quorum: Quorum, disks: ReadonlyMap<number, Disk>) {
    this.#quorum = quorum
    this.#disks = disks
  }

  /** `server` has applied `record` as its txn number `index`. */
  applied(server: number, index: number, record: LogRecord): void {
    if (this.#disk(server).history.indexOf(record) >= this.#disk(server).synced) throw new Error(`${server} applied what is not durable`)
    if (index < this.committed.length) {
      if (this.committed[index] !== record) throw new Error(`server ${server} applied another txn than others at ${index}`)
      return
    }
    this.#noGap(this.committed.at(-1), record)
    this.committed.push(record)
    const having = [...this.#disks].filter(([, disk]) => disk.history.indexOf(record) in disk.history && disk.history.indexOf(record) < disk.synced)
    if (!this.#quorum.isQuorum(new Set(having.map(([id]) => id)))) throw new Error('a txn was committed that no quorum has on disk')
  }

  /** The history with which a leader begins to serve holds all that was ever committed before its epoch: it may itself be left already. */
  established(server: number, epoch: number, tree: readonly LogRecord[]): void {
    const before = this.committed.filter(({ zxid }) => epochOf(zxid) < epoch)
    if (before.some((record, i) => tree[i] !== record)) throw new Error(`leader ${server} of epoch ${epoch} lacks committed txns`)
  }

  leaderSends(server: number, message: LeaderMessage): void {
    if (message.type === 'leaderDurable') this.#isDurable(server, message.zxid, 'said that it has')
    if (message.type !== 'newLeader') return
    const other = this.#leaders.get(message.epoch) ?? server
    if (other !== server) throw new Error(`epoch ${message.epoch} is led by ${other} and ${server}`)
    this.#leaders.set(message.epoch, server)
  }

  learnerSends(server: number, leader: number, message: LearnerMessage): void {
    if (message.type === 'ack') this.#isDurable(server, message.zxid, 'acked')
    if (message.type === 'ackNewLeader') this.#adopts(server, leader, message.epoch)
  }

  #isDurable(server: number, zxid: number, what: string): void {
    const disk = this.#disk(server)
    if (zxid > (disk.history[disk.synced - 1]?.zxid ?? 0)) throw new Error(`${server} ${what} what is not durable`)
  }

  /** What is promised never falls, and what is on disk is never behind it. */
  epochsOnDisk(server: number): void {
    const { acceptedEpoch, currentEpoch } = this.#disk(server).epochs
    if (acceptedEpoch < currentEpoch) throw new Error('currentEpoch beyond acceptedEpoch')
    if (acceptedEpoch < (this.#acceptedBy.get(server) ?? 0)) throw new Error('acceptedEpoch fell')
    this.#acceptedBy.set(server, acceptedEpoch)
  }

  #adopts(server: number, leader: number, epoch: number): void {
    const disk = this.#disk(server)
    if (disk.epochs.currentEpoch !== epoch) throw new Error(`${server} adopted epoch ${epoch} before it was durable`)
    if (this.#leaders.get(epoch) !== leader) return
    const theirs = this.#disk(leader).history
    // Of the leader's own disk only what it has lost since may be missing.
    for (const [i, record] of disk.history.entries()) {
      if (i < theirs.length && theirs[i] !== record) throw new Error(`the log of ${server} is no prefix of its leader's`)
    }
  }

  #noGap(before: LogRecord | undefined, record: LogRecord): void {
    if (before !== undefined && record.zxid === before.zxid + 1) return
    if (counterOf(record.zxid) !== 1 || (before !== undefined && epochOf(record.zxid) <= epochOf(before.zxid))) throw new Error('a gap')
  }

  #disk(server: number): Disk {
    return this.#disks.get(server) as Disk
  }
}
