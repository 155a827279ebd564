import { performance } from 'node:perf_hooks'
import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import type { Clock, Timer, Timers } from '@zabkit/core'
import { ADVANCE_STEP_MS, QUIET_TURNS_MAX } from './limits.ts'

/** Taken before a test can put fake ones in their place: servers live in real time whatever the test's own clock does. */
const realNow = Date.now
const realMonotonic = performance.now.bind(performance)

class Waiting implements Timer {
  dueMs: number
  readonly everyMs: number | null
  readonly callback: () => void
  readonly #drop: (waiting: Waiting) => void

  constructor(dueMs: number, everyMs: number | null, callback: () => void, drop: (waiting: Waiting) => void) {
    this.dueMs = dueMs
    this.everyMs = everyMs
    this.callback = callback
    this.#drop = drop
  }

  cancel(): void {
    this.#drop(this)
  }
}

/**
 * Clock and timers of servers in a test: real time plus what `advance` has added. While time is advanced, the clock stands still between the jumps,
 * so that it moves by exactly what was asked for.
 */
export class VirtualTime implements Clock, Timers {
  #offsetMs = 0
  /** Not null while time is advanced: the monotonic time. */
  #standsAtMs: number | null = null
  /** Earliest first; those of one time in the order in which they were asked for. */
  readonly #waiting: Waiting[] = []
  #wake: NodeJS.Timeout | null = null
  #wakeAtMs = Number.POSITIVE_INFINITY
  #turns = 0
  #advanced: Promise<void> = Promise.resolve()

  now(): number {
    return Math.floor(realNow() - realMonotonic() + this.monotonic())
  }

  monotonic(): number {
    return this.#standsAtMs ?? realMonotonic() + this.#offsetMs
  }

  after(ms: number, callback: () => void): Timer {
    return this.#add(new Waiting(this.monotonic() + ms, null, callback, (waiting) => this.#drop(waiting)))
  }

  every(ms: number, callback: () => void): Timer {
    return this.#add(new Waiting(this.monotonic() + ms, ms, callback, (waiting) => this.#drop(waiting)))
  }

  endOfTurn(callback: () => void): void {
    this.#turns++
    setImmediate(() => {
      this.#turns--
      callback()
    })
  }

  /**
   * Moves time on by `ms`, in jumps to what is due next. After each jump it waits until the servers have nothing more to do at once, so that what
   * they tell each other arrives in time. `beforeJump` runs before each. Calls run one after the other.
   */
  advance(ms: number, beforeJump: () => void): Promise<void> {
    if (!(Number.isFinite(ms) && ms >= 0)) return Promise.reject(new RangeError(`advance by ${ms} ms: time goes forward, by 0 ms or more`))
    const run = this.#advanced.then(() => this.#advance(ms, beforeJump))
    this.#advanced = run.catch(() => {})
    return run
  }

  async #advance(ms: number, beforeJump: () => void): Promise<void> {
    const endMs = this.monotonic() + ms
    this.#standsAtMs = endMs - ms
    this.#sleep(null)
    try {
      for (let next = this.#next(endMs); next !== null; next = this.#next(endMs)) {
        beforeJump()
        this.#runUntil(Math.min(endMs, next.dueMs + ADVANCE_STEP_MS))
        await this.#quiet()
      }
      this.#standsAtMs = endMs
    } finally {
      this.#offsetMs = this.monotonic() - realMonotonic()
      this.#standsAtMs = null
      this.#rearm()
    }
  }

  /** Runs what is due up to `untilMs`, the clock at each one's time. */
  #runUntil(untilMs: number): void {
    for (let next = this.#next(untilMs); next !== null; next = this.#next(untilMs)) {
      if (this.#standsAtMs !== null && next.dueMs > this.#standsAtMs) this.#standsAtMs = next.dueMs
      this.#run(next)
    }
  }

  #next(untilMs: number): Waiting | null {
    const first = this.#waiting[0]
    return first !== undefined && first.dueMs <= untilMs ? first : null
  }

  #run(waiting: Waiting): void {
    this.#drop(waiting)
    if (waiting.everyMs !== null) {
      // One that comes late runs once, not once for each time that was missed.
      waiting.dueMs = Math.max(waiting.dueMs + waiting.everyMs, this.monotonic())
      this.#add(waiting)
    }
    waiting.callback()
  }

  async #quiet(): Promise<void> {
    let turns = 0
    do await new Promise<void>((resolve) => setImmediate(resolve))
    while (this.#turns > 0 && ++turns < QUIET_TURNS_MAX)
  }

  #add(waiting: Waiting): Waiting {
    let at = this.#waiting.length
    while (at > 0 && (this.#waiting[at - 1] as Waiting).dueMs > waiting.dueMs) at--
    this.#waiting.splice(at, 0, waiting)
    if (at === 0) this.#rearm()
    return waiting
  }

  #drop(waiting: Waiting): void {
    const at = this.#waiting.indexOf(waiting)
    if (at === -1) return
    this.#waiting.splice(at, 1)
    if (this.#waiting.length === 0) this.#rearm()
  }

  /** One timer of the system for all; it may wake too early, never too late. */
  #rearm(): void {
    if (this.#standsAtMs !== null) return
    const dueMs = this.#waiting[0]?.dueMs ?? null
    if (dueMs === null || dueMs < this.#wakeAtMs) this.#sleep(dueMs)
  }

  #sleep(untilMs: number | null): void {
    if (this.#wake !== null) clearTimeout(this.#wake)
    this.#wakeAtMs = untilMs ?? Number.POSITIVE_INFINITY
    this.#wake = untilMs === null ? null : setTimeout(() => this.#woken(), Math.max(1, Math.ceil(untilMs - this.monotonic())))
  }

  #woken(): void {
    this.#sleep(null)
    try {
      this.#runUntil(this.monotonic())
    } finally {
      this.#rearm()
    }
  }
}
