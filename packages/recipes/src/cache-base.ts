import type { Client } from '@zabkit/client'
import { CacheEngine } from './cache-engine.ts'
import type { CacheEvent, CacheOptions } from './cache-types.ts'

/** What all caches can do. A cache begins to read when it is made. */
export abstract class CacheBase implements AsyncDisposable {
  /** The path that the cache is about. */
  readonly path: string
  protected readonly engine: CacheEngine

  constructor(client: Client, path: string, depthMax: number, options: CacheOptions) {
    this.path = path
    this.engine = new CacheEngine(client, path, depthMax, options)
  }

  /** Resolves when everything was read once; rejects with code `Closed` when the cache or the client is closed before. */
  get initialized(): Promise<void> {
    return this.engine.initialized
  }

  /**
   * True while what the cache holds follows the server: everything was read since the last loss of the connection, and the connection stands. False from
   * the moment of a loss on, until everything was read again. Fresh does not mean up to date: another client's write arrives a little later; what
   * must be exact is read with `client.sync()` and `client.getData()`.
   */
  get isFresh(): boolean {
    return this.engine.isFresh
  }

  /** True where one-shot watches are used: by option, or because the server has no persistent ones. */
  get watchesOneShot(): boolean {
    return this.engine.watchesOneShot
  }

  /** Called for every event from now on, synchronously, after the cache has changed. Returns the way to stop. */
  onEvent(listener: (event: CacheEvent) => void): () => void {
    return this.engine.listeners.add(listener)
  }

  /** Stops following; what is held stays readable and is not fresh. No listener is called any more. */
  close(): Promise<void> {
    return this.engine.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
