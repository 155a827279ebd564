import {
  type Authorizer,
  type ByteWriter,
  type ClientRequest,
  invariant,
  type LogRecord,
  type SessionId,
  type StateDigest,
  type StateMachine,
  type StateRestore,
  type StateSnapshot,
  type StateStatistics,
  type Watcher,
  type Zxid,
} from '@zabkit/core'
import { TxnBytes } from '@zabkit/jute'
import { Applier } from './apply.ts'
import { DigestHistory } from './digest-history.ts'
import { type DataTreeOptions, resolveOptions } from './options.ts'
import { Preparer } from './prepare.ts'
import { TreeReader } from './read.ts'
import { findReapable } from './reaper.ts'
import { plantReserved, writeConfig } from './reserved.ts'
import { SessionTable } from './session-table.ts'
import { decodeHead, encodeHead, type StateHead } from './state-head.ts'
import { TreeState } from './tree-state.ts'
import { ZnodeStore } from './znode-store.ts'
import type { Znodes } from './znodes.ts'

/** What the tree needs of its server. */
export interface DataTreeComponents {
  readonly authorizer: Authorizer
}

/** ZooKeeper's tree as a StateMachine: znodes, sessions, watches and quotas. See StateMachine for the contract of each method. */
export class DataTree implements StateMachine {
  readonly #state: TreeState
  readonly #preparer: Preparer
  readonly #applier: Applier
  readonly #reader: TreeReader
  readonly #digests = new DigestHistory()

  /** `znodes` must be empty. */
  constructor(znodes: Znodes, components: DataTreeComponents, options: DataTreeOptions) {
    this.#state = new TreeState(znodes, components.authorizer, resolveOptions(options))
    this.#preparer = new Preparer(this.#state)
    this.#applier = new Applier(this.#state)
    this.#reader = new TreeReader(this.#state)
    plantReserved(znodes, this.#state.options.configText)
  }

  get lastZxid(): Zxid {
    return this.#state.lastZxid
  }

  get lastTimeMs(): number {
    return this.#state.lastTimeMs
  }

  get sessions(): ReadonlyMap<SessionId, number> {
    return this.#state.sessions.timeouts
  }

  get digests(): readonly StateDigest[] {
    return this.#digests.list
  }

  get digest(): bigint {
    return BigInt.asUintN(64, this.#state.znodes.digest + this.#state.sessions.digest)
  }

  get statistics(): StateStatistics {
    const { znodes, owners, sessions, watches } = this.#state
    return {
      znodes: znodes.count,
      ephemerals: owners.ephemeralCount,
      sessions: sessions.timeouts.size,
      dataBytes: znodes.dataBytes,
      watches: watches.data.size + watches.children.size,
      watchedPaths: watches.data.paths,
      watchers: watches.data.watchers,
    }
  }

  prepare(request: ClientRequest, zxid: Zxid, timeMs: number, out: ByteWriter): number {
    return this.#preparer.prepare(request, zxid, timeMs, out)
  }

  abandonPrepared(): void {
    this.#preparer.abandon()
  }

  apply(record: LogRecord, replyType: number, reply: ByteWriter | null): number {
    const state = this.#state
    invariant(record.zxid > state.lastZxid, 'a txn is applied that is not newer than the state')
    const code = this.#applier.apply(record, replyType, reply)
    state.pending.applied(record.zxid)
    state.lastZxid = record.zxid
    state.lastTimeMs = Math.max(state.lastTimeMs, TxnBytes.timeMs(record.bytes))
    if (DigestHistory.isDue(record.zxid)) this.#digests.add(record.zxid, this.digest)
    return code
  }

  read(request: ClientRequest, out: ByteWriter): number {
    return this.#reader.read(request, out)
  }

  forget(watcher: Watcher): void {
    this.#state.watches.forget(watcher)
  }

  snapshot(): StateSnapshot {
    return this.#state.znodes.snapshot(this.lastZxid, encodeHead({ lastTimeMs: this.#state.lastTimeMs, sessions: this.#state.sessions.timeouts }))
  }

  restore(): StateRestore {
    let zxid = this.lastZxid
    let restored: StateHead | null = null
    const inner = this.#state.znodes.restore((restoredZxid, head) => {
      zxid = restoredZxid
      restored = decodeHead(head)
    })
    return {
      push: (chunk) => inner.push(chunk),
      finish: () => {
        inner.finish()
        invariant(restored !== null, 'the store finished a restore without its head')
        this.#takeOver(zxid, restored)
      },
    }
  }

  /** The znodes were replaced: so must be everything that follows from them. */
  #takeOver(zxid: Zxid, head: StateHead): void {
    const state = this.#state
    this.#preparer.abandon()
    this.#digests.clear()
    state.sessions = SessionTable.of(head.sessions)
    state.lastTimeMs = head.lastTimeMs
    state.lastZxid = zxid
    state.owners.clear()
    for (const id of state.znodes.owned()) state.owners.add(id, state.znodes.owner(id))
    state.quotas.rebuild()
    writeConfig(state.znodes, state.options.configText)
  }

  reapable(nowMs: number, limit: number): string[] {
    return findReapable(this.#state, nowMs, limit)
  }

  *ephemerals(): IterableIterator<readonly [SessionId, readonly string[]]> {
    const { owners, znodes } = this.#state
    for (const [session, ids] of owners.ephemerals) yield [session, [...ids].map((id) => znodes.path(id))]
  }

  watches(): IterableIterator<readonly [string, readonly Watcher[]]> {
    return this.#state.watches.data.entries()
  }
}

/** The plugin: `dataTree()` in a server's assembly gives the state machine that behaves as ZooKeeper's tree. */
export function dataTree(options: DataTreeOptions = {}): (components: DataTreeComponents) => StateMachine {
  return (components) => new DataTree(new ZnodeStore(), components, options)
}
