import type { AcquireOptions, Lockable } from './lock-queue.ts'
import type { Held } from './lock-held.ts'
import { limitOf } from './lock-time.ts'
import { releaseAll, type TakePart, takeTogether } from './lock-together.ts'

/** Several things held as one: it ends with the first of them. */
export interface HeldTogether extends Held {
  /** In the order of the locks. `token` is the largest. */
  readonly parts: readonly Held[]
}

/**
 * Several locks as one: all or none. Takes them in the order given: give the same order everywhere, or two may wait for each other. When the session is lost:
 * as for the first of them that ends; the others are then released. One that ends while others are waited for makes `acquire` begin again.
 */
export class MultiLock implements Lockable {
  readonly path: string
  readonly #locks: readonly Lockable[]

  constructor(locks: readonly Lockable[]) {
    if (locks.length === 0) throw new RangeError('MultiLock: no locks were given')
    this.#locks = locks
    this.path = locks.map((lock) => lock.path).join(', ')
  }

  async acquire(options: AcquireOptions = {}): Promise<HeldTogether> {
    const held = await this.#all(options, true)
    if (held === null) throw new TypeError('MultiLock: a lock gave nothing')
    return held
  }

  async tryAcquire(options: AcquireOptions = {}): Promise<HeldTogether | null> {
    return this.#all(options, false)
  }

  async withLock<T>(work: (held: HeldTogether) => T | Promise<T>, options?: AcquireOptions): Promise<T> {
    await using held = await this.acquire(options)
    return await work(held)
  }

  async #all(options: AcquireOptions, wait: boolean): Promise<HeldTogether | null> {
    const { timeoutMs: _, ...others } = options
    const limit = limitOf(options, 'acquire', this.path)
    const takes = this.#locks.map((lock): TakePart => (signal) => (wait ? lock.acquire({ ...others, signal }) : lock.tryAcquire({ ...others, signal })))
    try {
      const parts = await takeTogether(takes, wait, limit.signal)
      return parts === null ? null : new HeldParts(parts)
    } finally {
      limit.stop()
    }
  }
}

class HeldParts implements HeldTogether {
  readonly parts: readonly Held[]
  readonly signal: AbortSignal

  constructor(parts: readonly Held[]) {
    this.parts = parts
    this.signal = AbortSignal.any(parts.map((part) => part.signal))
    const end = () => void this.release().catch(() => {})
    if (this.signal.aborted) end()
    else this.signal.addEventListener('abort', end, { once: true })
  }

  get isHeld(): boolean {
    return this.parts.every((part) => part.isHeld)
  }

  get token(): bigint {
    return this.parts.reduce((largest, { token }) => (token > largest ? token : largest), 0n)
  }

  get path(): string {
    return this.parts.map((part) => part.path).join(', ')
  }

  async release(): Promise<void> {
    await releaseAll(this.parts)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.release()
  }
}
