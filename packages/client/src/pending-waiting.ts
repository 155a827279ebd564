import { Ring } from '@zabkit/core'
import type { PendingRequest } from './pending-request.ts'

/** Requests that wait for a connection, in order. Those that nobody waits for any more give their place away when it is needed. */
export class WaitingRequests {
  readonly #max: number
  #ring = new Ring<PendingRequest>()

  constructor(max: number) {
    this.#max = max
  }

  get size(): number {
    return this.#ring.size
  }

  /** False: there is no room. */
  push(pending: PendingRequest): boolean {
    if (this.#ring.size >= this.#max && !this.#compact()) return false
    this.#ring.push(pending)
    return true
  }

  shift(): PendingRequest | undefined {
    return this.#ring.shift()
  }

  failAll(errorCode: number, detail: string): void {
    const ring = this.#ring
    this.#ring = new Ring()
    for (const pending of ring) pending.fail(errorCode, detail)
  }

  /** Looks at every place only while the first is dead weight, so that a full queue of live requests costs nothing a push. */
  #compact(): boolean {
    if (this.#ring.peek()?.settled !== true) return false
    const ring = this.#ring
    this.#ring = new Ring()
    for (const pending of ring) if (!pending.settled) this.#ring.push(pending)
    return true
  }
}
