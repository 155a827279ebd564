import { ByteReader, type ByteWriter, type ClientRequest, DecodeError, ErrorCode, Permission } from '@zabkit/core'
import { OpCode, writeAclList, writeStringList } from '@zabkit/jute'
import { readMany } from './read-multi.ts'
import { readWatchRequest } from './read-watches.ts'
import type { TreeState } from './tree-state.ts'
import { WatchMode, type WatchTable } from './watch-table.ts'
import { NO_ZNODE, ROOT, type ZnodeId } from './znodes.ts'

const EMPTY = Buffer.alloc(0)

/** Answers reads. A path becomes a string only when a watch is left on it. */
export class TreeReader {
  readonly #state: TreeState
  readonly #reader = new ByteReader(EMPTY)
  #pathStart = 0
  #pathEnd = 0
  #wantsWatch = false

  constructor(state: TreeState) {
    this.#state = state
  }

  read(request: ClientRequest, out: ByteWriter): number {
    const start = out.length
    try {
      return this.#answer(request, this.#reader.reset(request.chunk, request.start, request.end), out)
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      out.length = start
      return ErrorCode.MarshallingError
    }
  }

  #answer(request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
    switch (request.type) {
      case OpCode.GetData:
        return this.#getData(request, reader, out)
      case OpCode.Exists:
        return this.#exists(request, reader, out)
      case OpCode.GetChildren:
      case OpCode.GetChildren2:
        return this.#getChildren(request, reader, out)
      case OpCode.GetAcl:
        return this.#getAcl(request, reader, out)
      case OpCode.GetAllChildrenNumber:
        return this.#countAll(request, reader, out)
      case OpCode.GetEphemerals:
        return this.#getEphemerals(request, reader, out)
      case OpCode.MultiRead:
        return readMany(this.#state, request, reader, out)
      default:
        return readWatchRequest(this.#state, request, reader, out)
    }
  }

  /** Reads a path; a null one is what ZooKeeper's server stumbles over. */
  #readPath(reader: ByteReader): void {
    const length = reader.readLength()
    if (length === -1) throw new DecodeError('the path is null')
    this.#pathStart = reader.skip(length)
    this.#pathEnd = this.#pathStart + length
  }

  #readPathAndWatch(reader: ByteReader): void {
    this.#readPath(reader)
    this.#wantsWatch = reader.readBoolean()
  }

  #find(request: ClientRequest): ZnodeId {
    return this.#state.znodes.find(request.chunk, this.#pathStart, this.#pathEnd)
  }

  #pathText(request: ClientRequest): string {
    return new ByteReader(request.chunk, this.#pathStart - 4, this.#pathEnd).readString() ?? ''
  }

  /** Leaves the watch that the request asks for; false when there is no room for it. */
  #watch(request: ClientRequest, table: WatchTable): boolean {
    if (!this.#wantsWatch || request.watcher === null) return true
    return table.add(this.#pathText(request), request.watcher, WatchMode.Standard)
  }

  #getData(request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
    this.#readPathAndWatch(reader)
    const id = this.#find(request)
    if (id === NO_ZNODE) return ErrorCode.NoNode
    if (!this.#state.allowsOn(id, Permission.Read, request.ids)) return ErrorCode.NoAuth
    if (!this.#watch(request, this.#state.watches.data)) return ErrorCode.MarshallingError
    this.#state.znodes.writeData(id, out)
    this.#state.znodes.writeStat(id, out)
    return ErrorCode.Ok
  }

  /** Leaves its watch also where nothing is yet. */
  #exists(request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
    this.#readPathAndWatch(reader)
    for (let i = this.#pathStart; i < this.#pathEnd; i++) if (request.chunk[i] === 0) return ErrorCode.BadArguments
    const id = this.#find(request)
    if (id !== NO_ZNODE && !this.#state.allowsOn(id, Permission.Read, request.ids)) return ErrorCode.NoAuth
    if (!this.#watch(request, this.#state.watches.data)) return ErrorCode.MarshallingError
    if (id === NO_ZNODE) return ErrorCode.NoNode
    this.#state.znodes.writeStat(id, out)
    return ErrorCode.Ok
  }

  #getChildren(request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
    this.#readPathAndWatch(reader)
    const { znodes, watches } = this.#state
    const id = this.#find(request)
    if (id === NO_ZNODE) return ErrorCode.NoNode
    if (!this.#state.allowsOn(id, Permission.Read, request.ids)) return ErrorCode.NoAuth
    if (!this.#watch(request, watches.children)) return ErrorCode.MarshallingError
    znodes.writeChildren(id, out)
    if (request.type === OpCode.GetChildren2) znodes.writeStat(id, out)
    return ErrorCode.Ok
  }

  /** READ or ADMIN shows the list; without ADMIN what proves who somebody is stays hidden (CVE-2019-0201). */
  #getAcl(request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
    this.#readPath(reader)
    const { znodes, authorizer } = this.#state
    const id = this.#find(request)
    if (id === NO_ZNODE) return ErrorCode.NoNode
    if (!this.#state.allowsOn(id, Permission.Read | Permission.Admin, request.ids)) return ErrorCode.NoAuth
    const acl = znodes.acl(id)
    writeAclList(out, this.#state.allowsOn(id, Permission.Admin, request.ids) ? acl : authorizer.mask(acl))
    znodes.writeStat(id, out)
    return ErrorCode.Ok
  }

  #countAll(request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
    this.#readPath(reader)
    const id = this.#find(request)
    if (id === NO_ZNODE) return ErrorCode.NoNode
    if (!this.#state.allowsOn(id, Permission.Read, request.ids)) return ErrorCode.NoAuth
    out.writeInt32(id === ROOT ? this.#countBelowRoot() : this.#state.znodes.countDescendants(id))
    return ErrorCode.Ok
  }

  /** ZooKeeper keeps the root under '' and '/': asked for what is below '', it counts '/' as well. */
  #countBelowRoot(): number {
    const { count } = this.#state.znodes
    return this.#pathStart === this.#pathEnd ? count : count - 1
  }

  #getEphemerals(request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
    const { owners, znodes } = this.#state
    const prefix = reader.readString() ?? ''
    const trimmed = prefix.trim()
    const all = trimmed === '' || trimmed === '/'
    const paths: string[] = []
    for (const id of owners.ephemerals.get(request.session.id) ?? []) {
      const path = znodes.path(id)
      if (all || path.startsWith(prefix)) paths.push(path)
    }
    writeStringList(out, paths)
    return ErrorCode.Ok
  }
}
