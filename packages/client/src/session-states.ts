import { Ring } from '@zabkit/core'
import type { ClientState, StateChange } from './types.ts'

/** The state of a session, and who is told of its changes. */
export class SessionStates {
  state: ClientState = 'connecting'
  readonly #listener: (change: StateChange) => void
  readonly #changes = new Ring<StateChange>()
  #isTelling = false

  /** `listener` must not throw. */
  constructor(listener: (change: StateChange) => void) {
    this.#listener = listener
  }

  get isConnected(): boolean {
    return this.state === 'connected' || this.state === 'read-only'
  }

  /** Tells it now; but a change that a listener causes comes after the one that it is being told of, so that all hear the same order. */
  tell(state: ClientState, reason: string, sessionId: bigint, reconnected = false): void {
    const previous = this.state
    if (state === previous) return
    this.state = state
    this.#changes.push({ state, previous, reconnected, sessionId, reason })
    if (this.#isTelling) return
    this.#isTelling = true
    for (let change = this.#changes.shift(); change !== undefined; change = this.#changes.shift()) this.#listener(change)
    this.#isTelling = false
  }
}
