import type { Session, SessionId, SessionTracker } from '@zabkit/core'

/**
 * The sessions that this server alone knows. No txn begins or ends them, so they need no leader; they are expired here, whatever the role, and
 * survive neither a restart nor a move to another server.
 */
export class LocalSessions {
  readonly #tracker: SessionTracker
  readonly #onEnded: (id: SessionId) => void

  constructor(tracker: SessionTracker, onEnded: (id: SessionId) => void) {
    this.#tracker = tracker
    this.#onEnded = onEnded
  }

  get size(): number {
    return this.#tracker.size
  }

  has(id: SessionId): boolean {
    return this.#tracker.get(id) !== undefined
  }

  /** Begins one, or gives a known one a full timeout, of the length asked for this time. */
  add(id: SessionId, timeoutMs: number, nowMs: number): Session {
    const session = this.#tracker.add(id, timeoutMs, nowMs)
    session.local = true
    return session
  }

  touch(session: Session, nowMs: number): void {
    this.#tracker.touch(session, nowMs)
  }

  /** It is none of these any more: its client has closed it, or it becomes a global one. What it asked before still counts. */
  remove(session: Session): void {
    this.#tracker.remove(session.id)
  }

  /** Ends one; null when it is none of these. */
  end(id: SessionId): Session | null {
    const session = this.#tracker.get(id)
    if (session === undefined) return null
    this.#end(session)
    return session
  }

  endAll(): void {
    for (const session of [...this.#tracker.sessions()]) this.#end(session)
  }

  /** Ends those that were silent too long, and returns them. */
  expire(nowMs: number): readonly Session[] {
    const expired = this.#tracker.tick(nowMs)
    for (const session of expired) this.#end(session)
    return expired
  }

  #end(session: Session): void {
    this.#tracker.remove(session.id)
    this.#onEnded(session.id)
  }
}
