import { randomUUID } from 'node:crypto'
import { type Client, isZooKeeperError, type WatchEvent } from '@zabkit/client'
import { inAnySession, limitOf, orAborted, untilAnswered, type WaitOptions } from './lock-time.ts'
import { childrenOf } from './sequential-contenders.ts'
import { removeNode } from './sequential-node.ts'

const READY = 'ready'

/**
 * Lets members begin together and end together. `enter` waits until `members` are inside (a threshold: more may come), `leave` until all have left. The
 * layout is that of Curator's `DistributedDoubleBarrier` and kazoo's `DoubleBarrier`: an ephemeral znode a member, and `ready` once there are enough.
 *
 * When the session is lost: a member inside is out for the others, who may then leave without it; one that waits in `enter` enters anew in the next
 * session. Enter a next round only after `leave`.
 */
export class DoubleBarrier {
  readonly path: string
  readonly members: number
  readonly #client: Client
  readonly #identifier: string
  #own: { readonly path: string; readonly sessionId: bigint } | null = null

  /** @throws RangeError when `members` is not a whole number of 1 or more */
  constructor(client: Client, path: string, members: number, { identifier = '' }: { readonly identifier?: string } = {}) {
    if (!Number.isInteger(members) || members < 1) throw new RangeError(`DoubleBarrier ${path}: ${members} members: must be a whole number of 1 or more`)
    this.path = path
    this.members = members
    this.#client = client
    this.#identifier = identifier
  }

  /** Resolves when enough are inside. @throws Error when inside already; the signal's reason; ZooKeeperError: OperationTimeout, Closed. It is then not inside. */
  async enter(options: WaitOptions = {}): Promise<void> {
    if (this.#own !== null) throw new Error(`DoubleBarrier ${this.path}: entered already`)
    const limit = limitOf(options, 'enter', this.path)
    try {
      await orAborted(this.#enter(limit.signal), limit.signal)
    } catch (error) {
      this.#stepOut()
      throw error
    } finally {
      limit.stop()
    }
  }

  /** Resolves when everybody has left. @throws Error when outside; else as `enter`. It is outside in any case. */
  async leave(options: WaitOptions = {}): Promise<void> {
    const own = this.#own
    if (own === null) throw new Error(`DoubleBarrier ${this.path}: not entered`)
    const limit = limitOf(options, 'leave', this.path)
    try {
      await orAborted(this.#leave(own, limit.signal), limit.signal)
    } finally {
      this.#stepOut()
      limit.stop()
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        if (await this.#isComplete(signal)) return
      } catch (error) {
        if (!isZooKeeperError(error, 'SessionExpired')) throw error
      }
      // The session ended while we waited, and our znode with it; or a server lost the watch alone: nobody may count twice.
      this.#stepOut()
    }
  }

  /** True when enough are inside, false when the session ended before. */
  async #isComplete(signal: AbortSignal): Promise<boolean> {
    let happened = (_event: WatchEvent) => {}
    const event = new Promise<WatchEvent>((resolve) => {
      happened = resolve
    })
    // The watch stands before our znode does: `ready`, which needs our znode, cannot come and go unseen.
    const ready = await untilAnswered(this.#client, () => this.#client.exists(`${this.path}/${READY}`, { watch: happened, signal }), signal)
    await this.#stepIn(signal)
    if (ready !== null) return true
    if ((await this.#inside()).length >= this.members) {
      await this.#announce()
      return true
    }
    return (await orAborted(event, signal)).type === 'created'
  }

  /** Makes our znode; where an answer was lost, its unique name tells whether it is there. */
  async #stepIn(signal: AbortSignal): Promise<void> {
    const path = `${this.path}/${randomUUID()}`
    this.#own = { path, sessionId: this.#client.sessionId }
    try {
      const made = await untilAnswered(this.#client, () => this.#client.create(path, this.#identifier, { mode: 'ephemeral', parents: 'container' }))
      this.#own = { path, sessionId: made.stat.ephemeralOwner }
    } catch (error) {
      if (!isZooKeeperError(error, 'NodeExists')) throw error
    }
    if (signal.aborted) this.#stepOut()
  }

  async #inside(): Promise<readonly string[]> {
    return (await childrenOf(this.#client, this.path)).filter((name) => name !== READY)
  }

  async #announce(): Promise<void> {
    try {
      await inAnySession(this.#client, () => this.#client.create(`${this.path}/${READY}`))
    } catch (error) {
      if (!isZooKeeperError(error, 'NodeExists')) throw error
    }
  }

  async #leave(own: { readonly path: string; readonly sessionId: bigint }, signal: AbortSignal): Promise<void> {
    await removeNode(this.#client, own)
    // `ready` stays until all have left: a member whose connection was away has still to see it.
    for (;;) {
      const inside = [...(await this.#inside())].sort()
      const highest = inside.at(-1)
      if (highest === undefined) break
      await this.#gone(`${this.path}/${highest}`, signal)
    }
    await this.#removeReady()
  }

  async #gone(path: string, signal: AbortSignal): Promise<void> {
    let changed = () => {}
    const change = new Promise<void>((resolve) => {
      changed = resolve
    })
    try {
      await inAnySession(this.#client, () => this.#client.getData(path, { watch: changed, signal }), signal)
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return
      throw error
    }
    await orAborted(change, signal)
  }

  async #removeReady(): Promise<void> {
    await inAnySession(this.#client, () => this.#client.delete(`${this.path}/${READY}`, { ifExists: true }))
  }

  #stepOut(): void {
    const own = this.#own
    this.#own = null
    if (own !== null) removeNode(this.#client, own).catch(() => {})
  }
}
