import {
  type EpochState,
  epochOf,
  invariant,
  type LeaderMessage,
  type LearnerMessage,
  type LogRecord,
  type PeerMessage,
  type Quorum,
  type ReplicaState,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'
import { load, type ScenarioDisk } from './scenario-disk.ts'
import { holds, isQuorumDurable, ScenarioHistory } from './scenario-history.ts'
import type { ScenarioWatch, WatchedServer } from './scenario-watch.ts'
import { zxidText } from './scenario-words.ts'

type Said = LearnerMessage | LeaderMessage
type Judges = { readonly [M in Said as M['type']]?: (server: WatchedServer, message: M) => void }

/** The invariants that are judged, by their numbers. */
export const INVARIANTS: readonly string[] = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I8', 'I9', 'I10', 'I11', 'I13']

/**
 * Judges everything that happens in a scenario by Zab's invariants, at the moment it happens. "Committed" is what any server has applied:
 * from then on a client may know of it.
 */
export class ScenarioInvariants implements ScenarioWatch {
  readonly history = new ScenarioHistory()
  readonly #quorum: Quorum
  readonly #servers: ReadonlyMap<number, WatchedServer>
  readonly #disks: ReadonlyMap<number, ScenarioDisk>
  /** Who led which epoch: a role of a server. */
  readonly #leads = new Map<number, string>()
  readonly #roles = new Map<number, number>()
  #establishedEpoch = 0

  readonly #judges: Judges = {
    leaderInfo: (server, { epoch }) => {
      invariant(server.disk.epochs.acceptedEpoch === epoch, `I3: leader ${server.id} offers epoch ${epoch} before it has promised it itself`)
    },
    ackEpoch: (server, { lastZxid }) => {
      this.#requireTruth(server, lastZxid)
      const isPromised = server.disk.epochs.acceptedEpoch >= server.epoch
      invariant(isPromised, `I3: server ${server.id} promises epoch ${server.epoch} that its disk does not have`)
    },
    newLeader: (server, { epoch }) => this.#leading(server, epoch),
    leaderDurable: (server, { zxid }) => {
      const { durableZxid } = server.disk
      invariant(zxid <= durableZxid, `I8: server ${server.id} says that it has ${zxidText(zxid)} when ${zxidText(durableZxid)} is durable`)
    },
    ackNewLeader: (server, { epoch }) => this.#adopted(server, epoch),
    ack: (server, { zxid }) => {
      const { durableZxid, epochs } = server.disk
      invariant(zxid <= durableZxid, `I8: server ${server.id} acknowledges ${zxidText(zxid)} when ${zxidText(durableZxid)} is durable`)
      invariant(epochs.acceptedEpoch === server.epoch, `I3: server ${server.id} acknowledges in epoch ${server.epoch}, which it has promised away`)
    },
  }

  constructor(quorum: Quorum, servers: ReadonlyMap<number, WatchedServer>, disks: ReadonlyMap<number, ScenarioDisk>) {
    this.#quorum = quorum
    this.#servers = servers
    this.#disks = disks
  }

  // ---- as it happens ----

  roleBegins(server: WatchedServer, { lastZxid }: ReplicaState): void {
    this.#roles.set(server.id, (this.#roles.get(server.id) ?? 0) + 1)
    this.#requireTruth(server, lastZxid)
  }

  proposed(_server: WatchedServer, records: readonly LogRecord[], after: Zxid): void {
    this.history.propose(records, after)
  }

  appended(server: WatchedServer, records: readonly LogRecord[]): void {
    this.history.requireChain(`the log of server ${server.id}`, records, server.disk.lastZxid)
    if (!server.isObserver) return
    for (const { zxid } of records) {
      invariant(this.history.isCommitted(zxid), `I8: server ${server.id} observes and is given ${zxidText(zxid)} before it is committed`)
    }
  }

  applied(server: WatchedServer, record: LogRecord): void {
    const { zxid } = record
    invariant(zxid <= server.disk.durableZxid, `I13: server ${server.id} applies ${zxidText(zxid)} before it is durable there`)
    if (!this.history.apply(`server ${server.id}`, record, server.applied.length - 1)) return
    invariant(isQuorumDurable(this.#quorum, this.#disks, zxid), `I8: server ${server.id} applies ${zxidText(zxid)} before a quorum has it durable`)
    invariant(epochOf(zxid) >= this.#establishedEpoch, `I9: ${zxidText(zxid)} is committed after epoch ${this.#establishedEpoch} was established`)
  }

  replaced(server: WatchedServer): void {
    this.history.requireCommitted(`server ${server.id}`, server.applied)
  }

  sent(server: WatchedServer, message: PeerMessage): void {
    const judge = this.#judges[message.type as Said['type']]
    if (judge !== undefined) (judge as (server: WatchedServer, message: PeerMessage) => void)(server, message)
  }

  saved(server: WatchedServer, before: EpochState): void {
    const { acceptedEpoch, currentEpoch } = server.disk.epochs
    invariant(acceptedEpoch >= before.acceptedEpoch, `I3: server ${server.id} takes back its promise of epoch ${before.acceptedEpoch}`)
    invariant(currentEpoch >= before.currentEpoch, `I11: server ${server.id} goes back to epoch ${currentEpoch}`)
  }

  established(server: WatchedServer): void {
    if (!server.isLeading) return
    const { committed } = this.history
    const missing = committed.length - server.applied.length
    invariant(missing === 0, `I10: leader ${server.id} serves without ${missing} committed txns`)
    this.#establishedEpoch = Math.max(this.#establishedEpoch, server.epoch)
  }

  barrierAsked(): number {
    return this.history.committed.length
  }

  barrierPassed(server: WatchedServer, asked: number): void {
    const missing = asked - server.applied.length
    invariant(missing <= 0, `C5: a barrier of server ${server.id} passed before ${missing} txns that were committed first`)
  }

  // ---- at any moment ----

  check(): void {
    for (const { zxid } of this.history.committed) {
      invariant(isQuorumDurable(this.#quorum, this.#disks, zxid), `I10: no quorum has committed ${zxidText(zxid)} any more`)
    }
    for (const [id, disk] of this.#disks) this.#checkDisk(id, disk)
    for (const server of this.#servers.values()) {
      const isBehind = (server.applied.at(-1)?.zxid ?? ZERO_ZXID) <= load(server.disk.files).lastZxid
      invariant(isBehind || !server.isUp, `I13: the state of server ${server.id} is ahead of its disk`)
    }
  }

  /** What a crash now would leave. */
  #checkDisk(id: number, disk: ScenarioDisk): void {
    const who = `the disk of server ${id}`
    const { acceptedEpoch, currentEpoch } = disk.epochs
    invariant(acceptedEpoch >= currentEpoch, `I11: ${who} has adopted epoch ${currentEpoch} and promised ${acceptedEpoch}`)
    invariant(acceptedEpoch >= epochOf(disk.durableZxid), `I11: ${who} has txns of epoch ${epochOf(disk.durableZxid)} and promised ${acceptedEpoch}`)
    const { files } = disk
    if (files.snapshots[0] === undefined || files.records.at(-1) !== undefined) this.history.requireChain(who, files.records, files.baseZxid)
    this.history.requireCommitted(who, load(files).applied)
  }

  #requireTruth(server: WatchedServer, lastZxid: Zxid): void {
    const truth = load(server.disk.files).lastZxid
    invariant(lastZxid === truth, `I13: server ${server.id} says that it has ${zxidText(lastZxid)}, its files give ${zxidText(truth)}`)
  }

  #leading(server: WatchedServer, epoch: number): void {
    const role = `server ${server.id}, role ${this.#roles.get(server.id) ?? 0}`
    const known = this.#leads.get(epoch)
    invariant(known === undefined || known === role, `I3: epoch ${epoch} is led by ${role} and by ${known}`)
    this.#leads.set(epoch, role)
    if (known !== undefined) return
    const promised = [...this.#disks].filter(([, disk]) => disk.epochs.acceptedEpoch >= epoch).map(([id]) => id)
    invariant(this.#quorum.isQuorum(new Set(promised)), `I3: epoch ${epoch} is used before a quorum has promised it`)
  }

  #adopted(server: WatchedServer, epoch: number): void {
    const { disk, historyEnd, id } = server
    const end = historyEnd ?? ZERO_ZXID
    const durable = disk.durableZxid
    const isDurable = historyEnd !== null && durable >= end
    invariant(isDurable, `I8: server ${id} acknowledges a history up to ${zxidText(end)} when ${zxidText(durable)} is durable`)
    invariant(disk.epochs.currentEpoch === epoch, `I8: server ${id} acknowledges epoch ${epoch} before it is durable`)
    const leader = this.#disks.get(server.leader ?? 0)
    const isThere = end === ZERO_ZXID || leader?.baseZxid === end || (leader !== undefined && holds(leader, end))
    const isKnown = isThere || leader?.records.some(({ zxid }) => zxid === end)
    invariant(isKnown, `I6: server ${id} ends with ${zxidText(end)}, which its leader does not have`)
  }
}
