import type { Timer, Timers } from '@zabkit/core'
import { systemTimers } from '@zabkit/runtime'

/** Timers of one process: when it has died, nothing of it runs any more. */
export class MortalTimers implements Timers {
  #isDead = false
  readonly #timers = new Set<Timer>()

  after(ms: number, callback: () => void): Timer {
    return this.#kept(systemTimers.after(ms, () => this.#run(callback)))
  }

  every(ms: number, callback: () => void): Timer {
    return this.#kept(systemTimers.every(ms, () => this.#run(callback)))
  }

  endOfTurn(callback: () => void): void {
    systemTimers.endOfTurn(() => this.#run(callback))
  }

  #run(callback: () => void): void {
    if (!this.#isDead) callback()
  }

  #kept(timer: Timer): Timer {
    this.#timers.add(timer)
    return {
      cancel: () => {
        this.#timers.delete(timer)
        timer.cancel()
      },
    }
  }

  die(): void {
    this.#isDead = true
    for (const timer of this.#timers) timer.cancel()
  }
}
