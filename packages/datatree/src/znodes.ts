import type { Acl, ByteWriter, SessionId, StateRestore, StateSnapshot, Zxid } from '@zabkit/core'

/** A znode: a small number that names a row. Valid until the znode is removed. */
export type ZnodeId = number
/** No such znode. */
export const NO_ZNODE = -1
/** The root. */
export const ROOT: ZnodeId = 0

/**
 * The store of znodes: what the tree is made of, without any rule of the protocol. Everything lives in typed arrays: rows of figures, a hash
 * index of children by (parent, name), and an arena for names and data. The garbage collector has nothing to visit, whatever the size.
 * Paths are handed in as the UTF-8 bytes that stand in the request or the txn, so that a read makes no string.
 */
export interface Znodes {
  /** Number of znodes, the root included. */
  readonly count: number
  /** Sum of the lengths of all paths and data, in bytes. */
  readonly dataBytes: number

  /**
   * The znode at the path in `bytes[start, end)`; the empty path and `/` are the root; NO_ZNODE when there is none, which is also the answer to
   * everything that is no path (no slash in front, one at the end, two in a row). Compares bytes: what is not UTF-8 is not found.
   */
  find(bytes: Buffer, start: number, end: number): ZnodeId
  findPath(path: string): ZnodeId
  path(id: ZnodeId): string
  /** NO_ZNODE for the root. */
  parent(id: ZnodeId): ZnodeId
  /** Children in no particular order. The tree must not change while it runs. */
  children(id: ZnodeId): IterableIterator<ZnodeId>
  /** Znodes below `id`, itself not counted. */
  countDescendants(id: ZnodeId): number
  /** Znodes whose owner is not 0n, in no particular order. Looks at owners alone: cheap however many znodes there are. */
  owned(): IterableIterator<ZnodeId>

  /** Makes an empty znode under `parent`; all figures 0, data null, ACL open. The name is what follows the last `/` of `path`; it must not exist. */
  create(parent: ZnodeId, path: string): ZnodeId
  /** Removes a childless znode. Its id may name the next one that is created. */
  remove(id: ZnodeId): void

  /** Copies `data` in, at most 256 MiB; nothing else changes, the figures have methods of their own. */
  setData(id: ZnodeId, data: Buffer | null): void
  /** A copy that the caller owns, or null. */
  data(id: ZnodeId): Buffer | null
  /** Bytes; 0 for null. */
  dataLength(id: ZnodeId): number

  /** The list itself, shared by all znodes that have it. */
  acl(id: ZnodeId): readonly Acl[]
  /** True when the ACL is world:anyone with every permission: the common case, answered without making the list. */
  isOpen(id: ZnodeId): boolean
  setAcl(id: ZnodeId, acl: readonly Acl[]): void

  numChildren(id: ZnodeId): number
  version(id: ZnodeId): number
  /** Stored cversion: child creates since birth. */
  childCreates(id: ZnodeId): number
  aversion(id: ZnodeId): number
  /** Raw owner: 0n persistent, CONTAINER_OWNER, a TTL (top byte FF), else a session. */
  owner(id: ZnodeId): SessionId
  czxid(id: ZnodeId): Zxid
  mzxid(id: ZnodeId): Zxid
  pzxid(id: ZnodeId): Zxid
  mtimeMs(id: ZnodeId): number

  /** Figures of birth: czxid = mzxid = pzxid = zxid, ctime = mtime = timeMs. */
  setBirth(id: ZnodeId, zxid: Zxid, timeMs: number, owner: SessionId): void
  setModified(id: ZnodeId, zxid: Zxid, timeMs: number, version: number): void
  setAversion(id: ZnodeId, aversion: number): void
  setChildCreates(id: ZnodeId, childCreates: number): void
  setPzxid(id: ZnodeId, zxid: Zxid): void

  /** Appends Stat as clients see it (68 bytes): cversion = 2 x stored - numChildren, ephemeralOwner 0 for containers and TTL znodes. */
  writeStat(id: ZnodeId, out: ByteWriter): void
  /** Appends data as a jute buffer (-1 for null). */
  writeData(id: ZnodeId, out: ByteWriter): void
  /** Appends the names of the children as a vector of strings. */
  writeChildren(id: ZnodeId, out: ByteWriter): void

  /** Fingerprint of everything but the znodes below /zookeeper/quota. Kept up to date by every change. */
  readonly digest: bigint

  /**
   * A consistent copy while changes go on: whatever a change is about to alter is copied first if it was not yet. `head` is opaque bytes put
   * before the znodes (sessions and the like), copied, and given back by restore. One at a time: the next one may begin after `close`.
   * The memory it takes is one page and what changes force it to copy, at most the size of the store; beyond a limit `next` throws
   * OperatorError ZK_SNAPSHOT_OUTRUN.
   */
  snapshot(zxid: Zxid, head: Buffer): StateSnapshot
  /**
   * `done` gets `head` once all is checked and before the new content replaces the old; if it throws, the old content stays. Ids of the old
   * content are void afterwards. A snapshot that is being taken goes on, of the old content.
   */
  restore(done: (zxid: Zxid, head: Buffer) => void): StateRestore
}
