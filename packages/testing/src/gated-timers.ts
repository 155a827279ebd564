import type { Timer, Timers } from '@zabkit/core'

/** Timers of one life of a server: when the gate is shut, nothing that was asked for runs any more, as in a process that was killed. */
export class GatedTimers implements Timers {
  readonly #timers: Timers
  readonly #pending = new Set<Timer>()
  #isShut = false

  constructor(timers: Timers) {
    this.#timers = timers
  }

  shut(): void {
    this.#isShut = true
    for (const timer of this.#pending) timer.cancel()
    this.#pending.clear()
  }

  after(ms: number, callback: () => void): Timer {
    const timer = this.#timers.after(ms, () => {
      this.#pending.delete(timer)
      callback()
    })
    return this.#keep(timer)
  }

  every(ms: number, callback: () => void): Timer {
    return this.#keep(this.#timers.every(ms, callback))
  }

  endOfTurn(callback: () => void): void {
    this.#timers.endOfTurn(() => {
      if (!this.#isShut) callback()
    })
  }

  #keep(timer: Timer): Timer {
    if (this.#isShut) timer.cancel()
    else this.#pending.add(timer)
    return {
      cancel: () => {
        this.#pending.delete(timer)
        timer.cancel()
      },
    }
  }
}
