/** A wait that is measured by ticks alone: it begins with the first tick after `start`, as the core knows no time in between. */
export class Countdown {
  #waitMs: number | null = null
  #sinceMs: number | null = null

  get running(): boolean {
    return this.#waitMs !== null
  }

  /** `nowMs`: when it is known, since a tick does this. */
  start(waitMs: number, nowMs: number | null = null): void {
    this.#waitMs = waitMs
    this.#sinceMs = nowMs
  }

  /** Lets a countdown that runs go on, and ends or begins it otherwise. */
  keep(wanted: boolean, waitMs: number): void {
    if (!wanted) this.stop()
    else if (!this.running) this.start(waitMs)
  }

  stop(): void {
    this.#waitMs = null
  }

  /** True once, when the time is over. */
  ends(nowMs: number): boolean {
    if (this.#waitMs === null) return false
    this.#sinceMs ??= nowMs
    if (nowMs - this.#sinceMs < this.#waitMs) return false
    this.stop()
    return true
  }
}
