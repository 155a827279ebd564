import { type Acl, type Client, isZooKeeperError, type StateChange, type Stat, type WatchEvent, ZooKeeperError } from '@zabkit/client'
import { CLOSED_RECIPE_CODE } from './shared-limits.ts'
import { type ErrorListener, Listeners, warnOfError } from './shared-listeners.ts'
import { Deferred, isPassing, stopController, untilDone } from './shared-retry.ts'

/**
 * - `absent`: being made, or waiting for another's znode to go. - `present`: there, and the connection stands. - `uncertain`: was there, but the connection
 * is lost: an ephemeral znode lives until the session ends. - `closed`.
 */
export type PersistentNodeState = 'absent' | 'present' | 'uncertain' | 'closed'

export interface PersistentNodeOptions {
  /** Default `ephemeral`. */
  readonly mode?: 'ephemeral' | 'persistent'
  readonly acl?: readonly Acl[]
  /** Missing parents are made as containers, which the server removes when they are empty again. `false` makes them persistent. Default true. */
  readonly containers?: boolean
  /**
   * An ephemeral znode of another session that is found at first is replaced, as Curator's service discovery does. Default false: it is waited for,
   * until it is gone. What an earlier session of the same client left is always replaced; what another has put in place of ours never.
   */
  readonly takeOver?: boolean
  /** Takes what listeners throw, and errors that are no matter of the connection (NoAuth...). Default: a warning of the process. */
  readonly onError?: ErrorListener
}

/**
 * A znode that stays there (Curator's PersistentNode): made at once, made again when somebody deletes it and when the session is lost, deleted by `close()`.
 * When the session is lost an ephemeral znode is gone until the next session has made it anew; `state` says so from the loss of the
 * connection on.
 */
export class PersistentNode implements AsyncDisposable {
  readonly path: string
  readonly #client: Client
  readonly #mode: 'ephemeral' | 'persistent'
  readonly #options: PersistentNodeOptions
  readonly #onError: ErrorListener
  readonly #listeners: Listeners<PersistentNodeState>
  readonly #created = new Deferred<void>()
  readonly #stop = stopController()
  readonly #stopStates: () => void
  /** Sessions of this client that made the znode: what they left may be taken over. */
  readonly #sessions = new Set<bigint>()
  #data: Uint8Array | string
  #written: Uint8Array | string | null = null
  #state: PersistentNodeState = 'absent'
  #working: Promise<void> | null = null
  #again = false
  #watching = false
  /** Of the last look, which is done with the latest data. */
  #failure: { readonly error: unknown } | null = null

  constructor(client: Client, path: string, data: Uint8Array | string = '', options: PersistentNodeOptions = {}) {
    this.path = path
    this.#client = client
    this.#data = data
    this.#mode = options.mode ?? 'ephemeral'
    this.#options = options
    this.#onError = options.onError ?? warnOfError
    this.#listeners = new Listeners(this.#onError)
    this.#stopStates = client.onState((change) => this.#stateChanged(change))
    this.#ensure()
  }

  /** Resolves when the znode was there for the first time; rejects when it was closed before, or could not be made for a reason that stays. */
  get created(): Promise<void> {
    return this.#created.promise
  }

  get state(): PersistentNodeState {
    return this.#state
  }

  get data(): Uint8Array | string {
    return this.#data
  }

  /** Called at every change of `state`. Returns the way to stop. */
  onState(listener: (state: PersistentNodeState) => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Changes the data, now and for every time that the znode is made again. Resolves when it is written, or stands by for a znode that is absent; rejects when it could not be. */
  async setData(data: Uint8Array | string): Promise<void> {
    this.#stop.signal.throwIfAborted()
    this.#data = data
    this.#ensure()
    while (this.#working !== null) await this.#working
    this.#stop.signal.throwIfAborted()
    if (this.#failure !== null) throw this.#failure.error
  }

  /** Deletes the znode and stops. Without a connection it does not wait: the znode is deleted when there is one, or an ephemeral goes with its session. */
  async close(): Promise<void> {
    if (this.#stop.signal.aborted) return
    const closed = new ZooKeeperError(CLOSED_RECIPE_CODE, 'persistentNode', this.path)
    this.#stop.abort(closed)
    this.#stopStates()
    this.#created.reject(closed)
    this.#become('closed')
    this.#listeners.clear()
    const deleted = (this.#working ?? Promise.resolve()).then(() => this.#deleteOwn())
    if (this.#client.state === 'connected') await this.#orAway(deleted)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** `work` goes on by itself when the connection goes. */
  async #orAway(work: Promise<void>): Promise<void> {
    const away = new Deferred<void>()
    const stop = this.#client.onState(({ state }) => state !== 'connected' && away.resolve())
    await Promise.race([work, away.promise])
    stop()
  }

  // ---- keeping it there ----

  /** Looks whether the znode is as it should be; a call while it looks makes it look once more. */
  #ensure(): void {
    if (this.#stop.signal.aborted) return
    if (this.#working !== null) {
      this.#again = true
      return
    }
    this.#again = false
    this.#working = this.#ensureNow().then(() => {
      this.#working = null
      if (this.#again) this.#ensure()
    })
  }

  async #ensureNow(): Promise<void> {
    try {
      await untilDone(this.#client, this.#stop.signal, () => this.#attempt())
      this.#failure = null
    } catch (error) {
      if (this.#stop.signal.aborted) return
      this.#failure = { error }
      this.#created.reject(error)
      if (this.#client.state !== 'closed') this.#onError(error)
    }
  }

  async #attempt(): Promise<void> {
    const data = this.#data
    const made = this.#written === null && (await this.#create(data))
    const stat = await this.#look()
    if (stat !== null && (made || this.#isOwn(stat))) return this.#adopt(data, made)
    this.#written = null
    if (stat === null) return this.#lookAgain()
    if (!this.#mayTakeOver(stat)) return this.#become('absent')
    if (await this.#replace(data)) return this.#adopt(data, true)
    this.#lookAgain()
  }

  /** In one step, so that nobody comes in between. False when it went by itself. */
  async #replace(data: Uint8Array | string): Promise<boolean> {
    const { acl } = this.#options
    const multi = this.#client.multi().delete(this.path)
    try {
      await multi.create(this.path, data, { mode: this.#mode, ...(acl === undefined ? {} : { acl }) }).commit()
      return true
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode', 'NodeExists')) return false
      throw error
    }
  }

  async #create(data: Uint8Array | string): Promise<boolean> {
    const parents = this.#options.containers === false ? true : 'container'
    const { acl } = this.#options
    try {
      await this.#client.create(this.path, data, { mode: this.#mode, parents, ...(acl === undefined ? {} : { acl }) })
      return true
    } catch (error) {
      if (isZooKeeperError(error, 'NodeExists')) return false
      throw error
    }
  }

  /** One watch at a time: it tells deletion and loss of the session. */
  #look(): Promise<Stat | null> {
    if (this.#watching) return this.#client.exists(this.path)
    this.#watching = true
    const look = this.#client.exists(this.path, { watch: (event) => this.#event(event) })
    look.catch(() => {
      this.#watching = false
    })
    return look
  }

  #isOwn(stat: Stat): boolean {
    return stat.ephemeralOwner === (this.#mode === 'persistent' ? 0n : this.#client.sessionId)
  }

  #mayTakeOver(stat: Stat): boolean {
    return (this.#options.takeOver === true && this.#sessions.size === 0) || this.#sessions.has(stat.ephemeralOwner)
  }

  async #adopt(data: Uint8Array | string, made: boolean): Promise<void> {
    if (!made && this.#written !== data) await this.#client.setData(this.path, data)
    this.#sessions.add(this.#client.sessionId)
    this.#written = data
    if (this.#data !== data) this.#lookAgain()
    this.#become(this.#client.state === 'connected' ? 'present' : 'uncertain')
    this.#created.resolve()
  }

  #lookAgain(): void {
    this.#again = true
  }

  #event(event: WatchEvent): void {
    this.#watching = false
    if (event.type === 'deleted' || (event.type === 'gap' && this.#mode === 'ephemeral')) this.#vanish()
    this.#ensure()
  }

  #stateChanged(change: StateChange): void {
    if (this.#state === 'present' && change.state !== 'connected') this.#become('uncertain')
    if (change.state === 'lost' && this.#mode === 'ephemeral') this.#vanish()
    if (change.state === 'connected') this.#ensure()
  }

  #vanish(): void {
    this.#written = null
    this.#become('absent')
  }

  #become(state: PersistentNodeState): void {
    if (this.#state === state || this.#state === 'closed') return
    this.#state = state
    this.#listeners.emit(state)
  }

  async #deleteOwn(): Promise<void> {
    if (this.#client.state === 'closed' || (this.#mode === 'persistent' && this.#written === null)) return
    try {
      await untilDone(this.#client, null, async () => {
        const stat = await this.#client.exists(this.path)
        if (stat !== null && this.#isOwn(stat)) await this.#client.delete(this.path, { ifExists: true })
      })
    } catch (error) {
      if (!isPassing(error) && !isZooKeeperError(error, 'Closed')) this.#onError(error)
    }
  }
}
