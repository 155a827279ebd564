import type { Session, SessionId } from '@zabkit/core'

/** A client that came back to a server that does not lead. */
export interface Returning {
  readonly id: SessionId
  readonly timeoutMs: number
  readonly resolve: (session: Session | null) => void
}

/** Clients that came back, until the leader has said whether their sessions live; asked again when there is another leader. */
export class Revalidations {
  readonly #ask: (id: SessionId, timeoutMs: number) => void
  readonly #returning = new Map<SessionId, Returning[]>()

  constructor(ask: (id: SessionId, timeoutMs: number) => void) {
    this.#ask = ask
  }

  /** `now`: there is a leader to ask. */
  add(id: SessionId, timeoutMs: number, resolve: (session: Session | null) => void, now: boolean): void {
    const returning: Returning = { id, timeoutMs, resolve }
    const others = this.#returning.get(id)
    if (others === undefined) this.#returning.set(id, [returning])
    else others.push(returning)
    if (now) this.#ask(id, timeoutMs)
  }

  askAll(): void {
    for (const list of this.#returning.values()) for (const { id, timeoutMs } of list) this.#ask(id, timeoutMs)
  }

  /** All of them: this server leads now and knows by itself. */
  take(): Returning[] {
    const all = [...this.#returning.values()].flat()
    this.#returning.clear()
    return all
  }

  /** Those that came with this session: what becomes of them is known. */
  takeOf(id: SessionId): readonly Returning[] {
    const list = this.#returning.get(id) ?? []
    this.#returning.delete(id)
    return list
  }
}
