import { type Client, isZooKeeperError } from '@zabkit/client'
import { Lock } from './lock.ts'
import { type Held, Hold } from './lock-held.ts'
import { SessionLease } from './lock-lease.ts'
import { guardNode } from './lock-watch.ts'
import { type Instant, instant, limitOf, orAborted, untilAnswered, type WaitOptions } from './lock-time.ts'
import { childrenOf, type Contender, contendersOf } from './sequential-contenders.ts'
import { newPrefix } from './sequential-name.ts'
import { createNode, removeNode, type SequentialNode } from './sequential-node.ts'

export interface SemaphoreOptions {
  /** What the znode of a lease holds: who has it, for people. Default ''. */
  readonly identifier?: string
}

/**
 * At most `leases` holders at a time, in the order of asking. The layout is that of Curator's `InterProcessSemaphoreV2`: `<path>/locks` is a
 * mutex for those who want a lease, `<path>/leases` has a znode for each lease. The number is a convention: everybody must give the same.
 * Only the foremost waiter watches the leases. kazoo's `Semaphore` is laid out otherwise and does not count ours.
 *
 * When the session is lost: each lease ends, before another can have it (see `Held`); who waited begins again.
 *
 * ```ts
 * const downloads = new Semaphore(client, '/semaphores/downloads', 3)
 * await using lease = await downloads.acquire({ timeoutMs: 10_000 })
 * ```
 */
export class Semaphore {
  readonly path: string
  readonly leases: number
  readonly #client: Client
  readonly #mutex: Lock
  readonly #directory: string
  readonly #identifier: string
  readonly #lease: SessionLease

  /** @throws RangeError when `leases` is not a whole number of 1 or more */
  constructor(client: Client, path: string, leases: number, { identifier = '' }: SemaphoreOptions = {}) {
    if (!Number.isInteger(leases) || leases < 1) throw new RangeError(`Semaphore ${path}: ${leases} leases: must be a whole number of 1 or more`)
    this.path = path
    this.leases = leases
    this.#client = client
    this.#mutex = new Lock(client, `${path}/locks`, { identifier })
    this.#directory = `${path}/leases`
    this.#identifier = identifier
    this.#lease = new SessionLease(client, path)
  }

  /** @throws the signal's reason; ZooKeeperError: OperationTimeout, Closed, NoAuth. Nothing of it stays behind. */
  async acquire(options: WaitOptions = {}): Promise<Held> {
    for (;;) {
      const held = await this.#limited(options, true)
      if (held !== null) return held
    }
  }

  /** Null when no lease is free now. */
  async tryAcquire(options: WaitOptions = {}): Promise<Held | null> {
    return (await childrenOf(this.#client, this.#directory)).length < this.leases ? this.#limited(options, false) : null
  }

  /** `count` leases, all or none. Two who ask for many may wait for each other: let the count of everybody fit in `leases`. */
  async acquireMany(count: number, options: WaitOptions = {}): Promise<Held[]> {
    const limit = limitOf(options, 'acquire', this.path)
    const held: Held[] = []
    try {
      while (held.length < count) held.push(await this.acquire({ signal: limit.signal }))
      return held
    } catch (error) {
      await Promise.all(held.map((lease) => lease.release()))
      throw error
    } finally {
      limit.stop()
    }
  }

  /** Who has a lease, in order, the foremost waiter among them. */
  async holders(): Promise<Contender[]> {
    return contendersOf(this.#client, this.#directory)
  }

  async #limited(options: WaitOptions, wait: boolean): Promise<Held | null> {
    const limit = limitOf(options, 'acquire', this.path)
    try {
      return await orAborted(this.#take(wait, limit.signal), limit.signal, (late) => void late?.release().catch(() => {}))
    } finally {
      limit.stop()
    }
  }

  async #take(wait: boolean, signal: AbortSignal): Promise<Held | null> {
    for (;;) {
      const hold = await this.#mutex.withLock((mutex) => this.#leaseUnder(mutex, wait, signal), { signal })
      if (hold === 'full') return null
      if (hold?.check() === true) return hold.view()
    }
  }

  /** Null: begin again, the session changed under it. */
  async #leaseUnder(mutex: Held, wait: boolean, signal: AbortSignal): Promise<Hold | 'full' | null> {
    const prefix = newPrefix('curator', 'lease')
    const node = await createNode({ client: this.#client, directory: this.#directory, prefix, data: this.#identifier })
    if (node === null) return null
    let outcome: Instant | 'full' | null = null
    try {
      outcome = await this.#untilFree(node, wait, signal)
    } finally {
      if (outcome === null || outcome === 'full') removeNode(this.#client, node).catch(() => {})
    }
    if (outcome === null || outcome === 'full') return outcome
    this.#lease.prove(node.sessionId, outcome)
    const hold = new Hold(this.#client, this.#lease, node)
    guardNode(this.#client, hold)
    // Without the mutex others may have counted at the same time.
    if (!mutex.isHeld) await hold.end('released')
    return hold
  }

  async #untilFree(node: SequentialNode, wait: boolean, signal: AbortSignal): Promise<Instant | 'full' | null> {
    for (;;) {
      const askedAt = instant()
      let changed = () => {}
      const change = new Promise<void>((resolve) => {
        changed = resolve
      })
      const children = await this.#leasesNow(wait ? changed : undefined, signal)
      if (!children.includes(node.name)) return null
      if (children.length <= this.leases) return askedAt
      if (!wait) return 'full'
      await orAborted(change, signal)
    }
  }

  async #leasesNow(watch: (() => void) | undefined, signal: AbortSignal): Promise<readonly string[]> {
    const options = watch === undefined ? { signal } : { signal, watch }
    try {
      return (await untilAnswered(this.#client, () => this.#client.getChildren(this.#directory, options), signal)).children
    } catch (error) {
      if (isZooKeeperError(error, 'SessionExpired', 'NoNode')) return []
      throw error
    }
  }
}
