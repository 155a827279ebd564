import { invariant, OperatorError, Session, type SessionId, type SessionTracker, type SessionTrackerOptions } from '@zabkit/core'
import { ExpiryBuckets } from './expiry-buckets.ts'
import { SessionIds } from './session-ids.ts'
import { SessionPasswords } from './session-passwords.ts'

/**
 * The SessionTracker of the kit. A session expires between its timeout and one tick later, as in ZooKeeper: its bucket is a tick wide and
 * goes as a whole. Every operation takes constant time; `tick` takes time in proportion to what it returns.
 */
export class BucketSessionTracker implements SessionTracker {
  readonly #sessions = new Map<SessionId, Session>()
  readonly #ids: SessionIds
  readonly #passwords: SessionPasswords
  readonly #buckets: ExpiryBuckets
  constructor(options: SessionTrackerOptions) {
    if (!Number.isInteger(options.tickMs) || options.tickMs <= 0) {
      throw new OperatorError('ZK_CONFIG_INVALID', `tickTime ${options.tickMs}: must be a whole number of ms above 0`)
    }
    this.#ids = new SessionIds(options.serverId, options.startedAtMs)
    this.#passwords = new SessionPasswords(options.secret)
    this.#buckets = new ExpiryBuckets(options.tickMs)
  }

  get size(): number {
    return this.#sessions.size
  }

  /** Passes over ids of live sessions: after the wall clock went back, a seed can lie before ids that were given. */
  nextId(): SessionId {
    let id = this.#ids.next()
    while (this.#sessions.has(id)) id = this.#ids.next()
    return id
  }

  password(id: SessionId): Uint8Array {
    return this.#passwords.of(id)
  }

  checkPassword(id: SessionId, given: Uint8Array): boolean {
    return this.#passwords.check(id, given)
  }

  /**
   * A session that is known already starts a full timeout over and is no longer closing: a new leader does this to all of them, since an
   * end that the last leader proposed may never have been committed. With another timeout a new object takes its place.
   */
  add(id: SessionId, timeoutMs: number, nowMs: number): Session {
    invariant(timeoutMs > 0, 'a session has a timeout above 0')
    const known = this.#sessions.get(id)
    if (known !== undefined && known.timeoutMs !== timeoutMs) this.remove(id)
    const session = known?.timeoutMs === timeoutMs ? known : new Session(id, timeoutMs)
    this.#sessions.set(id, session)
    session.closing = false
    this.#buckets.file(session, nowMs + timeoutMs)
    return session
  }

  get(id: SessionId): Session | undefined {
    return this.#sessions.get(id)
  }

  /** Called for every request: one addition and one comparison until the bucket changes. Never brings an end nearer. */
  touch(session: Session, nowMs: number): void {
    const dueMs = nowMs + session.timeoutMs
    if (dueMs <= session.expiresAt || session.closing) return
    this.#buckets.file(session, dueMs)
  }

  markClosing(session: Session): void {
    session.closing = true
    this.#buckets.drop(session)
  }

  /** What still holds the object sees a closing session, whose writes fail and whose touches do nothing. */
  remove(id: SessionId): void {
    const session = this.#sessions.get(id)
    if (session === undefined) return
    this.#sessions.delete(id)
    this.markClosing(session)
  }

  tick(nowMs: number): Session[] {
    const expired = this.#buckets.take(nowMs)
    for (const session of expired) session.closing = true
    return expired
  }

  sessions(): IterableIterator<Session> {
    return this.#sessions.values()
  }
}

/** The plugin for the SessionTracker seam: `createServer({ sessions: sessionTracker(), ... })`. */
export function sessionTracker(): (options: SessionTrackerOptions) => SessionTracker {
  return (options) => new BucketSessionTracker(options)
}
