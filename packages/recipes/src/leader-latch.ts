import type { Client } from '@zabkit/client'
import type { Held } from './lock-held.ts'
import { LockQueue } from './lock-queue.ts'
import { limitOf, orAborted, type WaitOptions } from './lock-time.ts'
import { callAll, type Participant, participantsOf } from './leader-participants.ts'
import { predecessorOf } from './sequential-name.ts'

/** Whether `close` tells the listeners that the leadership ends. */
export type CloseMode = 'silent' | 'notify'

export interface LeaderLatchOptions {
  /** What `participants` calls this one. Default ''. */
  readonly id?: string
  /** Default `silent`, as in Curator. */
  readonly closeMode?: CloseMode
}

/**
 * Stands for leadership from `start` to `close`, and leads until then once it is its turn. Same layout as Curator's `LeaderLatch`: both may stand on one path.
 *
 * When the session is lost: `isLeader` is false, and the listeners know, before another can lead (see `Held`); then it stands again, at the end.
 *
 * ```ts
 * await using latch = new LeaderLatch(client, '/leaders/scheduler', { id: hostname() })
 * latch.onChange((held) => (held === null ? stop() : begin(held.token)))
 * latch.start()
 * ```
 */
export class LeaderLatch implements AsyncDisposable {
  readonly path: string
  readonly id: string
  readonly #client: Client
  readonly #queue: LockQueue
  readonly #closeMode: CloseMode
  readonly #listeners = new Set<(held: Held | null) => void>()
  readonly #ending = new AbortController()
  #state: 'latent' | 'started' | 'closed' = 'latent'
  #held: Held | null = null
  #standing: Promise<void> = Promise.resolve()

  constructor(client: Client, path: string, { id = '', closeMode = 'silent' }: LeaderLatchOptions = {}) {
    this.path = path
    this.id = id
    this.#client = client
    this.#closeMode = closeMode
    const rule = { kind: 'latch', waitsFor: (own, names) => predecessorOf(own, names, () => true) } satisfies ConstructorParameters<typeof LockQueue>[2]
    this.#queue = new LockQueue(client, path, rule, { identifier: id })
  }

  /** `closed` also after a failure that trying again does not mend: `whenLeader` tells it. */
  get state(): 'latent' | 'started' | 'closed' {
    return this.#state
  }

  /** Looks at the time left at every call, as `Held` does. */
  get isLeader(): boolean {
    return this.#held?.isHeld === true
  }

  /** The leadership, its token and its signal; null while another has it. */
  get held(): Held | null {
    return this.isLeader ? this.#held : null
  }

  /** Begins to stand. @throws Error when it was started before */
  start(): void {
    if (this.#state !== 'latent') throw new Error(`LeaderLatch ${this.path}: cannot be started again: it is ${this.#state}`)
    this.#state = 'started'
    this.#standing = this.#stand(this.#ending.signal)
  }

  /** Called synchronously with the leadership when it begins and with null when it ends. Returns the way to stop. */
  onChange(listener: (held: Held | null) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Resolves when it leads, at once if it does. @throws the signal's reason, OperationTimeout, or why it was closed */
  async whenLeader(options: WaitOptions = {}): Promise<Held> {
    const limit = limitOf(options, 'whenLeader', this.path)
    let forget = () => {}
    const led = new Promise<Held>((resolve) => {
      forget = this.onChange((held) => held !== null && resolve(held))
      const held = this.held
      if (held !== null) resolve(held)
    })
    try {
      return await orAborted(orAborted(led, this.#ending.signal), limit.signal)
    } finally {
      forget()
      limit.stop()
    }
  }

  async participants(): Promise<Participant[]> {
    return participantsOf(this.#client, this.path)
  }

  /** Null when nobody stands. */
  async leader(): Promise<Participant | null> {
    return (await this.participants())[0] ?? null
  }

  /** Gives up leadership and place; resolves when the znode is gone. */
  async close(mode: CloseMode = this.#closeMode): Promise<void> {
    if (mode === 'silent') this.#listeners.clear()
    this.#end(new Error(`LeaderLatch ${this.path}: closed`))
    await this.#held?.release()
    await this.#standing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #stand(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        const held = await this.#queue.acquire({ signal })
        await this.#lead(held)
      }
    } catch (error) {
      this.#end(error)
    }
  }

  async #lead(held: Held): Promise<void> {
    await new Promise<void>((resolve) => {
      const ended = () => {
        if (this.#held === held) this.#change(null)
        resolve()
      }
      held.signal.addEventListener('abort', ended, { once: true })
      this.#change(held)
      if (this.#ending.signal.aborted) void held.release()
      if (held.signal.aborted) ended()
    })
  }

  #change(held: Held | null): void {
    if (this.#held === held) return
    this.#held = held
    callAll(this.#listeners, held)
  }

  #end(reason: unknown): void {
    this.#state = 'closed'
    if (!this.#ending.signal.aborted) this.#ending.abort(reason)
  }
}
