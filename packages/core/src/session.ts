import { type SessionId, sessionIdHigh, sessionIdLow } from './session-id.ts'

/**
 * A client's session as the server that serves it holds it. The hot path passes this object along instead of looking the id up.
 * `closing` and `expiresAt` belong to the SessionTracker.
 */
export class Session {
  readonly id: SessionId
  readonly timeoutMs: number
  readonly idHigh: number
  readonly idLow: number
  /** Set once its end has been proposed: from then on its writes fail with SessionExpired. */
  closing = false
  /** End of the bucket in which it expires, in the tracker's ms; 0 while it is in none. */
  expiresAt = 0
  /** On a leader: the server whose client it is now; 0 until it is heard of. Belongs to the runtime. */
  owner = 0
  /** On a learner: heard of since the leader was last told. Belongs to the runtime. */
  heard = false
  /** Known to its own server alone: there is no txn of its beginning. It may write, but owns no ephemerals. Belongs to the runtime. */
  local = false
  constructor(id: SessionId, timeoutMs: number) {
    this.id = id
    this.timeoutMs = timeoutMs
    this.idHigh = sessionIdHigh(id)
    this.idLow = sessionIdLow(id)
  }
}

/** Ids, secrets and expiry of sessions. Driven from outside: time enters as an argument, in ms of a clock that never jumps. */
export interface SessionTracker {
  /** Live sessions, closing ones included. */
  readonly size: number
  /** The next free id. Top byte: the server's id. */
  nextId(): SessionId
  /** The 16 bytes that let a client reattach. Not derivable from the id without this ensemble's secret. */
  password(id: SessionId): Uint8Array
  /** True when `given` is the password of `id`; takes the same time whatever differs. */
  checkPassword(id: SessionId, given: Uint8Array): boolean
  /** Takes up a session whose beginning was committed (or restored), with a full timeout from `nowMs`. */
  add(id: SessionId, timeoutMs: number, nowMs: number): Session
  get(id: SessionId): Session | undefined
  /** The session was heard of. No effect on one that is closing. */
  touch(session: Session, nowMs: number): void
  /** Its end was proposed; it no longer expires and no longer writes. */
  markClosing(session: Session): void
  /** Its end was committed. */
  remove(id: SessionId): void
  /** The sessions whose bucket has passed, marked closing. Each is returned once. */
  tick(nowMs: number): Session[]
  sessions(): IterableIterator<Session>
}

/** What a SessionTracker needs. `secret`: 32 bytes or more that the whole ensemble shares and nobody else knows. */
export interface SessionTrackerOptions {
  readonly serverId: number
  readonly tickMs: number
  readonly secret: Uint8Array
  /** Wall clock in ms: seeds the ids so that a restarted server does not give one again. */
  readonly startedAtMs: number
}
