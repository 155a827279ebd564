import { ErrorCode } from '@zabkit/core'
import { EventType, type SetWatchesRequest } from '@zabkit/jute'
import type { Chroot } from './chroot.ts'
import { ZooKeeperError } from './errors.ts'
import { ListenerTable } from './listener-table.ts'
import type { WatchSetter } from './operation.ts'
import type { ClientLogger } from './options.ts'
import { parentOf } from './path.ts'
import { SignalGroups } from './pending-signals.ts'
import { type SetWatchesFrame, setWatchesBatches, setWatchesFrame } from './set-watches.ts'
import type { GapEvent, WatchEvent, ZnodeEvent } from './types.ts'
import type { KeptWatch, WatchMode } from './watch.ts'

export type WatchListener = (event: WatchEvent) => void

/** The operation that leaves a one-shot watch. */
export type OneShotKind = 'data' | 'exists' | 'children'

const names = new Map<number, ZnodeEvent['type']>([
  [EventType.NodeCreated, 'created'],
  [EventType.NodeDeleted, 'deleted'],
  [EventType.NodeDataChanged, 'data-changed'],
  [EventType.NodeChildrenChanged, 'children-changed'],
])

/**
 * The watches of a client, in the tables in which ZooKeeper's own client keeps them, under the paths that servers know. A watch is in its table from
 * the reply that set it until it has fired or the session is lost; while the connection is away it stays, and is set again by the next.
 */
export class WatchRegistry {
  readonly #chroot: Chroot
  readonly #logger: ClientLogger
  readonly #data = new ListenerTable<WatchListener>()
  readonly #exist = new ListenerTable<WatchListener>()
  readonly #child = new ListenerTable<WatchListener>()
  readonly #persistent = new ListenerTable<KeptWatch>()
  readonly #recursive = new ListenerTable<KeptWatch>()
  readonly #signals = new SignalGroups()
  /** How the signal of a one-shot watch lets go of it. */
  readonly #releases = new WeakMap<WatchListener, () => void>()
  readonly #onReplayed: (err: number) => void
  /** The session was lost, and not all persistent watches are known to be set in the next one. */
  #lostSession = false

  /** `onReplayed`: what a server said to persistent watches that were to be set again. */
  constructor(chroot: Chroot, logger: ClientLogger, onReplayed: (err: number) => void = ignore) {
    this.#chroot = chroot
    this.#logger = logger
    this.#onReplayed = onReplayed
  }

  /** What an operation does with its one-shot watch when its reply comes. `signal` takes the watch back. */
  oneShot(kind: OneShotKind, serverPath: string, listener: WatchListener, signal?: AbortSignal): WatchSetter {
    if (signal === undefined) return { onReply: (err) => this.#tableFor(kind, err)?.add(serverPath, listener) }
    return { onReply: (err) => this.#addWithSignal(this.#tableFor(kind, err), serverPath, listener, signal) }
  }

  #addWithSignal(table: ListenerTable<WatchListener> | null, serverPath: string, listener: WatchListener, signal: AbortSignal): void {
    if (table === null || signal.aborted) return
    const group = this.#signals.of(signal)
    const called = (event: WatchEvent): void => {
      group.remove(member)
      // Another listener of the same event may have aborted it.
      if (!signal.aborted) listener(event)
    }
    const member = {
      abort: (): void => {
        group.remove(member)
        table.remove(serverPath, called)
      },
    }
    group.add(member)
    table.add(serverPath, called)
    this.#releases.set(called, () => group.remove(member))
  }

  /** A watch by exists on nothing waits in a table of its own: what it is set again for is the creation. */
  #tableFor(kind: OneShotKind, err: number): ListenerTable<WatchListener> | null {
    if (kind === 'exists' && err === ErrorCode.NoNode) return this.#exist
    if (err !== ErrorCode.Ok) return null
    return kind === 'children' ? this.#child : this.#data
  }

  // ---- persistent watches ----

  add(watch: KeptWatch): void {
    this.#table(watch.mode).add(watch.serverPath, watch)
  }

  /** True when this was the last of its path and mode. */
  remove(watch: KeptWatch): boolean {
    return this.#table(watch.mode).remove(watch.serverPath, watch)
  }

  #table(mode: WatchMode): ListenerTable<KeptWatch> {
    return mode === 'persistent' ? this.#persistent : this.#recursive
  }

  hasKept(serverPath: string, mode: WatchMode): boolean {
    return this.#table(mode).at(serverPath) !== undefined
  }

  /** Any watch at all at exactly this path. */
  isWatched(serverPath: string): boolean {
    return this.#tables().some((table) => table.at(serverPath) !== undefined)
  }

  #tables(): ListenerTable<unknown>[] {
    return [this.#data, this.#exist, this.#child, this.#persistent, this.#recursive] as ListenerTable<unknown>[]
  }

  // ---- removal on purpose ----

  forgetOneShots(serverPath: string, data: boolean, children: boolean): void {
    if (data) this.#forget(this.#data.take(serverPath))
    if (data) this.#forget(this.#exist.take(serverPath))
    if (children) this.#forget(this.#child.take(serverPath))
  }

  #forget(listeners: ReadonlySet<WatchListener> | undefined): void {
    for (const listener of listeners ?? []) this.#releases.get(listener)?.()
  }

  forgetKept(serverPath: string, mode: WatchMode): void {
    for (const watch of this.#table(mode).take(serverPath) ?? []) {
      watch.fail(null, new ZooKeeperError(ErrorCode.NoWatcher, 'watch', watch.path, { detail: 'removeWatches took it away' }))
    }
  }

  // ---- from the session ----

  /** A znode changed: told before anything that arrived later. */
  event(type: number, serverPath: string, zxid: bigint): void {
    const name = names.get(type)
    if (name === undefined) return this.#logger.warn('an event of unknown type', { type, path: serverPath })
    const event: ZnodeEvent = { type: name, path: this.#chroot.toCaller(serverPath), zxid: zxid > 0n ? zxid : null }
    const kept = this.#keptFor(name, serverPath)
    for (const listener of this.#takeOneShots(name, serverPath)) this.call(listener, event, event.path)
    for (const watch of kept) watch.deliver(event)
  }

  #takeOneShots(name: ZnodeEvent['type'], path: string): Iterable<WatchListener> {
    if (name === 'children-changed') return this.#child.take(path) ?? []
    const called = new Set([...(this.#data.take(path) ?? []), ...(this.#exist.take(path) ?? [])])
    if (name === 'deleted') for (const listener of this.#child.take(path) ?? []) called.add(listener)
    return called
  }

  #keptFor(name: ZnodeEvent['type'], path: string): KeptWatch[] {
    const kept = this.#persistent.size === 0 ? [] : [...(this.#persistent.at(path) ?? [])]
    if (name === 'children-changed' || this.#recursive.size === 0) return kept
    for (let at = path; ; at = parentOf(at)) {
      const watches = this.#recursive.at(at)
      if (watches !== undefined) kept.push(...watches)
      if (at === '/') return kept
    }
  }

  /** Runs a caller's function; what it throws must not harm the client. */
  call<T>(listener: (told: T) => void, told: T, path: string): void {
    try {
      listener(told)
    } catch (error) {
      this.#logger.error('the listener of a watch failed', { path, error })
    }
  }

  /** The requests that set everything again on a new connection. */
  replay(fresh: boolean, lastZxid: bigint): SetWatchesFrame[] {
    this.#lostSession ||= fresh
    const batches = setWatchesBatches(
      {
        data: this.#data.paths(), exist: this.#exist.paths(), child: this.#child.paths(),
        persistent: this.#persistent.paths(), persistentRecursive: this.#recursive.paths(),
      },
      lastZxid,
    )
    if (batches.length === 0) this.#lostSession = false
    const reason = this.#lostSession ? 'session-lost' : 'reconnected'
    return batches.map((batch, i) => setWatchesFrame(batch, (err) => this.#replayed(batch, err, reason, i === batches.length - 1)))
  }

  #replayed(batch: SetWatchesRequest, err: number, reason: GapEvent['reason'], last: boolean): void {
    if (batch.persistent.length + batch.persistentRecursive.length > 0) this.#onReplayed(err)
    if (err !== ErrorCode.Ok) this.#refused(batch, err)
    for (const path of batch.persistent) this.#tellGap(this.#persistent, path, reason)
    for (const path of batch.persistentRecursive) this.#tellGap(this.#recursive, path, reason)
    if (last) this.#lostSession = false
  }

  #tellGap(table: ListenerTable<KeptWatch>, serverPath: string, reason: GapEvent['reason']): void {
    for (const watch of [...(table.at(serverPath) ?? [])]) watch.deliver({ type: 'gap', path: watch.path, reason })
  }

  /** A server that does not take them back: one-shot watches end with a gap, the others with an error. */
  #refused(batch: SetWatchesRequest, err: number): void {
    this.#logger.warn('watches could not be set again', { err })
    for (const path of batch.data) this.#gap(path, this.#data.take(path), 'reconnected')
    for (const path of batch.exist) this.#gap(path, this.#exist.take(path), 'reconnected')
    for (const path of batch.child) this.#gap(path, this.#child.take(path), 'reconnected')
    for (const path of batch.persistent) this.#fail(this.#persistent.take(path), err)
    for (const path of batch.persistentRecursive) this.#fail(this.#recursive.take(path), err)
  }

  #gap(serverPath: string, listeners: ReadonlySet<WatchListener> | undefined, reason: GapEvent['reason']): void {
    if (listeners === undefined) return
    const event: GapEvent = { type: 'gap', path: this.#chroot.toCaller(serverPath), reason }
    for (const listener of listeners) this.call(listener, event, event.path)
  }

  #fail(watches: ReadonlySet<KeptWatch> | undefined, err: number): void {
    for (const watch of watches ?? []) {
      watch.deliver({ type: 'gap', path: watch.path, reason: 'reconnected' })
      watch.fail(new ZooKeeperError(err, 'watch', watch.path))
    }
  }

  /** The session is over: one-shot watches are gone; the others wait for the next session. */
  sessionLost(): void {
    const byPath = new Map<string, Set<WatchListener>>()
    for (const table of [this.#data, this.#exist, this.#child]) {
      for (const [path, listeners] of table.takeAll()) byPath.set(path, new Set([...(byPath.get(path) ?? []), ...listeners]))
    }
    for (const [path, listeners] of byPath) this.#gap(path, listeners, 'session-lost')
  }

  /** The client is closed: nothing comes any more. `lost`: because its session was. `error`: why, where it was not its owner's wish. */
  closed(lost: boolean, error: ZooKeeperError | null): void {
    this.sessionLost()
    for (const table of [this.#persistent, this.#recursive]) {
      for (const [, watches] of table.takeAll()) for (const watch of watches) this.#end(watch, lost, error)
    }
  }

  #end(watch: KeptWatch, lost: boolean, error: ZooKeeperError | null): void {
    if (lost) watch.deliver({ type: 'gap', path: watch.path, reason: 'session-lost' })
    watch.fail(null, error)
  }
}

function ignore(): void {}
