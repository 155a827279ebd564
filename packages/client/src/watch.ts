import { EventBuffer } from './event-buffer.ts'
import type { WatchEvent } from './types.ts'

/** `persistent`: the znode and the names of its children, as a data and a child watch that stay. `recursive`: the znode and all below it. */
export type WatchMode = 'persistent' | 'recursive'

/**
 * A watch that stays until it is closed. Its events come in the order of the changes, before any reply that shows them. What the protocol may have
 * lost is told by a `gap`, at the moment from which nothing is lost any more: read then.
 *
 * As an iterable it keeps the last `bufferMax` events for whoever reads slowly, from the start on; all iterators of a watch take from the same
 * events. Leaving a loop does not close the watch.
 */
export interface Watch extends AsyncIterable<WatchEvent>, AsyncDisposable {
  readonly path: string
  readonly mode: WatchMode
  /** Called synchronously with each event from now on; returns the way to stop. A watch that is only listened to keeps no events for iterators. */
  onEvent(listener: (event: WatchEvent) => void): () => void
  /** Ends iteration; the server forgets the watch when no other of this client is the same. */
  close(): Promise<void>
}

/** What a watch needs of its client. */
export interface WatchKeeper {
  /** Runs a caller's function, whose errors are its own affair. */
  call(listener: (event: WatchEvent) => void, event: WatchEvent): void
  release(watch: KeptWatch): Promise<void>
}

export class KeptWatch implements Watch {
  readonly path: string
  readonly serverPath: string
  readonly mode: WatchMode
  readonly #keeper: WatchKeeper
  readonly #buffer: EventBuffer
  readonly #listeners = new Set<(event: WatchEvent) => void>()
  #iterated = false
  #buffers = true
  #closed = false
  #stopWaiting: (() => void) | null = null

  constructor(keeper: WatchKeeper, path: string, serverPath: string, mode: WatchMode, bufferMax: number) {
    this.#keeper = keeper
    this.path = path
    this.serverPath = serverPath
    this.mode = mode
    this.#buffer = new EventBuffer(path, bufferMax)
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Closes with `signal`: iteration throws its reason. */
  endWith(signal: AbortSignal): void {
    const abort = (): void => {
      this.fail(signal.reason)
      void this.close()
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    this.#stopWaiting = () => signal.removeEventListener('abort', abort)
  }

  deliver(event: WatchEvent): void {
    if (this.#closed) return
    if (this.#buffers) this.#buffer.push(event)
    for (const listener of [...this.#listeners]) this.#keeper.call(listener, event)
  }

  /** No more events come: the iterators' end, by `error` where there is one. */
  fail(error: unknown): void {
    this.#buffer.end(error)
  }

  onEvent(listener: (event: WatchEvent) => void): () => void {
    this.#listeners.add(listener)
    if (!this.#iterated) {
      this.#buffers = false
      this.#buffer.clear()
    }
    return () => void this.#listeners.delete(listener)
  }

  [Symbol.asyncIterator](): AsyncIterator<WatchEvent> {
    this.#iterated = true
    this.#buffers = true
    return { next: () => this.#buffer.next(), return: () => Promise.resolve({ done: true, value: undefined }) }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#stopWaiting?.()
    this.#listeners.clear()
    this.#buffer.end()
    await this.#keeper.release(this)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
