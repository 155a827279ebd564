import type { Id } from './acl.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { LogRecord } from './log-store.ts'
import type { Session } from './session.ts'
import type { SessionId } from './session-id.ts'
import type { Zxid } from './zxid.ts'

/** One request of a client: header fields, and the body as bytes `[start, end)` of `chunk`. */
export class ClientRequest {
  readonly session: Session
  /** The client's number, echoed in the reply; `cxid` in the txn. */
  readonly xid: number
  /** Opcode of the client protocol. */
  readonly type: number
  readonly chunk: Buffer
  readonly start: number
  readonly end: number
  /** Who asks. */
  readonly ids: readonly Id[]
  /** Where its watches fire; null for requests that no local connection made. */
  readonly watcher: Watcher | null
  constructor(
    session: Session,
    xid: number,
    type: number,
    chunk: Buffer,
    start: number,
    end: number,
    ids: readonly Id[],
    watcher: Watcher | null,
  ) {
    this.session = session
    this.xid = xid
    this.type = type
    this.chunk = chunk
    this.start = start
    this.end = end
    this.ids = ids
    this.watcher = watcher
  }
}

/** A change to tell. `frame` is the whole notification frame, made once for all watchers, with length and header. */
export interface WatchEvent {
  readonly type: number
  readonly path: string
  readonly zxid: Zxid
  readonly frame: Buffer
}

/** Where watches fire: a connection. The tree keys its tables by identity. */
export interface Watcher {
  /** Who would see the event; events of znodes these may not read are not sent. */
  readonly ids: readonly Id[]
  /** For `wchc`. */
  readonly sessionId: SessionId
  notify(event: WatchEvent): void
}

/** A consistent copy of the state, taken while the state goes on changing. */
export interface StateSnapshot {
  /** The copy is the state after exactly this txn. */
  readonly zxid: Zxid
  /** The next chunk of about `maxBytes`, which the caller then owns; null after the last. */
  next(maxBytes: number): Buffer | null
  /** Gives it up; the state forgets about it. Also to be called after the last chunk. Idempotent. */
  close(): void
}

/** A state being loaded. The state machine changes only at `finish`. */
export interface StateRestore {
  /** The next bytes, in order, cut anywhere. */
  push(chunk: Buffer): void
  /** Checks the whole, digest included, and replaces the state. Throws OperatorError ZK_SNAPSHOT_DAMAGED and leaves the state as it was. */
  finish(): void
}

/** Figures for operators. */
export interface StateStatistics {
  readonly znodes: number
  readonly ephemerals: number
  readonly sessions: number
  /** Bytes of paths and data. */
  readonly dataBytes: number
  readonly watches: number
  readonly watchedPaths: number
  readonly watchers: number
}

/** A fingerprint of the whole state after a txn: equal on all servers. */
export interface StateDigest {
  readonly zxid: Zxid
  readonly digest: bigint
}

/**
 * The replicated state: znodes and sessions. `prepare` and `apply` together are one write; the bytes between them are all that is
 * replicated. Synchronous, and the same inputs give the same state.
 */
export interface StateMachine {
  /** The last txn applied. */
  readonly lastZxid: Zxid
  /** Global sessions and their timeouts in ms, as committed. */
  readonly sessions: ReadonlyMap<SessionId, number>
  readonly statistics: StateStatistics
  /** After every so many txns, newest last. */
  readonly digests: readonly StateDigest[]
  /** The digest now. */
  readonly digest: bigint
  /** Largest time in ms of any txn applied. Times follow the leader's wall clock, which may go back. */
  readonly lastTimeMs: number

  /**
   * Leader only. Checks a write against the state **and the prepared txns that are not applied yet**, and appends its txn (TxnHeader and
   * body, at `zxid` and `timeMs`) to `out`. A write that fails becomes an error txn. Returns the ErrorCode that the txn will have.
   */
  prepare(request: ClientRequest, zxid: Zxid, timeMs: number, out: ByteWriter): number
  /** Forgets prepared txns: they will not be applied (the role ended). */
  abandonPrepared(): void
  /**
   * Applies the next committed txn and fires its watches. When `reply` is given, the body of the answer to a request of type `replyType`
   * is appended to it (nothing when the returned ErrorCode is not Ok). Does not keep `record.bytes`.
   */
  apply(record: LogRecord, replyType: number, reply: ByteWriter | null): number
  /** Answers a read: the body is appended to `out`; returns the ErrorCode, and nothing is appended when that is not Ok. May register watches. */
  read(request: ClientRequest, out: ByteWriter): number
  /** The connection is gone: forgets its watches. */
  forget(watcher: Watcher): void

  snapshot(): StateSnapshot
  restore(): StateRestore

  /** Up to `limit` paths of containers and TTL znodes whose time has come at `nowMs`. */
  reapable(nowMs: number, limit: number): string[]
  /** Ephemeral paths by owner. */
  ephemerals(): IterableIterator<readonly [SessionId, readonly string[]]>
  /** Watched paths and who watches them (data watches). */
  watches(): IterableIterator<readonly [string, readonly Watcher[]]>
}
