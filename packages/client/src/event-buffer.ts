import { Ring } from '@zabkit/core'
import type { WatchEvent } from './types.ts'

interface Waiter {
  /** The iterator that waits. */
  readonly owner: unknown
  resolve(result: IteratorResult<WatchEvent>): void
  reject(error: unknown): void
}

/** Events between a watch and whoever iterates over it. When it overflows, everything in it becomes one gap. */
export class EventBuffer {
  readonly #path: string
  readonly #max: number
  #events: WatchEvent[] = []
  /** Of the oldest event not taken. */
  #first = 0
  #waiters = new Ring<Waiter>()
  #ended = false
  #error: unknown = null

  constructor(path: string, max: number) {
    this.#path = path
    this.#max = Math.max(1, max)
  }

  push(event: WatchEvent): void {
    if (this.#ended) return
    const waiter = this.#waiters.shift()
    if (waiter !== undefined) return waiter.resolve({ done: false, value: event })
    if (this.#events.length - this.#first >= this.#max) return this.#overflow()
    this.#trim()
    this.#events.push(event)
  }

  /** The gap stands for the event in hand as well. */
  #overflow(): void {
    this.#events = [{ type: 'gap', path: this.#path, reason: 'overflow' }]
    this.#first = 0
  }

  /** The place of what was taken is used again before the array grows over it. */
  #trim(): void {
    if (this.#first === 0 || this.#first < this.#events.length / 2) return
    this.#events = this.#events.slice(this.#first)
    this.#first = 0
  }

  clear(): void {
    this.#events = []
    this.#first = 0
  }

  /** `owner`: who may withdraw. */
  next(owner: unknown = null): Promise<IteratorResult<WatchEvent>> {
    const event = this.#events[this.#first]
    if (event !== undefined) {
      this.#first++
      return Promise.resolve({ done: false, value: event })
    }
    if (!this.#ended) return new Promise((resolve, reject) => this.#waiters.push({ owner, resolve, reject }))
    const error = this.#error
    this.#error = null
    return error === null ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error)
  }

  /** Whoever does not want its events any more must not take those of others: its waits end. */
  withdraw(owner: unknown): void {
    if (this.#waiters.size === 0) return
    const waiters = this.#waiters
    this.#waiters = new Ring()
    for (const waiter of waiters) {
      if (waiter.owner === owner) waiter.resolve({ done: true, value: undefined })
      else this.#waiters.push(waiter)
    }
  }

  /** What is buffered can still be read; then iteration ends, or throws `error` once. */
  end(error: unknown = null): void {
    if (this.#ended) return
    this.#ended = true
    this.#error = error
    const waiters = this.#waiters
    this.#waiters = new Ring()
    for (const waiter of waiters) {
      if (error === null) waiter.resolve({ done: true, value: undefined })
      else waiter.reject(error)
    }
  }
}
