import { type Client, isZooKeeperError } from '@zabkit/client'
import { untilAnswered } from './lock-time.ts'

/**
 * Waits for znodes to go away. One watch a znode, however many wait for it and however often they give up: a wait that is given up leaves its watch
 * for the next.
 */
export class DeletionWatches {
  readonly #client: Client
  readonly #waiters = new Map<string, Set<() => void>>()

  constructor(client: Client) {
    this.#client = client
  }

  /** Resolves when the znode changed or went, or was not there: look again. Rejects with the signal's reason. */
  async changed(path: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const waiters = this.#waitersOf(path)
      const wake = () => {
        signal.removeEventListener('abort', aborted)
        resolve()
      }
      const aborted = () => {
        waiters.delete(wake)
        reject(signal.reason)
      }
      waiters.add(wake)
      signal.addEventListener('abort', aborted, { once: true })
    })
  }

  #waitersOf(path: string): Set<() => void> {
    const armed = this.#waiters.get(path)
    if (armed !== undefined) return armed
    const waiters = new Set<() => void>()
    this.#waiters.set(path, waiters)
    const wakeAll = () => this.#wake(path, waiters)
    // Whatever hinders the watch wakes the waiters too: they look again and meet it themselves.
    this.#arm(path, wakeAll).catch(wakeAll)
    return waiters
  }

  async #arm(path: string, watch: () => void): Promise<void> {
    try {
      // getData sets no watch on what is not there; exists would leave one behind on a name that never comes back.
      await untilAnswered(this.#client, () => this.#client.getData(path, { watch }))
    } catch (error) {
      if (!isZooKeeperError(error, 'NoAuth')) throw error
      if ((await untilAnswered(this.#client, () => this.#client.exists(path, { watch }))) === null) watch()
    }
  }

  #wake(path: string, waiters: Set<() => void>): void {
    if (this.#waiters.get(path) === waiters) this.#waiters.delete(path)
    const woken = [...waiters]
    waiters.clear()
    for (const wake of woken) wake()
  }
}
