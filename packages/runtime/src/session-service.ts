import {
  type Logger,
  type Metrics,
  Session,
  type SessionId,
  type SessionTracker,
  formatSessionId,
  type StateMachine,
  type Timers,
} from '@zabkit/core'
import { EXPIRIES_PER_TURN } from './limits.ts'
import { LocalSessions } from './local-sessions.ts'
import type { SessionClock } from './session-clock.ts'
import { SessionOpenings } from './session-openings.ts'
import { Revalidations } from './revalidations.ts'
import { beginningOf, endOf } from './session-writes.ts'
import type { WritePipeline } from './write-pipeline.ts'

export interface SessionServiceParts {
  readonly serverId: number
  readonly createTracker: (secret: Uint8Array) => SessionTracker
  readonly secret: Uint8Array
  readonly tree: StateMachine
  readonly sessionClock: SessionClock
  readonly pipeline: WritePipeline
  readonly timers: Timers
  readonly logger: Logger
  readonly metrics: Metrics
  /** Learner: sessions whose clients were heard of, for the leader. */
  readonly sendTouches: (sessions: readonly SessionId[]) => void
  /** Learner: asks the leader whether a session lives. */
  readonly askLeader: (id: SessionId, timeoutMs: number) => void
  /** Calls back when everything is applied here that the leader had proposed before. */
  readonly barrier: (passed: () => void) => void
  /** A session that only this server knew has ended here. */
  readonly onLocalEnded: (id: SessionId) => void
}

/** A local session that is about to be a global one. */
interface Upgrade {
  readonly session: Session
  /** Clients that came back with it meanwhile. */
  readonly returning: (() => void)[]
}

/**
 * The life of sessions: begun and ended by txns, kept alive by touches, expired by time. The leader alone decides when time is up; the others tell
 * it whom they have heard of, and ask it when a client comes back.
 */
export class SessionService {
  readonly #parts: SessionServiceParts
  readonly #returning: Revalidations
  readonly #openings: SessionOpenings
  #tracker: SessionTracker
  #local: LocalSessions
  #secret: Uint8Array
  #role: 'leading' | 'following' | 'none' = 'none'
  /** Learner: heard of since the leader was last told. */
  #heard: Session[] = []
  /** Global sessions of this server's own making whose beginning is not applied yet. */
  readonly #upgrades = new Map<SessionId, Upgrade>()

  /** Leader: who waits for the end of a session that was asked for. */
  readonly #ending = new Map<SessionId, (ended: boolean) => void>()

  constructor(parts: SessionServiceParts) {
    this.#parts = parts
    this.#secret = parts.secret
    this.#tracker = parts.createTracker(parts.secret)
    this.#local = this.#createLocal()
    this.#openings = new SessionOpenings(parts.timers)
    this.#returning = new Revalidations((id, timeoutMs) => parts.askLeader(id, timeoutMs))
  }

  #createLocal(): LocalSessions {
    return new LocalSessions(this.#parts.createTracker(this.#secret), (id) => this.#parts.onLocalEnded(id))
  }

  /** Of the global sessions. */
  get tracker(): SessionTracker {
    return this.#tracker
  }

  /** How many sessions only this server knows. */
  get localSize(): number {
    return this.#local.size
  }

  /** Now, in the time in which `Session.expiresAt` is given. */
  get nowMs(): number {
    return this.#parts.sessionClock.nowMs()
  }

  // ---- roles ----

  /** All sessions of the state start a full timeout over: how long their clients were silent before, nobody knows here. */
  lead(secret: Uint8Array): void {
    this.#takeUp(secret)
    this.#role = 'leading'
    for (const { id, timeoutMs, resolve } of this.#returning.take()) resolve(this.#resumeHere(id, timeoutMs))
  }

  follow(secret: Uint8Array): void {
    this.#takeUp(secret)
    this.#role = 'following'
    this.#returning.askAll()
  }

  hold(): void {
    this.#role = 'none'
    this.#heard = []
    for (const id of [...this.#ending.keys()]) this.#tellEnding(id, false)
  }

  #takeUp(secret: Uint8Array): void {
    if (Buffer.compare(secret, this.#secret) !== 0) this.#beginAnew(secret)
    const { sessions } = this.#parts.tree
    for (const { id } of [...this.#tracker.sessions()]) if (!sessions.has(id) && !this.#upgrades.has(id)) this.#tracker.remove(id)
    for (const [id, timeoutMs] of sessions) this.#takeUpOne(id, timeoutMs)
    for (const { session } of this.#upgrades.values()) this.#takeUpOne(session.id, session.timeoutMs)
  }

  /** No password that was given here is worth anything: the others never heard of them. */
  #beginAnew(secret: Uint8Array): void {
    this.#local.endAll()
    this.#secret = secret
    this.#tracker = this.#parts.createTracker(secret)
    this.#local = this.#createLocal()
  }

  #takeUpOne(id: SessionId, timeoutMs: number): void {
    const session = this.#tracker.add(id, this.#tracker.get(id)?.timeoutMs ?? timeoutMs, this.nowMs)
    session.owner = 0
    session.heard = false
  }

  // ---- clients ----

  /** Begins a session; `done` is called, with its password, when its beginning is applied. */
  create(timeoutMs: number, done: (session: Session, password: Uint8Array) => void): void {
    const id = this.#nextId()
    let ahead: { readonly tracker: SessionTracker; readonly password: Uint8Array } | null = null
    const applied = (): void => {
      const session = this.#tracker.get(id)
      // The role, and with it the secret, may have changed since.
      if (session !== undefined) done(session, ahead?.tracker === this.#tracker ? ahead.password : this.password(id))
    }
    const write = beginningOf(new Session(id, timeoutMs), { applying() {}, applied })
    this.#openings.add({
      submit: () => this.#parts.pipeline.submit(write),
      meanwhile: () => {
        const tracker = this.#tracker
        if (tracker.get(id) === undefined) ahead = { tracker, password: tracker.password(id) }
      },
    })
  }

  /** A session of this server alone. */
  createLocal(timeoutMs: number): Session {
    return this.#local.add(this.#nextId(), timeoutMs, this.nowMs)
  }

  /** Both kinds draw from one source: a local session keeps its id when it becomes a global one. */
  #nextId(): SessionId {
    let id = this.#tracker.nextId()
    while (this.#local.has(id)) id = this.#tracker.nextId()
    return id
  }

  /**
   * A local session is about to ask for what only a global one may have: its beginning goes the way of all writes, before what is submitted next.
   * From now on its client asks as the session returned. Should the client fall silent, the leader expires that one.
   */
  upgrade(local: Session): Session {
    const { id, timeoutMs } = local
    this.#local.remove(local)
    const session = this.#tracker.add(id, timeoutMs, this.nowMs)
    this.#upgrades.set(id, { session, returning: [] })
    const known = (): void => this.#upgraded(id)
    this.#parts.pipeline.submit(beginningOf(session, { applying() {}, applied: known, lost: known }))
    return session
  }

  #upgraded(id: SessionId): void {
    const returning = this.#upgrades.get(id)?.returning ?? []
    this.#upgrades.delete(id)
    for (const again of returning) again()
  }

  /** The client of a local session has closed it. */
  closeLocal(session: Session): void {
    this.#local.remove(session)
  }

  endAllLocal(): void {
    this.#local.endAll()
  }

  /**
   * A client came back. `done` gets the live session with that id, touched, or null when there is none or the password is not its. From now on
   * it has the timeout that its client asks for this time; after a restart of the server it has that of its beginning again, until the
   * client returns.
   */
  resume(id: SessionId, password: Uint8Array, timeoutMs: number, done: (session: Session | null) => void): void {
    if (!this.#tracker.checkPassword(id, password)) return done(null)
    if (this.#local.has(id)) return done(this.#local.add(id, timeoutMs, this.nowMs))
    const upgrade = this.#upgrades.get(id)
    if (upgrade !== undefined) return void upgrade.returning.push(() => this.resume(id, password, timeoutMs, done))
    if (this.#role === 'leading') return this.#whenKnown(id, () => this.#resumeOrAsk(id, timeoutMs, done))
    this.#returning.add(id, timeoutMs, done, this.#role === 'following')
  }

  /**
   * A follower applies what it and the leader have on disk before the leader hears of that: its client may be here with a session whose beginning
   * is proposed and not applied yet. So nobody is told that there is no such session before all is applied that is proposed now.
   */
  #whenKnown(id: SessionId, then: () => void): void {
    if (this.#tracker.get(id) === undefined) this.#parts.barrier(then)
    else then()
  }

  /** Another server may lead by now. */
  #resumeOrAsk(id: SessionId, timeoutMs: number, done: (session: Session | null) => void): void {
    if (this.#role === 'leading') done(this.#resumeHere(id, timeoutMs))
    else this.#returning.add(id, timeoutMs, done, this.#role === 'following')
  }

  /**
   * A client came back while there is no leader to ask. Unknown: the session may live on other servers. Null: it would be known here, since it
   * began here.
   */
  resumeReadOnly(id: SessionId, password: Uint8Array, timeoutMs: number): Session | 'unknown' | null {
    if (!this.#tracker.checkPassword(id, password) || this.#upgrades.has(id)) return 'unknown'
    if (this.#local.has(id)) return this.#local.add(id, timeoutMs, this.nowMs)
    if (this.#parts.tree.sessions.has(id)) return this.#tracker.add(id, timeoutMs, this.nowMs)
    return serverOf(id) === this.#parts.serverId ? null : 'unknown'
  }

  #resumeHere(id: SessionId, timeoutMs: number): Session | null {
    return this.#resumeFor(this.#parts.serverId, id, timeoutMs)
  }

  #resumeFor(owner: number, id: SessionId, timeoutMs: number): Session | null {
    const known = this.#tracker.get(id)
    if (known === undefined || known.closing) return null
    const session = this.#tracker.add(id, timeoutMs, this.nowMs)
    session.owner = owner
    return session
  }

  password(id: SessionId): Uint8Array {
    return this.#tracker.password(id)
  }

  touch(session: Session): void {
    if (session.local) this.#local.touch(session, this.nowMs)
    else if (this.#role === 'leading') this.#tracker.touch(session, this.nowMs)
    else if (!session.heard) {
      session.heard = true
      this.#heard.push(session)
    }
  }

  // ---- from the learners, on the leader ----

  touched(ids: readonly SessionId[]): void {
    const now = this.nowMs
    for (const id of ids) {
      const session = this.#tracker.get(id)
      if (session !== undefined) this.#tracker.touch(session, now)
    }
  }

  /**
   * A client came to server `from` with a session. True: it lives, and is that server's from now on. There is no answer when this server leads no
   * more: then the next leader is asked.
   */
  revalidate(from: number, id: SessionId, timeoutMs: number, answer: (valid: boolean) => void): void {
    this.#whenKnown(id, () => {
      if (this.#role === 'leading') answer(this.#resumeFor(from, id, timeoutMs) !== null)
    })
  }

  // ---- from the leader, on a learner ----

  /**
   * The client is let in when all is applied that its session asked for elsewhere: own writes are told from others by session and cxid, and a
   * client may count its requests anew on each connection (kazoo does). By then the beginning of the session is applied here as well.
   */
  revalidated(id: SessionId, valid: boolean): void {
    if (valid) this.#parts.barrier(() => this.#answerReturning(id))
    else for (const { resolve } of this.#returning.takeOf(id)) resolve(null)
  }

  #answerReturning(id: SessionId): void {
    for (const { timeoutMs, resolve } of this.#returning.takeOf(id)) {
      resolve(this.#tracker.get(id) === undefined ? null : this.#tracker.add(id, timeoutMs, this.nowMs))
    }
  }

  // ---- on demand ----

  /**
   * Ends a session as if its time were up. `done` gets true when that is applied here, false when this server cannot: the session is not known,
   * is ending already, or is the leader's to end, or this server leads no more before it has ended.
   */
  expireNow(id: SessionId, done: (ended: boolean) => void): void {
    const local = this.#local.end(id)
    if (local !== null) this.#tellExpired(local)
    const session = this.#role === 'leading' ? this.#tracker.get(id) : undefined
    if (session === undefined || session.closing) return done(local !== null)
    this.#tracker.markClosing(session)
    this.#ending.set(id, done)
    this.#expireOne(session)
  }

  // ---- txns ----

  markClosing(session: Session): void {
    this.#tracker.markClosing(session)
  }

  /** The beginning or end of a session was applied. */
  begun(id: SessionId, timeoutMs: number): void {
    // One that was local is taken up already, and may be closing by now.
    if (!this.#upgrades.has(id)) this.#tracker.add(id, timeoutMs, this.nowMs)
  }

  ended(id: SessionId): void {
    this.#tracker.remove(id)
    this.#tellEnding(id, true)
  }

  #tellEnding(id: SessionId, ended: boolean): void {
    this.#ending.get(id)?.(ended)
    this.#ending.delete(id)
  }

  // ---- time ----

  /** Once a tick. `beforeExpiry` may still touch some. */
  tick(beforeExpiry: () => void): void {
    const stalledMs = this.#parts.sessionClock.tick()
    if (stalledMs > 0) {
      this.#parts.logger.warn('the process stood still; sessions are not charged for it', { stalledMs: Math.round(stalledMs) })
    }
    // What has arrived is read first: a ping that waits in the socket is a sign of life.
    this.#parts.timers.endOfTurn(() => {
      beforeExpiry()
      for (const session of this.#local.expire(this.nowMs)) this.#tellExpired(session)
      if (this.#role === 'leading') this.#expireSilent()
    })
  }

  /** Learner: tells the leader whom it has heard of. Several times a tick, so that no timeout is shortened by much. */
  report(beforeReport: () => void): void {
    if (this.#role !== 'following') return
    beforeReport()
    if (this.#heard.length === 0) return
    const heard = this.#heard
    this.#heard = []
    for (const session of heard) session.heard = false
    this.#parts.sendTouches(heard.map(({ id }) => id))
  }

  /** Proposes the ends of the sessions that were silent too long. */
  #expireSilent(): void {
    const expired = this.#tracker.tick(this.nowMs)
    if (expired.length > 0) this.#expire(expired, 0)
  }

  #expire(expired: readonly Session[], from: number): void {
    if (this.#role !== 'leading') return
    const to = Math.min(from + EXPIRIES_PER_TURN, expired.length)
    for (let i = from; i < to; i++) this.#expireOne(expired[i] as Session)
    if (to < expired.length) this.#parts.timers.endOfTurn(() => this.#expire(expired, to))
  }

  #expireOne(session: Session): void {
    this.#tellExpired(session)
    this.#parts.pipeline.submit(endOf(session))
  }

  #tellExpired(session: Session): void {
    this.#parts.logger.info('session expired', { session: formatSessionId(session.id), timeoutMs: session.timeoutMs })
    this.#parts.metrics.counter('sessions_expired', 'Sessions that were silent for longer than their timeout').add(1)
  }
}

/** The server at which the session began. */
function serverOf(id: SessionId): number {
  return Number(BigInt.asUintN(8, id >> 56n))
}
