interface ModelSession {
  readonly timeoutMs: number
  dueMs: number
  closing: boolean
}

/** The rules of expiry said in the plainest way: every session is looked at, at every tick. */
export class ModelTracker {
  readonly #tickMs: number
  readonly #sessions = new Map<bigint, ModelSession>()
  constructor(tickMs: number) {
    this.#tickMs = tickMs
  }

  get size(): number {
    return this.#sessions.size
  }

  add(id: bigint, nowMs: number, timeoutMs: number): void {
    const known = this.#sessions.get(id)
    const keeps = known !== undefined && !known.closing && known.timeoutMs === timeoutMs
    this.#sessions.set(id, { timeoutMs, dueMs: keeps ? Math.max(known.dueMs, nowMs + timeoutMs) : nowMs + timeoutMs, closing: false })
  }

  touch(id: bigint, nowMs: number): void {
    const session = this.#sessions.get(id)
    if (session !== undefined) session.dueMs = Math.max(session.dueMs, nowMs + session.timeoutMs)
  }

  markClosing(id: bigint): void {
    const session = this.#sessions.get(id)
    if (session !== undefined) session.closing = true
  }

  remove(id: bigint): void {
    this.#sessions.delete(id)
  }

  tick(nowMs: number): bigint[] {
    const due = [...this.#sessions].filter(([, { dueMs, closing }]) => !closing && Math.ceil(dueMs / this.#tickMs) * this.#tickMs <= nowMs)
    for (const [, session] of due) session.closing = true
    return due.map(([id]) => id).sort()
  }
}
