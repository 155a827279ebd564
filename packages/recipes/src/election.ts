import type { Client } from '@zabkit/client'
import type { Held } from './lock-held.ts'
import { Lock } from './lock.ts'
import type { LockOptions } from './lock-queue.ts'
import type { WaitOptions } from './lock-time.ts'
import type { Contender } from './sequential-contenders.ts'

/**
 * The plain election: everybody takes a number, the lowest leads, each waits for the one before it alone. Laid out as kazoo's `Election` unless told otherwise:
 * `layout: 'curator'` makes it one with Curator's `LeaderSelector`.
 *
 * When the session is lost: the leadership ends before another can have it (see `Held`); who waited takes a new number.
 *
 * ```ts
 * const election = new Election(client, '/elections/cleaner', { identifier: 'a' })
 * await election.run(async (held) => clean(held.token, held.signal))
 * ```
 */
export class Election {
  readonly path: string
  readonly #lock: Lock

  constructor(client: Client, path: string, { identifier = '', layout = 'kazoo' }: LockOptions = {}) {
    this.path = path
    this.#lock = new Lock(client, path, { identifier, layout })
  }

  /** Waits to be elected; resign with `release`. @throws as `Lock.acquire` */
  async campaign(options: WaitOptions = {}): Promise<Held> {
    return this.#lock.acquire(options)
  }

  /** Waits to be elected, runs `lead`, resigns. `lead` should return when `held.signal` aborts. */
  async run<T>(lead: (held: Held) => T | Promise<T>, options: WaitOptions = {}): Promise<T> {
    return this.#lock.withLock(lead, options)
  }

  /** The leader first. */
  async contenders(): Promise<Contender[]> {
    return this.#lock.contenders()
  }
}
