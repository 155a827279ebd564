import type { Client, StateChange } from '@zabkit/client'
import { LEASE_CHECK_MS_MIN } from './limits.ts'
import type { SessionLease } from './lock-lease.ts'
import { removeNode, type SequentialNode } from './sequential-node.ts'

/**
 * Why something is held no more. `released`: by its holder. `session-unsure`: the connection is away, or this process stood still, for so long that
 * the session may be over. `session-lost`: it is. `deleted`: somebody removed the znode. `closed`: the client was closed.
 */
export type EndReason = 'released' | 'session-unsure' | 'session-lost' | 'deleted' | 'closed'

/** The `reason` of a `Held`'s signal. */
export class HeldEndedError extends Error {
  override readonly name = 'HeldEndedError'
  readonly reason: EndReason
  readonly path: string

  constructor(reason: EndReason, path: string) {
    super(`${path} is held no more: ${reason}`)
    this.reason = reason
    this.path = path
  }
}

/**
 * Something that is held: a lock, a lease, the leadership.
 *
 * It ends, for good: when the session is lost, when the znode is deleted (by a third, which is told after the fact), and, while the connection is away, a
 * quarter of the session timeout (`HELD_MARGIN_FRACTION`) before the session could end, so that nobody else can have it through the session's end.
 * This is measured from the sending of the last request that a server could only answer with its leader (a write, a `sync`; no read and no ping), on
 * clocks that go on while a process stands still: after a pause `isHeld` is false at once. Between a look at
 * `isHeld` and what is then done there is always time to be paused; where this matters, send `token` along and let the resource refuse smaller ones.
 */
export interface Held extends AsyncDisposable {
  /** Looks at the time at every call. */
  readonly isHeld: boolean
  /** Aborted when it ends, with a `HeldEndedError`. Its timer may come late in a busy process: `isHeld` never does. */
  readonly signal: AbortSignal
  /** Fencing token: the zxid that created the znode, more than that of every holder before. */
  readonly token: bigint
  /** The znode that stands for it. */
  readonly path: string
  /** Gives it up: `isHeld` is false at once; resolves when the znode is gone, deleted or with its session. Later calls do nothing more. */
  release(): Promise<void>
}

/** A znode that holds, shared by the views of one owner. Ends once. */
export class Hold {
  readonly node: SequentialNode
  readonly #client: Client
  readonly #lease: SessionLease
  readonly #views = new Set<HeldView>()
  readonly #onEnd: () => void
  readonly #stops: readonly (() => void)[]
  #timer: NodeJS.Timeout | undefined
  #removed: Promise<void> | null = null

  /** `onEnd` is called once, before anything else learns of the end. */
  constructor(client: Client, lease: SessionLease, node: SequentialNode, onEnd: () => void = () => {}) {
    this.#client = client
    this.#lease = lease
    this.node = node
    this.#onEnd = onEnd
    this.#stops = [client.onState((change) => this.#stateChanged(change)), lease.keep()]
  }

  /** False for good as soon as the session cannot be vouched for. */
  check(): boolean {
    if (this.#removed !== null) return false
    const leftMs = this.#lease.leftMs(this.node.sessionId)
    if (leftMs > 0) this.#checkAfter(leftMs)
    else this.end('session-unsure')
    return leftMs > 0
  }

  view(): HeldView {
    const view = new HeldView(this, this.node)
    this.#views.add(view)
    return view
  }

  /** The last view that goes takes the hold along. */
  async release(view: HeldView): Promise<void> {
    this.#views.delete(view)
    if (this.#views.size === 0) await this.end('released')
  }

  /** Ends it and deletes the znode, unless the session took it. The promise resolves when that is done; its failure is for the first caller. */
  end(reason: EndReason): Promise<void> {
    if (this.#removed !== null) return this.#removed
    this.#removed = reason === 'session-lost' || reason === 'closed' ? Promise.resolve() : removeNode(this.#client, this.node)
    this.#removed.catch(() => {})
    clearTimeout(this.#timer)
    for (const stop of this.#stops) stop()
    this.#onEnd()
    for (const view of this.#views) view.end(reason)
    this.#views.clear()
    return this.#removed
  }

  #stateChanged({ state }: StateChange): void {
    if (state === 'lost') void this.end('session-lost')
    else if (state === 'closed') void this.end('closed')
    else this.check()
  }

  #checkAfter(leftMs: number): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.check()
    }, Math.max(leftMs, LEASE_CHECK_MS_MIN))
    this.#timer.unref()
  }
}

/** What one caller of `acquire` has of a hold. */
export class HeldView implements Held {
  readonly token: bigint
  readonly path: string
  readonly #hold: Hold
  readonly #controller = new AbortController()

  constructor(hold: Hold, node: SequentialNode) {
    this.#hold = hold
    this.token = node.czxid
    this.path = node.path
  }

  get isHeld(): boolean {
    return !this.#controller.signal.aborted && this.#hold.check()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  async release(): Promise<void> {
    if (this.#controller.signal.aborted) return
    this.end('released')
    await this.#hold.release(this)
  }

  /** The hold's word that it is over. */
  end(reason: EndReason): void {
    if (!this.#controller.signal.aborted) this.#controller.abort(new HeldEndedError(reason, this.path))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.release()
  }
}
