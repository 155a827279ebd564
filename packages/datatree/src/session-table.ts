import type { SessionId } from '@zabkit/core'

const SPREAD_ID = 0x9e37_79b9_7f4a_7c15n
const SPREAD_TIMEOUT = 0xc2b2_ae3d_27d4_eb4fn

/** The sessions of the state with their timeouts in ms, and a fingerprint of them that is kept up to date: it does not depend on their order. */
export class SessionTable {
  readonly #timeouts = new Map<SessionId, number>()
  #digest = 0n

  get timeouts(): ReadonlyMap<SessionId, number> {
    return this.#timeouts
  }

  get digest(): bigint {
    return this.#digest
  }

  has(id: SessionId): boolean {
    return this.#timeouts.has(id)
  }

  begin(id: SessionId, timeoutMs: number): void {
    this.end(id)
    this.#timeouts.set(id, timeoutMs)
    this.#digest = BigInt.asUintN(64, this.#digest + hashOf(id, timeoutMs))
  }

  end(id: SessionId): void {
    const timeoutMs = this.#timeouts.get(id)
    if (timeoutMs === undefined) return
    this.#timeouts.delete(id)
    this.#digest = BigInt.asUintN(64, this.#digest - hashOf(id, timeoutMs))
  }

  /** The table of a restored state. */
  static of(timeouts: ReadonlyMap<SessionId, number>): SessionTable {
    const table = new SessionTable()
    for (const [id, timeoutMs] of timeouts) table.begin(id, timeoutMs)
    return table
  }
}

function hashOf(id: SessionId, timeoutMs: number): bigint {
  return (id ^ (id >> 29n)) * SPREAD_ID + (BigInt(timeoutMs) + id) * SPREAD_TIMEOUT
}
