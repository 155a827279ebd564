/** Whoever can be told that a signal was aborted. */
export interface Abortable {
  abort(reason: unknown): void
}

/** Everyone who waits under one signal: one listener on it, however many they are, and none when nobody waits. */
export class SignalGroup {
  readonly #signal: AbortSignal
  readonly #members = new Set<Abortable>()

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  add(member: Abortable): void {
    if (this.#members.size === 0) this.#signal.addEventListener('abort', this)
    this.#members.add(member)
  }

  remove(member: Abortable): void {
    if (this.#members.delete(member) && this.#members.size === 0) this.#signal.removeEventListener('abort', this)
  }

  /** The object is the listener. */
  handleEvent(): void {
    for (const member of [...this.#members]) member.abort(this.#signal.reason)
  }
}

/** The groups of all signals that are in use; a signal that nobody holds any more takes its group along. */
export class SignalGroups {
  readonly #groups = new WeakMap<AbortSignal, SignalGroup>()

  of(signal: AbortSignal): SignalGroup {
    let group = this.#groups.get(signal)
    if (group === undefined) {
      group = new SignalGroup(signal)
      this.#groups.set(signal, group)
    }
    return group
  }
}
