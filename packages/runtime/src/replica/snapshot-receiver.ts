import { invariant, type PeerLink, type SnapshotSink, type StateMachine, type StateRestore, type Storage, ZERO_ZXID, type Zxid } from '@zabkit/core'
import { RECEIVE_AHEAD_BYTES } from '../limits.ts'

/**
 * Takes a snapshot from the leader: chunk by chunk to the disk and into a new state. Only when it is whole and sound does it replace what this
 * server had: the tree, then the newest snapshot on disk, then the log, which begins anew upon it. A crash in between is mended by the
 * next start, which finds a snapshot that is newer than the log; a disk that fails in between ends the process.
 */
export class SnapshotReceiver {
  readonly #storage: Storage
  readonly #tree: StateMachine
  readonly #link: PeerLink
  readonly #zxid: Zxid
  readonly #restore: StateRestore
  readonly #onReplacing: () => void
  #sink: SnapshotSink | null = null
  #work: Promise<void>
  #waitingBytes = 0
  #ended = false
  #paused = false
  readonly #whole: Promise<void>
  #resolve: () => void = () => {}
  #reject: (error: Error) => void = () => {}

  constructor(storage: Storage, tree: StateMachine, link: PeerLink, zxid: Zxid, onReplacing: () => void) {
    this.#storage = storage
    this.#tree = tree
    this.#link = link
    this.#zxid = zxid
    this.#onReplacing = onReplacing
    this.#restore = tree.restore()
    this.#whole = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#whole.catch(() => {})
    this.#work = this.#open()
    this.#work.catch(() => {})
  }

  async #open(): Promise<void> {
    this.#sink = await this.#storage.snapshots.create(this.#zxid)
  }

  chunk(bytes: Buffer): void {
    if (this.#ended) return
    this.#waitingBytes += bytes.length
    if (this.#waitingBytes > RECEIVE_AHEAD_BYTES && !this.#paused) {
      this.#paused = true
      this.#link.pause()
    }
    this.#work = this.#work.then(() => this.#write(bytes))
    this.#work.catch((error: Error) => this.#fail(error))
  }

  async #write(bytes: Buffer): Promise<void> {
    invariant(this.#sink !== null, 'a snapshot is opened before it is written')
    this.#restore.push(bytes)
    await this.#sink.write(bytes)
    this.#waitingBytes -= bytes.length
    if (!this.#paused || this.#ended || this.#waitingBytes * 2 > RECEIVE_AHEAD_BYTES) return
    this.#paused = false
    this.#link.resume()
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    // What comes behind it belongs upon the state that is only now being put in place.
    this.#paused = true
    this.#link.pause()
    this.#work.then(this.#resolve, (error: Error) => this.#fail(error))
  }

  /** The link is gone before the end. */
  cut(reason: string): void {
    if (!this.#ended) this.#fail(new Error(reason))
  }

  #fail(error: Error): void {
    this.#ended = true
    this.#reject(error)
  }

  /** Resolves when all chunks are here. Rejects when they do not come: nothing has changed then, and nothing is left behind. */
  async whole(): Promise<void> {
    try {
      await this.#whole
    } catch (error) {
      await this.#work.catch(() => {})
      await this.#sink?.abort()
      throw error
    }
  }

  /** Replaces what this server has. A rejection is final: memory and disk may differ. */
  async install(): Promise<void> {
    this.#onReplacing()
    // Checks the whole, digest included, before anything on the disk is replaced.
    this.#restore.finish()
    invariant(this.#tree.lastZxid === this.#zxid, 'a snapshot holds the state that its leader named')
    await this.#detachNewer()
    await this.#sink?.commit()
    await this.#storage.log.truncateAfter(ZERO_ZXID)
    this.#link.resume()
  }

  /** Of a history that the ensemble does not have: the newest snapshot is what the next start and the new log build upon. */
  async #detachNewer(): Promise<void> {
    const { snapshots } = this.#storage
    for (const { zxid } of await snapshots.list()) {
      if (zxid > this.#zxid) await snapshots.detach(zxid, 'beyond the history of the ensemble')
    }
  }
}
