import type { AcquireOptions, Lockable } from './lock-queue.ts'
import type { Held } from './lock-held.ts'
import { limitOf } from './lock-time.ts'

/** Several things held as one: it ends with the first of them. */
export interface HeldTogether extends Held {
  /** In the order of the locks. `token` is the largest. */
  readonly parts: readonly Held[]
}

/**
 * Several locks as one: all or none. Takes them in the order given: give the same order everywhere, or two may wait for each other. When the session is lost:
 * as for the first of them that ends; the others are then released.
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
    const held = await this.#all(options, (lock, part) => lock.acquire(part))
    if (held === null) throw new TypeError('MultiLock: a lock gave nothing')
    return held
  }

  async tryAcquire(options: AcquireOptions = {}): Promise<HeldTogether | null> {
    return this.#all(options, (lock, part) => lock.tryAcquire(part))
  }

  async withLock<T>(work: (held: HeldTogether) => T | Promise<T>, options?: AcquireOptions): Promise<T> {
    await using held = await this.acquire(options)
    return await work(held)
  }

  async #all(options: AcquireOptions, take: (lock: Lockable, options: AcquireOptions) => Promise<Held | null>): Promise<HeldTogether | null> {
    const { timeoutMs: _, ...others } = options
    const limit = limitOf(options, 'acquire', this.path)
    const parts: Held[] = []
    let complete = false
    try {
      for (const lock of this.#locks) {
        const part = await take(lock, { ...others, signal: limit.signal })
        if (part === null) return null
        parts.push(part)
      }
      complete = true
      return new HeldParts(parts)
    } finally {
      limit.stop()
      if (!complete) await releaseAll(parts)
    }
  }
}

class HeldParts implements HeldTogether {
  readonly parts: readonly Held[]
  readonly signal: AbortSignal

  constructor(parts: readonly Held[]) {
    this.parts = parts
    this.signal = AbortSignal.any(parts.map((part) => part.signal))
    this.signal.addEventListener('abort', () => void this.release().catch(() => {}), { once: true })
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

/** The last taken first. */
async function releaseAll(parts: readonly Held[]): Promise<void> {
  await Promise.all([...parts].reverse().map((part) => part.release()))
}
