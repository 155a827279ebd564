import { type Client, isZooKeeperError } from '@zabkit/client'
import { limitOf, orAborted, inAnySession, type WaitOptions } from './lock-time.ts'

/**
 * Stops everybody who waits until it is lifted: a znode that is there or not, as for Curator's `DistributedBarrier` and kazoo's `Barrier`. It outlives
 * the session of whoever set it. When the session of one who waits is lost, the wait goes on in the next.
 */
export class Barrier {
  readonly path: string
  readonly #client: Client

  constructor(client: Client, path: string) {
    this.path = path
    this.#client = client
  }

  /** Sets it up; false when it stood already (after a lost connection perhaps by this very call). */
  async set(): Promise<boolean> {
    try {
      await inAnySession(this.#client, () => this.#client.create(this.path, null, { parents: true }))
      return true
    } catch (error) {
      if (isZooKeeperError(error, 'NodeExists')) return false
      throw error
    }
  }

  /** Lets everybody pass; false when it did not stand (as for `set`). */
  async lift(): Promise<boolean> {
    try {
      await inAnySession(this.#client, () => this.#client.delete(this.path))
      return true
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return false
      throw error
    }
  }

  /** Resolves when it does not stand, at once if it never did. @throws the signal's reason; ZooKeeperError: OperationTimeout, Closed */
  async wait(options: WaitOptions = {}): Promise<void> {
    const limit = limitOf(options, 'wait', this.path)
    try {
      while (!(await passes(this.#client, this.path, limit.signal))) limit.signal.throwIfAborted()
    } finally {
      limit.stop()
    }
  }
}

/** True when nothing stands at `path`; else false, after something changed there. */
async function passes(client: Client, path: string, signal: AbortSignal): Promise<boolean> {
  let changed = () => {}
  const change = new Promise<void>((resolve) => {
    changed = resolve
  })
  try {
    // Not exists: that would leave a watch on a barrier that does not stand.
    await orAborted(inAnySession(client, () => client.getData(path, { watch: changed, signal }), signal), signal)
  } catch (error) {
    if (isZooKeeperError(error, 'NoNode')) return true
    throw error
  }
  await orAborted(change, signal)
  return false
}
