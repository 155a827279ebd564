import { type ByteWriter, type ClientRequest, ErrorCode, type Zxid } from '@zabkit/core'
import { TXN_GROWTH_BYTES_MAX } from './limits.ts'
import { parentPath } from './path.ts'
import type { ProjectedNode } from './pending-changes.ts'
import type { TreeState } from './tree-state.ts'
import { NO_ZNODE } from './znodes.ts'

/** One write being prepared: who asks, which txn it will be, and the state as it will then be. */
export class Preparation {
  readonly state: TreeState
  readonly request: ClientRequest
  readonly zxid: Zxid
  readonly timeMs: number
  readonly out: ByteWriter
  /** Where the txn would be longer than its request accounts for. */
  readonly #end: number
  constructor(state: TreeState, request: ClientRequest, zxid: Zxid, timeMs: number, out: ByteWriter) {
    this.state = state
    this.request = request
    this.zxid = zxid
    this.timeMs = timeMs
    this.out = out
    this.#end = out.length + request.end - request.start + TXN_GROWTH_BYTES_MAX
  }

  /** More was written than TXN_GROWTH_BYTES_MAX allows. */
  get isTooLong(): boolean {
    return this.out.length > this.#end
  }

  /**
   * May the session write? An ephemeral needs one that is certainly alive, so an unknown one counts as expired. Whether a local one was alive
   * is for its own server to say, which has taken the request.
   */
  checkSession(ephemeral: boolean): number {
    const { session } = this.request
    const { pending, options } = this.state
    if (session.local && !this.#isKnown()) return ephemeral ? ErrorCode.EphemeralOnLocalSession : ErrorCode.Ok
    if (session.closing || pending.isClosing(session.id)) return ErrorCode.SessionExpired
    if (this.#isKnown()) return ErrorCode.Ok
    return ephemeral || !options.standalone ? ErrorCode.SessionExpired : ErrorCode.UnknownSession
  }

  #isKnown(): boolean {
    const { id } = this.request.session
    return this.state.sessions.has(id) || this.state.pending.isOpening(id)
  }

  /** The znode as it will be, or null when there will be none. */
  node(path: string): ProjectedNode | null {
    const projected = this.state.pending.get(path)
    if (projected !== undefined) return projected.exists ? projected : null
    return projectApplied(this.state, path)
  }

  allows(node: ProjectedNode, permissions: number): boolean {
    return this.state.allows(node.acl, permissions, this.request.ids)
  }

  put(node: ProjectedNode): void {
    this.state.pending.put(node)
  }

  /** Stages the removal of `node`, whose parent will be `parent`. */
  putRemoved(node: ProjectedNode, parent: ProjectedNode): void {
    this.put(withChildren(parent, this.zxid, parent.childCreates, parent.childCount - 1))
    this.put({ ...node, zxid: this.zxid, exists: false })
  }

  /** As `putRemoved` by path; nothing when it will not exist. */
  removePath(path: string): void {
    const node = this.node(path)
    const parent = this.node(parentPath(path))
    if (node !== null && parent !== null) this.putRemoved(node, parent)
  }
}

function projectApplied(state: TreeState, path: string): ProjectedNode | null {
  const { znodes } = state
  const id = znodes.findPath(path)
  if (id === NO_ZNODE) return null
  return {
    path,
    zxid: 0 as Zxid,
    exists: true,
    version: znodes.version(id),
    aversion: znodes.aversion(id),
    childCreates: znodes.childCreates(id),
    childCount: znodes.numChildren(id),
    acl: state.aclOf(id),
    owner: znodes.owner(id),
    mtimeMs: znodes.mtimeMs(id),
    dataLength: znodes.dataLength(id),
  }
}

/** `node` with other data. Written out, as `withChildren`: a spread costs several times as much on the hot path. */
export function withData(node: ProjectedNode, zxid: Zxid, mtimeMs: number, version: number, dataLength: number): ProjectedNode {
  return {
    path: node.path,
    zxid,
    exists: true,
    version,
    aversion: node.aversion,
    childCreates: node.childCreates,
    childCount: node.childCount,
    acl: node.acl,
    owner: node.owner,
    mtimeMs,
    dataLength,
  }
}

/** `node` with other figures of its children. */
export function withChildren(node: ProjectedNode, zxid: Zxid, childCreates: number, childCount: number): ProjectedNode {
  return {
    path: node.path,
    zxid,
    exists: true,
    version: node.version,
    aversion: node.aversion,
    childCreates,
    childCount,
    acl: node.acl,
    owner: node.owner,
    mtimeMs: node.mtimeMs,
    dataLength: node.dataLength,
  }
}
