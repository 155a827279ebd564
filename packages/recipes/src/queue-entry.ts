import { type Client, isZooKeeperError, ZooKeeperError } from '@zabkit/client'
import type { Held, Hold, HeldView } from './lock-held.ts'
import { RETRY_PAUSE_MS, SESSION_EXPIRED_CODE } from './shared-limits.ts'
import { isPassing, pause } from './shared-retry.ts'

/** Where an entry and its lock stand. */
export interface TakenPlace {
  readonly name: string
  readonly entryPath: string
  readonly lockPath: string
}

/**
 * An entry that this client has taken. Nobody else gets it before `release()`, and nobody ever after `ack()`. It is held as long as the session lives,
 * and not longer than `Held` can vouch for: when the session is lost the entry is back in the queue by itself, `signal` is aborted
 * before another can have it, and `ack` is refused. Whoever works on it must stop then.
 */
export class TakenEntry implements Held {
  /** The entry's name in the queue. */
  readonly name: string
  /** What was put. */
  readonly data: Buffer
  /** More than one where Curator's `putMulti` has put several things as one entry. */
  readonly items: readonly Buffer[]
  /** Fencing token: more than that of everyone who had this entry before. */
  readonly token: bigint
  /** Of the lock. */
  readonly path: string
  readonly #client: Client
  readonly #place: TakenPlace
  readonly #hold: Hold
  readonly #view: HeldView

  /** Made by a queue. */
  constructor(client: Client, place: TakenPlace, items: readonly Buffer[], hold: Hold) {
    this.name = place.name
    this.data = items[0] ?? Buffer.alloc(0)
    this.items = items
    this.#client = client
    this.#place = place
    this.#hold = hold
    this.#view = hold.view()
    this.token = this.#view.token
    this.path = this.#view.path
  }

  get isHeld(): boolean {
    return this.#view.isHeld
  }

  get signal(): AbortSignal {
    return this.#view.signal
  }

  /**
   * The work is done: removes the entry for good. Throws `SessionExpired` when it is not held any more: another may work on it then. What is under way
   * when the connection goes is done once more: while the session lives, nobody else touches entry and lock.
   */
  async ack(): Promise<void> {
    for (let unsure = false; ; unsure = true) {
      if (!this.isHeld) throw this.#notHeld()
      try {
        await this.#remove()
        break
      } catch (error) {
        const gone = isZooKeeperError(error, 'NoNode')
        if (gone && unsure) break
        // The lock, or the entry itself: a third has removed it.
        if (gone) void this.#hold.end('deleted')
        if (gone || isZooKeeperError(error, 'SessionExpired')) throw this.#notHeld()
        if (!isPassing(error)) throw error
      }
      await this.#untilConnected()
    }
    this.#end()
  }

  /** Gives the entry back. No error when it went back by itself. */
  release(): Promise<void> {
    return this.#view.release()
  }

  /** Gives the entry back unless it was acknowledged. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.release()
  }

  #remove(): Promise<unknown> {
    return this.#client.multi().delete(this.#place.entryPath).delete(this.#place.lockPath).commit()
  }

  /** The lock is gone with the entry: of all ends, the session's is the one that leaves nothing to delete. */
  #end(): void {
    this.#view.end('released')
    void this.#hold.end('session-lost')
  }

  async #untilConnected(): Promise<void> {
    try {
      await pause(RETRY_PAUSE_MS, this.signal)
      await this.#client.connected({ signal: this.signal })
    } catch (error) {
      if (!this.signal.aborted) throw error
    }
  }

  #notHeld(): Error {
    return new ZooKeeperError(SESSION_EXPIRED_CODE, 'ack', this.#place.entryPath, { detail: 'the entry is not held any more' })
  }
}
