import { type Client, isZooKeeperError } from '@zabkit/client'
import { orAborted } from './lock-time.ts'
import { ChangeSignal, WatchedNames } from './queue-names.ts'
import { putEntries, type PutOptions, putEntry } from './queue-put.ts'
import type { TakeOptions } from './queue-taking.ts'
import { joinPath } from './shared-paths.ts'
import { untilDone } from './shared-retry.ts'

/**
 * A queue that gives every entry to at most one taker, and forgets it then (kazoo's Queue: `<path>/entry-PPP-NNNNNNNNNN`). Entries come by priority,
 * the lower number first, and then in the order of their coming: with one priority it is plain first in, first out. A taker that dies after
 * `take` loses its entry; use `LockingQueue` where that matters. Nothing depends on the session: entries stay when it is lost.
 * Every change costs each waiting client one list of all names: keep a queue to some thousands of entries.
 */
export class Queue {
  readonly path: string
  readonly #client: Client
  readonly #changes = new ChangeSignal()
  readonly #names: WatchedNames

  constructor(client: Client, path: string) {
    this.path = path
    this.#client = client
    this.#names = new WatchedNames(client, path, this.#changes)
  }

  /** Adds one entry; returns its name. After `ConnectionLoss` it may be there or not. */
  put(data: Uint8Array | string, options: PutOptions = {}): Promise<string> {
    return putEntry(this.#client, this.path, data, options)
  }

  /** Adds all or none, in their order. */
  putAll(data: readonly (Uint8Array | string)[], options: PutOptions = {}): Promise<string[]> {
    return putEntries(this.#client, this.path, data, options)
  }

  /**
   * Waits for an entry and removes it. Fails with `ConnectionLoss` when the connection goes while the entry is being removed: it may be lost
   * then. Waiting itself survives lost connections and sessions.
   */
  async take(options: TakeOptions = {}): Promise<Buffer> {
    const signal = options.signal ?? null
    await this.#waiting(signal, () => this.#client.ensurePath(this.path))
    for (;;) {
      const { count } = this.#changes
      await this.#waiting(signal, () => this.#names.read())
      const data = await this.tryTake()
      if (data !== null) return data
      await this.#changes.waitBeyond(count, null, signal)
    }
  }

  /** What may be given up at any time; removing an entry may not. */
  async #waiting(signal: AbortSignal | null, run: () => Promise<unknown>): Promise<void> {
    const done = untilDone(this.#client, signal, run)
    await (signal === null ? done : orAborted(done, signal))
  }

  /** Removes the first entry and returns its data; null when there is none. */
  async tryTake(): Promise<Buffer | null> {
    const names = [...(await this.#names.read())].sort()
    for (const name of names) {
      const data = await this.#remove(joinPath(this.path, name))
      if (data !== null) return data
    }
    return null
  }

  /** Entries one after the other, each removed when it is given; ends quietly when the signal is aborted. */
  async *consume(options: TakeOptions = {}): AsyncGenerator<Buffer, void, void> {
    for (;;) {
      const data = await this.take(options).catch((error: unknown) => {
        if (options.signal?.aborted) return null
        throw error
      })
      if (data === null) return
      yield data
    }
  }

  /** Entries now, read from the server. */
  async size(): Promise<number> {
    return (await this.#client.exists(this.path))?.numChildren ?? 0
  }

  /** Null when another was faster: only one delete of a znode succeeds. */
  async #remove(path: string): Promise<Buffer | null> {
    try {
      const { data } = await this.#client.getData(path)
      await this.#client.delete(path)
      return data
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return null
      throw error
    }
  }
}
