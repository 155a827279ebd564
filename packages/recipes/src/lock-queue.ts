import type { Client } from '@zabkit/client'
import { type Contest, contend } from './lock-contender.ts'
import { type Held, Hold } from './lock-held.ts'
import { SessionLease } from './lock-lease.ts'
import { limitOf, orAborted, type WaitOptions } from './lock-time.ts'
import { guardNode } from './lock-watch.ts'
import { type Contender, contendersOf } from './sequential-contenders.ts'
import type { LockLayout, PlaceKind, SequentialName } from './sequential-name.ts'
import { DeletionWatches } from './sequential-watches.ts'

/** Anything by which the same owner is known again: compared with `===`. */
export type LockOwner = object | symbol | string

export interface AcquireOptions extends WaitOptions {
  /** Re-entrant for this owner: while it holds, a further `acquire` of it in this object gives another view at once, and the last release counts. */
  readonly owner?: LockOwner
  /** Called when somebody asks for the lock back with `requestRevocation`. A hint: nothing happens unless you release. */
  readonly onRevoke?: () => void
}

export interface LockOptions {
  /** What the znode holds: who contends, for people. Default ''. */
  readonly identifier?: string
  /** Default `curator`. */
  readonly layout?: LockLayout
}

/** What locks have in common. */
export interface Lockable {
  readonly path: string
  /**
   * Waits for it. When the session is lost meanwhile, begins again at the end of the queue.
   *
   * @throws the signal's reason; ZooKeeperError: OperationTimeout after `timeoutMs`, Closed, NoAuth. Nothing of it stays in the queue.
   */
  acquire(options?: AcquireOptions): Promise<Held>
  /** Null when it is not free now. */
  tryAcquire(options?: AcquireOptions): Promise<Held | null>
  /** Acquires, runs `work`, releases, also when `work` throws. `work` should stop when `held.signal` aborts: it is not stopped. */
  withLock<T>(work: (held: Held) => T | Promise<T>, options?: AcquireOptions): Promise<T>
}

/** What tells one kind of queue from another. */
export interface QueueRule {
  readonly kind: PlaceKind
  readonly waitsFor: (own: SequentialName, names: readonly SequentialName[]) => SequentialName | null
  /** What the owner holds that lets it in at once, under the same number. */
  readonly heldByOwner?: (owner: LockOwner) => Hold | null
}

/** A queue whose foremost hold, by a rule. */
export class LockQueue implements Lockable {
  readonly path: string
  readonly #client: Client
  readonly #contest: Contest
  readonly #rule: QueueRule
  readonly #lease: SessionLease
  readonly #holds = new Map<LockOwner, Hold>()
  /** Who is being let in, by owner. `waits`: it may take long. */
  readonly #pending = new Map<LockOwner, { readonly done: Promise<unknown>; readonly waits: boolean }>()

  constructor(client: Client, path: string, rule: QueueRule, { identifier = '', layout = 'curator' }: LockOptions = {}) {
    this.path = path
    this.#client = client
    this.#rule = rule
    this.#lease = new SessionLease(client, path)
    const { kind, waitsFor } = rule
    this.#contest = { client, directory: path, layout, kind, data: identifier, waitsFor, watches: new DeletionWatches(client) }
  }

  async acquire(options: AcquireOptions = {}): Promise<Held> {
    for (;;) {
      const held = await this.#limited(options, true)
      if (held !== null) return held
    }
  }

  async tryAcquire(options: AcquireOptions = {}): Promise<Held | null> {
    return this.#limited(options, false)
  }

  async withLock<T>(work: (held: Held) => T | Promise<T>, options?: AcquireOptions): Promise<T> {
    const held = await this.acquire(options)
    try {
      return await work(held)
    } finally {
      await held.release()
    }
  }

  /** Who holds and who waits, in order. A reading: it may be past when it arrives. */
  async contenders(): Promise<Contender[]> {
    return contendersOf(this.#client, this.path)
  }

  /** What `owner` holds here, as far as the time left allows to say so. */
  holdOf(owner: LockOwner): Hold | null {
    const hold = this.#holds.get(owner)
    return hold?.check() === true ? hold : null
  }

  async #limited(options: AcquireOptions, wait: boolean): Promise<Held | null> {
    const limit = limitOf(options, 'acquire', this.path)
    try {
      return await orAborted(this.#enter(options, wait, limit.signal), limit.signal, (late) => void late?.release().catch(() => {}))
    } finally {
      limit.stop()
    }
  }

  async #enter(options: AcquireOptions, wait: boolean, signal: AbortSignal): Promise<Held | null> {
    const { owner } = options
    if (owner === undefined) return (await this.#take(options, wait, signal))?.view() ?? null
    // One at a time for an owner, so that the second finds what the first got.
    for (let before = this.#pending.get(owner); before !== undefined; before = this.#pending.get(owner)) {
      if (before.waits && !wait) return null
      await orAborted(before.done, signal)
    }
    const again = this.holdOf(owner)
    if (again !== null) return again.view()
    const taking = this.#take(options, wait, signal)
    this.#pending.set(owner, { done: taking.catch(() => {}), waits: wait })
    try {
      return (await taking)?.view() ?? null
    } finally {
      this.#pending.delete(owner)
    }
  }

  async #take(options: AcquireOptions, wait: boolean, signal: AbortSignal): Promise<Hold | null> {
    const entry = options.owner === undefined ? null : (this.#rule.heldByOwner?.(options.owner) ?? null)
    const contest = entry === null ? this.#contest : { ...this.#contest, sequence: sequenceText(entry), waitsFor: () => null }
    const turn = await contend(contest, wait, signal)
    if (turn === null) return null
    this.#lease.prove(turn.node.sessionId, turn.askedAt)
    const hold = this.#holdOn(turn.node, options)
    // What the place was borrowed from ended before it could be taken over: ask again in the ordinary way.
    if (entry !== null && !entry.check()) await hold.end('released')
    return hold.check() ? hold : this.#take(options, wait, signal)
  }

  #holdOn(node: Hold['node'], { owner, onRevoke }: AcquireOptions): Hold {
    const hold: Hold = new Hold(this.#client, this.#lease, node, () => {
      if (owner !== undefined && this.#holds.get(owner) === hold) this.#holds.delete(owner)
    })
    if (owner !== undefined) this.#holds.set(owner, hold)
    guardNode(this.#client, hold, onRevoke)
    return hold
  }
}

function sequenceText({ node }: Hold): string {
  return /-?\d{9,10}$/.exec(node.name.replace(/^.*(?:__WRIT__|__lock__)/, ''))?.[0] ?? ''
}
