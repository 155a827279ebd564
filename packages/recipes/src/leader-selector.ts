import type { Client } from '@zabkit/client'
import type { Held } from './lock-held.ts'
import { Lock } from './lock.ts'
import type { LockLayout } from './sequential-name.ts'
import { callAll, type Participant, participantsOf } from './leader-participants.ts'

/** The leadership while `takeLeadership` runs. */
export interface Leadership {
  readonly held: Held
  /** Aborted when the leadership ends, `interruptLeadership` is called or the selector is closed: return soon. */
  readonly signal: AbortSignal
  readonly token: bigint
}

export interface LeaderSelectorOptions {
  /** What `participants` calls this one. Default ''. */
  readonly id?: string
  /** Stands again after each leadership, and after failures that time mends. Default false. */
  readonly autoRequeue?: boolean
  /** Default `curator`: then Curator's `LeaderSelector` may stand on the same path. */
  readonly layout?: LockLayout
  /** Told of what `takeLeadership` throws and of why standing failed. Default: a warning of the process. */
  readonly onError?: (error: unknown) => void
}

/**
 * Runs `takeLeadership` whenever this one leads; it leads until that function returns.
 *
 * When the session is lost: the signal aborts before another can lead (see `Held`), as far as a busy event loop lets it; the function is not stopped, it
 * must look at the signal or, exactly, at `held.isHeld`. With `autoRequeue` it then stands again.
 *
 * ```ts
 * const selector = new LeaderSelector(client, '/leaders/reports', async ({ signal, token }) => writeReports(token, signal), { autoRequeue: true })
 * selector.start()
 * ```
 */
export class LeaderSelector implements AsyncDisposable {
  readonly path: string
  readonly id: string
  readonly #client: Client
  readonly #lock: Lock
  readonly #takeLeadership: (leadership: Leadership) => Promise<void>
  readonly #autoRequeue: boolean
  readonly #onError: (error: unknown) => void
  readonly #closing = new AbortController()
  #interrupting = new AbortController()
  #held: Held | null = null
  #queued: Promise<void> | null = null
  #started = false

  constructor(client: Client, path: string, takeLeadership: (leadership: Leadership) => Promise<void>, options: LeaderSelectorOptions = {}) {
    const { id = '', autoRequeue = false, layout = 'curator', onError = (error) => process.emitWarning(error instanceof Error ? error : String(error)) } = options
    this.path = path
    this.id = id
    this.#client = client
    this.#takeLeadership = takeLeadership
    this.#autoRequeue = autoRequeue
    this.#onError = onError
    this.#lock = new Lock(client, path, { identifier: id, layout })
  }

  get hasLeadership(): boolean {
    return this.#held?.isHeld === true
  }

  /** Stands for leadership. @throws Error when it was started before */
  start(): void {
    if (this.#started) throw new Error(`LeaderSelector ${this.path}: cannot be started again`)
    this.#started = true
    this.requeue()
  }

  /** Stands once more after a leadership that ended; false when it still stands, or is closed. */
  requeue(): boolean {
    if (!this.#started || this.#queued !== null || this.#closing.signal.aborted) return false
    this.#queued = this.#stand().finally(() => {
      this.#queued = null
    })
    return true
  }

  /** Asks a running `takeLeadership` to return, by its signal; a waiting one gives up its place, and takes the last with `autoRequeue`. */
  interruptLeadership(): void {
    this.#interrupting.abort(new Error(`LeaderSelector ${this.path}: interrupted`))
  }

  async participants(): Promise<Participant[]> {
    return participantsOf(this.#client, this.path)
  }

  /** Null when nobody stands. */
  async leader(): Promise<Participant | null> {
    return (await this.participants())[0] ?? null
  }

  /** Interrupts, and resolves when `takeLeadership` has returned and the znode is gone. Not to be awaited inside `takeLeadership`. */
  async close(): Promise<void> {
    this.#closing.abort(new Error(`LeaderSelector ${this.path}: closed`))
    await this.#queued
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #stand(): Promise<void> {
    do {
      this.#interrupting = new AbortController()
      const signal = AbortSignal.any([this.#interrupting.signal, this.#closing.signal])
      try {
        await this.#lock.withLock((held) => this.#lead(held, signal), { signal })
      } catch (error) {
        if (!signal.aborted) callAll([this.#onError], error)
        // Closed for good, forbidden: asking again would get the same answer.
        if (!signal.aborted) return
      }
    } while (this.#autoRequeue && !this.#closing.signal.aborted)
  }

  async #lead(held: Held, stop: AbortSignal): Promise<void> {
    this.#held = held
    try {
      await this.#takeLeadership({ held, token: held.token, signal: AbortSignal.any([held.signal, stop]) })
    } catch (error) {
      // The leader that stops because it was told to says nothing new.
      if (!held.signal.aborted && !stop.aborted) callAll([this.#onError], error)
    } finally {
      this.#held = null
    }
  }
}
