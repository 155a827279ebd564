import {
  ClientRequest,
  type Logger,
  type Metrics,
  Session,
  type SessionId,
  type SessionTracker,
  formatSessionId,
  type Timers,
} from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { EXPIRIES_PER_TURN, OPENINGS_GATHERED } from './limits.ts'
import type { SessionClock } from './session-clock.ts'
import { PendingWrite, type WriteOrigin, type WritePipeline } from './write-pipeline.ts'

const NO_BODY = Buffer.alloc(0)
/** Ends of sessions that the server itself asks for have no client's number. */
const NO_XID = 0

export interface SessionServiceParts {
  readonly tracker: SessionTracker
  readonly sessionClock: SessionClock
  readonly pipeline: WritePipeline
  readonly timers: Timers
  readonly logger: Logger
  readonly metrics: Metrics
}

/** The life of sessions on the server that leads: begun and ended by txns, kept alive by touches, expired by time. */
export class SessionService {
  readonly #parts: SessionServiceParts
  /** Beginnings that wait for others, so that a crowd that comes together shares the work of the log. */
  #opening: PendingWrite[] = []
  /** How many there were at the end of the last turn. */
  #seen = 0

  constructor(parts: SessionServiceParts) {
    this.#parts = parts
  }

  get tracker(): SessionTracker {
    return this.#parts.tracker
  }

  /** Now, in the time in which `Session.expiresAt` is given. */
  get nowMs(): number {
    return this.#parts.sessionClock.nowMs()
  }

  /** Takes up the sessions of a recovered state, each with a full timeout. */
  restore(sessions: ReadonlyMap<SessionId, number>): void {
    const now = this.#parts.sessionClock.nowMs()
    for (const [id, timeoutMs] of sessions) this.#parts.tracker.add(id, timeoutMs, now)
  }

  /** Begins a session; `done` is called when its beginning is applied. */
  create(timeoutMs: number, done: (session: Session, password: Uint8Array) => void): void {
    const id = this.#parts.tracker.nextId()
    const body = Buffer.allocUnsafeSlow(4)
    body.writeInt32BE(timeoutMs)
    const origin: WriteOrigin = {
      applying() {},
      applied: () => {
        const session = this.#parts.tracker.get(id)
        if (session !== undefined) done(session, this.#parts.tracker.password(id))
      },
    }
    if (this.#opening.length === 0) this.#parts.timers.endOfTurn(() => this.#gather())
    this.#opening.push(pendingWrite(new Session(id, timeoutMs), OpCode.CreateSession, body, origin))
  }

  /** Once a turn: as long as it brought one more, the next may bring another. */
  #gather(): void {
    const count = this.#opening.length
    if (count > this.#seen && count < OPENINGS_GATHERED) {
      this.#seen = count
      this.#parts.timers.endOfTurn(() => this.#gather())
      return
    }
    const opening = this.#opening
    this.#opening = []
    this.#seen = 0
    for (const write of opening) this.#parts.pipeline.submit(write)
  }

  /**
   * The live session with that id, touched, or null when there is none or the password is not its. From now on it has the timeout that
   * its client asks for this time; after a restart of the server it has that of its beginning again, until the client returns.
   */
  resume(id: SessionId, password: Uint8Array, timeoutMs: number): Session | null {
    const { tracker } = this.#parts
    const session = tracker.get(id)
    if (session === undefined || session.closing || !tracker.checkPassword(id, password)) return null
    return tracker.add(id, timeoutMs, this.#parts.sessionClock.nowMs())
  }

  password(id: SessionId): Uint8Array {
    return this.#parts.tracker.password(id)
  }

  touch(session: Session): void {
    this.#parts.tracker.touch(session, this.#parts.sessionClock.nowMs())
  }

  markClosing(session: Session): void {
    this.#parts.tracker.markClosing(session)
  }

  /** The beginning or end of a session was applied. */
  begun(id: SessionId, timeoutMs: number): void {
    this.#parts.tracker.add(id, timeoutMs, this.#parts.sessionClock.nowMs())
  }

  ended(id: SessionId): void {
    this.#parts.tracker.remove(id)
  }

  /** Once a tick: proposes the ends of the sessions that were silent too long. `beforeExpiry` may still touch some. */
  tick(beforeExpiry: () => void): void {
    const stalledMs = this.#parts.sessionClock.tick()
    if (stalledMs > 0) {
      this.#parts.logger.warn('the process stood still; sessions are not charged for it', { stalledMs: Math.round(stalledMs) })
    }
    // What has arrived is read first: a ping that waits in the socket is a sign of life.
    this.#parts.timers.endOfTurn(() => {
      beforeExpiry()
      const expired = this.#parts.tracker.tick(this.#parts.sessionClock.nowMs())
      if (expired.length > 0) this.#expire(expired, 0)
    })
  }

  #expire(expired: readonly Session[], from: number): void {
    const to = Math.min(from + EXPIRIES_PER_TURN, expired.length)
    for (let i = from; i < to; i++) this.#expireOne(expired[i] as Session)
    if (to < expired.length) this.#parts.timers.endOfTurn(() => this.#expire(expired, to))
  }

  #expireOne(session: Session): void {
    this.#parts.logger.info('session expired', { session: formatSessionId(session.id), timeoutMs: session.timeoutMs })
    this.#parts.metrics.counter('sessions_expired', 'Sessions that were silent for longer than their timeout').add(1)
    this.#parts.pipeline.submit(pendingWrite(session, OpCode.CloseSession, NO_BODY, null))
  }
}

function pendingWrite(session: Session, type: number, body: Buffer, origin: WriteOrigin | null): PendingWrite {
  return new PendingWrite(new ClientRequest(session, NO_XID, type, body, 0, body.length, [], null), origin, 0)
}
