import { CACHE_READS_IN_FLIGHT_MAX } from './shared-limits.ts'

/** One path that is to be read, or is being read. */
interface PendingRead {
  readonly path: string
  /** With everything below. */
  deep: boolean
  reading: boolean
  /** Asked for again while it was read: once more after that. */
  again: boolean
  againDeep: boolean
  /** The read that is under way shows a state from before a deletion that is known already. */
  outdated: boolean
}

/**
 * Reads paths, each at most once at a time and `CACHE_READS_IN_FLIGHT_MAX` at once. A path that is asked for while it is read is read once more: the
 * server may have answered before the change. `settled` is called whenever the last deep read is done and applied.
 */
export class CacheReads<R> {
  readonly #pending = new Map<string, PendingRead>()
  #waiting: PendingRead[] = []
  #next = 0
  #reading = 0
  #deep = 0
  readonly #read: (path: string, deep: boolean) => Promise<R>
  readonly #apply: (path: string, deep: boolean, result: R) => void
  readonly #settled: () => void

  constructor(
    read: (path: string, deep: boolean) => Promise<R>,
    apply: (path: string, deep: boolean, result: R) => void,
    settled: () => void,
  ) {
    this.#read = read
    this.#apply = apply
    this.#settled = settled
  }

  ask(path: string, deep: boolean): void {
    const pending = this.#pending.get(path)
    if (pending === undefined) this.#enqueue({ path, deep, reading: false, again: false, againDeep: false, outdated: false })
    else if (pending.reading) this.#askAgain(pending, deep)
    else this.#deepen(pending, deep)
  }

  /** A deletion of `path` is known: a read under way that does not show it yet is not to be believed. */
  outdate(path: string): void {
    const pending = this.#pending.get(path)
    if (pending?.reading !== true) return
    pending.outdated = true
    pending.again = true
  }

  has(path: string): boolean {
    return this.#pending.has(path)
  }

  #enqueue(pending: PendingRead): void {
    this.#pending.set(pending.path, pending)
    if (pending.deep) this.#deep++
    this.#waiting.push(pending)
    this.#start()
  }

  #askAgain(pending: PendingRead, deep: boolean): void {
    pending.again = true
    pending.againDeep ||= deep
  }

  #deepen(pending: PendingRead, deep: boolean): void {
    if (!deep || pending.deep) return
    pending.deep = true
    this.#deep++
  }

  #start(): void {
    while (this.#reading < CACHE_READS_IN_FLIGHT_MAX && this.#next < this.#waiting.length) {
      const pending = this.#waiting[this.#next++] as PendingRead
      if (this.#next === this.#waiting.length) this.#rewind()
      void this.#run(pending)
    }
  }

  #rewind(): void {
    this.#waiting = []
    this.#next = 0
  }

  async #run(pending: PendingRead): Promise<void> {
    const { deep } = pending
    this.#reading++
    pending.reading = true
    const result = await this.#read(pending.path, deep).catch(() => null)
    this.#reading--
    pending.reading = false
    if (result !== null && !pending.outdated) this.#apply(pending.path, deep, result)
    this.#finish(pending, deep)
    this.#start()
  }

  /** A deep read counts as done when it was applied, even where the znode changes all the time: what is read again then needs no depth. */
  #finish(pending: PendingRead, deep: boolean): void {
    const deepNext = pending.againDeep || (deep && pending.outdated)
    if (deep) this.#deep--
    this.#pending.delete(pending.path)
    if (pending.again) this.#enqueue({ path: pending.path, deep: deepNext, reading: false, again: false, againDeep: false, outdated: false })
    if (deep && this.#deep === 0) this.#settled()
  }
}
