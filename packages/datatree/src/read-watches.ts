import { type ByteReader, type ByteWriter, type ClientRequest, ErrorCode, type Watcher, type Zxid } from '@zabkit/core'
import { AddWatchMode, EventType, OpCode, readPathAndNumber, readSetWatches, type SetWatchesRequest, WatcherType } from '@zabkit/jute'
import type { TreeState } from './tree-state.ts'
import { watchEvent } from './watch-manager.ts'
import { WatchMode } from './watch-table.ts'
import { NO_ZNODE } from './znodes.ts'

/** The zxid of events that a returning client missed: they are of no txn. */
const NO_TXN = -1 as Zxid

/** Answers the requests that are about watches alone. */
export function readWatchRequest(state: TreeState, request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
  switch (request.type) {
    case OpCode.SetWatches:
    case OpCode.SetWatches2:
      return setWatches(state, request, readSetWatches(reader, request.type === OpCode.SetWatches2))
    case OpCode.AddWatch:
      return addWatch(state, request, reader, out)
    case OpCode.CheckWatches:
      return checkWatches(state, request, reader)
    case OpCode.RemoveWatches:
      return removeWatches(state, request, reader)
    default:
      return ErrorCode.Unimplemented
  }
}

function addWatch(state: TreeState, request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
  const { path, value: mode } = readPathAndNumber(reader)
  if (mode !== AddWatchMode.Persistent && mode !== AddWatchMode.PersistentRecursive) return ErrorCode.MarshallingError
  const bits = mode === AddWatchMode.Persistent ? WatchMode.Persistent : WatchMode.Recursive
  if (request.watcher !== null && !state.watches.add(path, request.watcher, bits)) return ErrorCode.MarshallingError
  out.writeInt32(ErrorCode.Ok)
  return ErrorCode.Ok
}

function checkWatches(state: TreeState, request: ClientRequest, reader: ByteReader): number {
  const { path, value: type } = readPathAndNumber(reader)
  if (!isWatcherType(type)) return ErrorCode.MarshallingError
  const found = request.watcher !== null && state.watches.has(path, request.watcher, type)
  return found ? ErrorCode.Ok : ErrorCode.NoWatcher
}

function removeWatches(state: TreeState, request: ClientRequest, reader: ByteReader): number {
  const { path, value: type } = readPathAndNumber(reader)
  if (!isWatcherType(type)) return ErrorCode.MarshallingError
  const removed = request.watcher !== null && state.watches.remove(path, request.watcher, type)
  return removed ? ErrorCode.Ok : ErrorCode.NoWatcher
}

function isWatcherType(type: number): boolean {
  return type >= WatcherType.Children && type <= WatcherType.PersistentRecursive
}

/**
 * Watches of a client that returns: what it missed since `relativeZxid` is told at once, the rest is registered. No permission is asked.
 * Few clients look at the code. So a standard watch for which there is no room fires at once, which it may at any time: its owner asks
 * again, and is refused where it notices.
 */
function setWatches(state: TreeState, request: ClientRequest, asked: SetWatchesRequest): number {
  const { watcher } = request
  if (watcher === null) return ErrorCode.Ok
  setDataWatches(state, watcher, asked)
  setExistWatches(state, watcher, asked)
  setChildWatches(state, watcher, asked)
  let hasRoom = true
  for (const path of asked.persistent) hasRoom = state.watches.add(path, watcher, WatchMode.Persistent) && hasRoom
  for (const path of asked.persistentRecursive) hasRoom = state.watches.add(path, watcher, WatchMode.Recursive) && hasRoom
  return hasRoom ? ErrorCode.Ok : ErrorCode.MarshallingError
}

function setDataWatches({ znodes, watches }: TreeState, watcher: Watcher, { data, relativeZxid }: SetWatchesRequest): void {
  for (const path of data) {
    const id = znodes.findPath(path)
    if (id === NO_ZNODE) tellMissed(watcher, EventType.NodeDeleted, path)
    else if (znodes.mzxid(id) > relativeZxid || !watches.data.add(path, watcher, WatchMode.Standard)) {
      tellMissed(watcher, EventType.NodeDataChanged, path)
    }
  }
}

function setExistWatches({ znodes, watches }: TreeState, watcher: Watcher, { exist }: SetWatchesRequest): void {
  for (const path of exist) {
    if (znodes.findPath(path) !== NO_ZNODE || !watches.data.add(path, watcher, WatchMode.Standard)) {
      tellMissed(watcher, EventType.NodeCreated, path)
    }
  }
}

function setChildWatches({ znodes, watches }: TreeState, watcher: Watcher, { child, relativeZxid }: SetWatchesRequest): void {
  for (const path of child) {
    const id = znodes.findPath(path)
    if (id === NO_ZNODE) tellMissed(watcher, EventType.NodeDeleted, path)
    else if (znodes.pzxid(id) > relativeZxid || !watches.children.add(path, watcher, WatchMode.Standard)) {
      tellMissed(watcher, EventType.NodeChildrenChanged, path)
    }
  }
}

function tellMissed(watcher: Watcher, type: number, path: string): void {
  watcher.notify(watchEvent(type, path, NO_TXN))
}
