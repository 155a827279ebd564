import type { Acl } from '@zabkit/core'

export type { Acl }

/** What a server tells of a znode beside its data. Zxids and session ids are whole 64-bit numbers; times are ms since 1970. */
export interface Stat {
  readonly czxid: bigint
  readonly mzxid: bigint
  readonly pzxid: bigint
  readonly ctime: number
  readonly mtime: number
  readonly version: number
  readonly cversion: number
  readonly aversion: number
  /** The session that an ephemeral znode belongs to; 0n for all others. */
  readonly ephemeralOwner: bigint
  readonly dataLength: number
  readonly numChildren: number
}

/** How a znode lives. */
export type CreateMode =
  | 'persistent'
  | 'persistent-sequential'
  | 'ephemeral'
  | 'ephemeral-sequential'
  | 'container'
  | 'persistent-ttl'
  | 'persistent-sequential-ttl'

/**
 * - `connecting`: no server has answered yet. - `connected`: there is a session. - `read-only`: connected to a server without a quorum.
 * - `suspended`: the connection is lost; the session may live. Whoever holds something must stop relying on it after `sessionTimeLeftMs`. Where the same
 * session goes on, the change to `connected` says so in its field `reconnected`. - `lost`: the session is over, by the server's word
 * or because its time has passed here without one; ephemerals and watches are gone. The client then begins a new session unless told not to.
 * - `closed`: by `close()`, or for good: authentication failed.
 */
export type ClientState = 'connecting' | 'connected' | 'read-only' | 'suspended' | 'lost' | 'closed'

/** A change of state. `sessionId` is that of the session concerned, 0n when there was none. */
export interface StateChange {
  readonly state: ClientState
  readonly previous: ClientState
  /** `connected` again with the session that was suspended. */
  readonly reconnected: boolean
  readonly sessionId: bigint
  /** Why, for logs. */
  readonly reason: string
}

/** A znode changed. */
export interface ZnodeEvent {
  readonly type: 'created' | 'deleted' | 'data-changed' | 'children-changed'
  readonly path: string
  /** Of the change, where the server says it (ours and ZooKeeper 3.9 do), else null. */
  readonly zxid: bigint | null
}

/**
 * Events may be missing before this point: read anew. `reconnected`: a persistent watch was set again after the connection was lost, and the protocol
 * does not replay what it missed. `session-lost`: the session ended; persistent watches are set again in the next one. `overflow`: the
 * iterator was not read for too long.
 */
export interface GapEvent {
  readonly type: 'gap'
  readonly path: string
  readonly reason: 'reconnected' | 'session-lost' | 'overflow'
}

export type WatchEvent = ZnodeEvent | GapEvent

/** What every operation takes last. */
export interface OperationOptions {
  /** Ends the wait with the signal's reason. What was sent may still happen. */
  readonly signal?: AbortSignal
  /**
   * Ends the wait with code `OperationTimeout`, all repetitions together; 0 or Infinity: no limit. Default: the client's `operationTimeoutMs`. What is
   * made of several requests (`ensurePath`, `parents`, `protected`, `deleteRecursive`, `listRecursive`, `walk`, `createOrSet`) has the limit for each of them.
   */
  readonly timeoutMs?: number
}

export interface WatchOption {
  /** A one-shot watch: called once with the next event, or with a gap when the session ended before. */
  readonly watch?: (event: WatchEvent) => void
  /**
   * Ends the wait for the answer, and takes the watch back: it is not called any more, and not set again at the next connection. The server is not told,
   * and forgets it with the next event. A watch with a signal is one of its own, also where the same function watches the same path already. For a
   * limit of the wait alone there is `timeoutMs`.
   */
  readonly signal?: AbortSignal
}
