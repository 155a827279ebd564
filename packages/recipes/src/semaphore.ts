import { type Client, isZooKeeperError } from '@zabkit/client'
import { RETRY_PAUSE_MS } from './limits.ts'
import { Lock } from './lock.ts'
import { type Held, Hold } from './lock-held.ts'
import { firstProof, SessionLease } from './lock-lease.ts'
import { type TakePart, takeTogether } from './lock-together.ts'
import { guardNode } from './lock-watch.ts'
import { type Instant, limitOf, orAborted, untilAnswered, type WaitOptions } from './lock-time.ts'
import { childrenOf, type Contender, contendersOf } from './sequential-contenders.ts'
import { newPrefix } from './sequential-name.ts'
import { createNode, removeNode, type SequentialNode } from './sequential-node.ts'
import { pause } from './shared-retry.ts'

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
      const held = await this.#limited(options)
      if (held !== null) return held
    }
  }

  /** Null when no lease is free now. */
  async tryAcquire(options: WaitOptions = {}): Promise<Held | null> {
    const limit = limitOf(options, 'tryAcquire', this.path)
    try {
      return await orAborted(this.#takeNow(limit.signal), limit.signal, releaseLate)
    } finally {
      limit.stop()
    }
  }

  /** `count` leases, all or none. Two who ask for many may wait for each other: let the count of everybody fit in `leases`. */
  async acquireMany(count: number, options: WaitOptions = {}): Promise<Held[]> {
    const limit = limitOf(options, 'acquire', this.path)
    const takes = Array.from({ length: count }, (): TakePart => (signal) => this.acquire({ signal }))
    try {
      return [...((await takeTogether(takes, true, limit.signal)) ?? [])]
    } finally {
      limit.stop()
    }
  }

  /** Who has a lease, in order, the foremost waiter among them. */
  async holders(): Promise<Contender[]> {
    return contendersOf(this.#client, this.#directory)
  }

  async #limited(options: WaitOptions): Promise<Held | null> {
    const limit = limitOf(options, 'acquire', this.path)
    try {
      return await orAborted(this.#take(limit.signal), limit.signal, releaseLate)
    } finally {
      limit.stop()
    }
  }

  async #take(signal: AbortSignal): Promise<Held> {
    for (;;) {
      const hold = await this.#mutex.withLock((mutex) => this.#leaseUnder(mutex, true, signal), { signal })
      if (hold !== 'full' && hold?.check() === true) return hold.view()
    }
  }

  /** Does not stand in the queue for the mutex: who has it may wait for a lease for long. */
  async #takeNow(signal: AbortSignal): Promise<Held | null> {
    while ((await childrenOf(this.#client, this.#directory)).length < this.leases) {
      signal.throwIfAborted()
      const mutex = await this.#mutex.tryAcquire({ signal })
      const hold = mutex === null ? null : await this.#leaseUnder(mutex, false, signal).finally(() => mutex.release())
      if (hold === 'full') return null
      if (hold?.check() === true) return hold.view()
      // Somebody is about to take one, or the session changed.
      await pause(RETRY_PAUSE_MS, signal)
    }
    return null
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
      let changed = () => {}
      const change = new Promise<void>((resolve) => {
        changed = resolve
      })
      const children = await this.#leasesNow(wait ? changed : undefined, signal)
      if (!children.includes(node.name)) return null
      if (children.length <= this.leases) return firstProof(this.#client, node, signal)
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

function releaseLate(late: Held | null): void {
  late?.release().catch(() => {})
}
