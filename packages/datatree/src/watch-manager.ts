import { type Acl, ByteWriter, type Id, Permission, type WatchEvent, type Watcher, type Zxid } from '@zabkit/core'
import { EventType, WatcherType, writeNotification } from '@zabkit/jute'
import { WatchMode, type WatchTable } from './watch-table.ts'

/** May somebody with `ids` use `permissions` under `acl`? Null: an open ACL. */
export type Allows = (acl: readonly Acl[] | null, permissions: number, ids: readonly Id[]) => boolean

/**
 * Who is told of which change. Two tables as in ZooKeeper: data (getData, exists, persistent, recursive) and children (getChildren,
 * persistent). One event per connection and change; those who may not read the znode are not told.
 */
export class WatchManager {
  readonly data: WatchTable
  readonly children: WatchTable
  readonly #allows: Allows

  /** `data` and `children`: empty tables. */
  constructor(allows: Allows, data: WatchTable, children: WatchTable) {
    this.#allows = allows
    this.data = data
    this.children = children
  }

  /** False: no change can concern anyone, so nobody need make its path. */
  get any(): boolean {
    return this.data.size !== 0 || this.children.size !== 0
  }

  /** A persistent or recursive watch. False, and nothing is added, when there is no room for it. */
  add(path: string, watcher: Watcher, mode: number): boolean {
    if (mode === WatchMode.Recursive) return this.data.add(path, watcher, mode)
    return this.children.hasRoom(path, watcher) && this.data.add(path, watcher, mode) && this.children.add(path, watcher, mode)
  }

  /** Does `watcher` have a watch of WatcherType `type` there? */
  has(path: string, watcher: Watcher, type: number): boolean {
    return this.data.has(path, watcher, dataMode(type)) || this.children.has(path, watcher, childrenMode(type))
  }

  /** Takes the watches of WatcherType `type` away; false when there was none. */
  remove(path: string, watcher: Watcher, type: number): boolean {
    const fromChildren = this.children.remove(path, watcher, childrenMode(type))
    return this.data.remove(path, watcher, dataMode(type)) || fromChildren
  }

  forget(watcher: Watcher): void {
    this.data.forget(watcher)
    this.children.forget(watcher)
  }

  created(path: string, zxid: Zxid, acl: readonly Acl[] | null): void {
    this.#tell(this.data.take(path, null), EventType.NodeCreated, path, zxid, acl)
  }

  dataChanged(path: string, zxid: Zxid, acl: readonly Acl[] | null): void {
    this.#tell(this.data.take(path, null), EventType.NodeDataChanged, path, zxid, acl)
  }

  /** `acl`: the one it had. */
  deleted(path: string, zxid: Zxid, acl: readonly Acl[] | null): void {
    const told = this.children.take(path, this.data.take(path, null))
    this.#tell(told, EventType.NodeDeleted, path, zxid, acl)
  }

  /** `acl`: of `path`, the parent. */
  childrenChanged(path: string, zxid: Zxid, acl: readonly Acl[] | null): void {
    this.#tell(this.children.take(path, null), EventType.NodeChildrenChanged, path, zxid, acl)
  }

  #tell(told: Set<Watcher> | null, type: number, path: string, zxid: Zxid, acl: readonly Acl[] | null): void {
    if (told === null) return
    let event: WatchEvent | null = null
    for (const watcher of told) {
      if (!this.#allows(acl, Permission.Read, watcher.ids)) continue
      event ??= watchEvent(type, path, zxid)
      watcher.notify(event)
    }
  }
}

/** An event with its frame. `zxid` -1: not of a txn, but something a returning client missed. */
export function watchEvent(type: number, path: string, zxid: Zxid): WatchEvent {
  const out = new ByteWriter(48 + path.length)
  writeNotification(out, type, path, zxid)
  return { type, path, zxid, frame: out.take() }
}

function dataMode(type: number): number {
  switch (type) {
    case WatcherType.Data:
      return WatchMode.Standard
    case WatcherType.Persistent:
      return WatchMode.Persistent
    case WatcherType.PersistentRecursive:
      return WatchMode.Recursive
    case WatcherType.Any:
      return WatchMode.Any
    default:
      return 0
  }
}

function childrenMode(type: number): number {
  switch (type) {
    case WatcherType.Children:
      return WatchMode.Standard
    case WatcherType.Persistent:
      return WatchMode.Persistent
    case WatcherType.Any:
      return WatchMode.Any
    default:
      return 0
  }
}
