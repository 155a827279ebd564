import type { ZooKeeperError } from './errors.ts'
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
  /**
   * Called synchronously, once, when the watch is over, and at once if it is; returns the way to stop. Null: closed by its owner, its signal or
   * `client.close()`. An error: against their will, after which no event comes, not even a gap. A server took the connection that does not take the
   * watch (code Unimplemented, and whatever else it says), `removeWatches` took it away (NoWatcher), or the client ended for good
   * (AuthFailed, SessionExpired).
   */
  onEnd(listener: (error: ZooKeeperError | null) => void): () => void
  /** Ends iteration; the server forgets the watch when no other of this client is the same. */
  close(): Promise<void>
}

/** What a watch needs of its client. */
export interface WatchKeeper {
  /** Runs a caller's function, whose errors are its own affair. */
  call<T>(listener: (told: T) => void, told: T, path: string): void
  release(watch: KeptWatch): Promise<void>
}

export class KeptWatch implements Watch {
  readonly path: string
  readonly serverPath: string
  readonly mode: WatchMode
  readonly #keeper: WatchKeeper
  readonly #buffer: EventBuffer
  readonly #listeners = new Set<(event: WatchEvent) => void>()
  readonly #endListeners = new Set<(error: ZooKeeperError | null) => void>()
  #endError: ZooKeeperError | null = null
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
      if (this.#end(signal.reason, null)) void this.#keeper.release(this)
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    this.#stopWaiting = () => signal.removeEventListener('abort', abort)
  }

  deliver(event: WatchEvent): void {
    if (this.#closed) return
    if (this.#buffers) this.#buffer.push(event)
    for (const listener of [...this.#listeners]) this.#keeper.call(listener, event, this.path)
  }

  /** The server has it no more, and its keeper neither. Iterators throw `error`; `told`, where it differs, is for the others. */
  fail(error: ZooKeeperError | null, told = error): void {
    this.#end(error, told)
  }

  /** False: it was over already. */
  #end(error: unknown, told: ZooKeeperError | null): boolean {
    if (this.#closed) return false
    this.#closed = true
    this.#endError = told
    this.#stopWaiting?.()
    this.#listeners.clear()
    this.#buffer.end(error)
    const listeners = [...this.#endListeners]
    this.#endListeners.clear()
    for (const listener of listeners) this.#keeper.call(listener, told, this.path)
    return true
  }

  onEvent(listener: (event: WatchEvent) => void): () => void {
    this.#listeners.add(listener)
    if (!this.#iterated) {
      this.#buffers = false
      this.#buffer.clear()
    }
    return () => void this.#listeners.delete(listener)
  }

  onEnd(listener: (error: ZooKeeperError | null) => void): () => void {
    // The same function given twice is told twice.
    const own = (error: ZooKeeperError | null): void => listener(error)
    if (this.#closed) this.#keeper.call(own, this.#endError, this.path)
    else this.#endListeners.add(own)
    return () => void this.#endListeners.delete(own)
  }

  [Symbol.asyncIterator](): AsyncIterator<WatchEvent> {
    this.#iterated = true
    this.#buffers = true
    return new WatchIterator(this.#buffer)
  }

  async close(): Promise<void> {
    if (this.#end(null, null)) await this.#keeper.release(this)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** Leaving it ends its own waits; the events are there for the others. */
class WatchIterator implements AsyncIterator<WatchEvent> {
  readonly #buffer: EventBuffer
  #left = false

  constructor(buffer: EventBuffer) {
    this.#buffer = buffer
  }

  next(): Promise<IteratorResult<WatchEvent>> {
    return this.#left ? Promise.resolve({ done: true, value: undefined }) : this.#buffer.next(this)
  }

  return(): Promise<IteratorResult<WatchEvent>> {
    this.#left = true
    this.#buffer.withdraw(this)
    return Promise.resolve({ done: true, value: undefined })
  }
}
