import { type Acl, Ring, type SessionId, type Zxid } from '@zabkit/core'

/** A znode as it will be once the txns prepared so far are applied. Never changed: every change makes the next one. */
export interface ProjectedNode {
  readonly path: string
  /** The txn that brings it about; 0: the state as applied. */
  readonly zxid: Zxid
  readonly exists: boolean
  readonly version: number
  readonly aversion: number
  readonly childCreates: number
  readonly childCount: number
  /** Null: open to everyone. */
  readonly acl: readonly Acl[] | null
  readonly owner: SessionId
  readonly mtimeMs: number
  readonly dataLength: number
}

/**
 * What the prepared txns that are not applied yet will have changed: the newest projection by path, dropped when its txn is applied.
 * The changes of one txn are staged by `put` and become final by `keep`, or are taken back by `undo`.
 */
export class PendingChanges {
  readonly #byPath = new Map<string, ProjectedNode>()
  readonly #queue = new Ring<ProjectedNode>()
  /** Paths of pending ephemerals by session. */
  readonly #created = new Map<SessionId, Set<string>>()
  readonly #opening = new Map<SessionId, Zxid>()
  readonly #closing = new Map<SessionId, Zxid>()
  #staged: ProjectedNode[] = []
  #replaced: (ProjectedNode | undefined)[] = []

  get(path: string): ProjectedNode | undefined {
    return this.#byPath.get(path)
  }

  /** Stages a change of the txn that is being prepared. */
  put(node: ProjectedNode): void {
    this.#replaced.push(this.#byPath.get(node.path))
    this.#staged.push(node)
    this.#byPath.set(node.path, node)
  }

  /** The txn stands. */
  keep(): void {
    for (const node of this.#staged) {
      this.#queue.push(node)
      if (node.exists && node.owner !== 0n) this.#noteOwner(node)
    }
    this.#unstage()
  }

  /** The txn failed: everything is as it was before its first `put`. */
  undo(): void {
    for (let i = this.#staged.length - 1; i >= 0; i--) {
      const { path } = this.#staged[i] as ProjectedNode
      const before = this.#replaced[i]
      if (before === undefined) this.#byPath.delete(path)
      else this.#byPath.set(path, before)
    }
    this.#unstage()
  }

  #unstage(): void {
    if (this.#staged.length === 0) return
    this.#staged.length = 0
    this.#replaced.length = 0
  }

  #noteOwner(node: ProjectedNode): void {
    const paths = this.#created.get(node.owner)
    if (paths === undefined) this.#created.set(node.owner, new Set([node.path]))
    else paths.add(node.path)
  }

  /** Paths that may be ephemerals of `owner` by a pending txn; `get` has the truth about each. */
  candidates(owner: SessionId): Iterable<string> {
    return this.#created.get(owner) ?? []
  }

  opening(session: SessionId, zxid: Zxid): void {
    this.#opening.set(session, zxid)
  }

  closing(session: SessionId, zxid: Zxid): void {
    this.#closing.set(session, zxid)
  }

  isOpening(session: SessionId): boolean {
    return this.#opening.size > 0 && this.#opening.has(session)
  }

  isClosing(session: SessionId): boolean {
    return this.#closing.size > 0 && this.#closing.has(session)
  }

  /** Txns up to `zxid` are applied. */
  applied(zxid: Zxid): void {
    for (let node = this.#queue.peek(); node !== undefined && node.zxid <= zxid; node = this.#queue.peek()) {
      this.#queue.shift()
      const newest = this.#byPath.get(node.path)
      if (newest === node) this.#forget(node)
      else if (node.owner !== 0n && newest?.owner !== node.owner) this.#dropOwner(node)
    }
    dropUpTo(this.#opening, zxid)
    dropUpTo(this.#closing, zxid)
  }

  #forget(node: ProjectedNode): void {
    this.#byPath.delete(node.path)
    if (node.owner !== 0n) this.#dropOwner(node)
  }

  #dropOwner(node: ProjectedNode): void {
    const paths = this.#created.get(node.owner)
    if (paths?.delete(node.path) && paths.size === 0) this.#created.delete(node.owner)
  }

  clear(): void {
    this.#unstage()
    this.#byPath.clear()
    this.#queue.clear()
    this.#created.clear()
    this.#opening.clear()
    this.#closing.clear()
  }
}

/** Zxids rise in the order of insertion. */
function dropUpTo(sessions: Map<SessionId, Zxid>, zxid: Zxid): void {
  if (sessions.size === 0) return
  for (const [session, at] of sessions) {
    if (at > zxid) return
    sessions.delete(session)
  }
}
