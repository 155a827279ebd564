import { randomUUID } from 'node:crypto'
import { type Client, isZooKeeperError, type Stat } from '@zabkit/client'
import { Hold } from './lock-held.ts'
import { SessionLease } from './lock-lease.ts'
import { type Instant, instant, orAborted } from './lock-time.ts'
import { guardNode } from './lock-watch.ts'
import { TakenEntry, type TakenPlace } from './queue-entry.ts'
import type { QueueLayout } from './queue-layout.ts'
import { ChangeSignal, WatchedNames } from './queue-names.ts'
import { removeNode, type SequentialNode } from './sequential-node.ts'
import { QUEUE_DUE_WAIT_MS_MAX } from './shared-limits.ts'
import { joinPath } from './shared-paths.ts'
import { untilDone } from './shared-retry.ts'

export interface TakeOptions {
  /** Ends the wait with the signal's reason. */
  readonly signal?: AbortSignal
}

/** Takes entries of a layout with an ephemeral lock each. One object serves any number of takers. */
export class QueueTaking {
  readonly #client: Client
  readonly #layout: QueueLayout
  readonly #now: () => number
  readonly #changes = new ChangeSignal()
  readonly #entries: WatchedNames
  readonly #taken: WatchedNames
  readonly #lease: SessionLease

  constructor(client: Client, layout: QueueLayout, now: () => number) {
    this.#client = client
    this.#layout = layout
    this.#now = now
    this.#lease = new SessionLease(client, layout.takenPath)
    this.#entries = new WatchedNames(client, layout.entriesPath, this.#changes)
    this.#taken = new WatchedNames(client, layout.takenPath, this.#changes)
  }

  /** Waits for an entry, over lost connections and sessions. What comes after the signal goes back. */
  take(signal: AbortSignal | null): Promise<TakenEntry> {
    const taking = this.#take(signal)
    return signal === null ? taking : orAborted(taking, signal, (late) => void late.release().catch(() => {}))
  }

  async #take(signal: AbortSignal | null): Promise<TakenEntry> {
    await untilDone(this.#client, signal, () => this.#ensurePaths())
    for (;;) {
      const { count } = this.#changes
      const { entry, nextDueMs } = await untilDone(this.#client, signal, () => this.#attempt())
      if (entry !== null) return entry
      await this.#changes.waitBeyond(count, nextDueMs === null ? null : dueWaitMs(nextDueMs), signal)
    }
  }

  /** Takes an entry that is ready now; null when there is none. */
  async tryTake(): Promise<TakenEntry | null> {
    await this.#ensurePaths()
    return (await this.#attempt()).entry
  }

  /** Entries one after the other; ends quietly when the signal is aborted. The loop that is left early, or by an error, gives back its entry. */
  async *consume(signal: AbortSignal | null): AsyncGenerator<TakenEntry, void, void> {
    for (;;) {
      const entry = await this.take(signal).catch((error: unknown) => {
        if (signal?.aborted) return null
        throw error
      })
      if (entry === null) return
      let goesOn = false
      try {
        yield entry
        goesOn = true
      } finally {
        // Nobody would end it but the session, whose lease is renewed. After `ack` there is nothing to give back.
        if (!goesOn) await entry.release()
      }
    }
  }

  async #ensurePaths(): Promise<void> {
    const { entriesPath, takenPath } = this.#layout
    await Promise.all([this.#client.ensurePath(entriesPath), this.#client.ensurePath(takenPath)])
  }

  async #attempt(): Promise<{ entry: TakenEntry | null; nextDueMs: number | null }> {
    const [entries, taken] = await Promise.all([this.#entries.read(), this.#taken.read()])
    const isTaken = new Set(taken)
    const { ready, nextDueMs } = this.#layout.order(entries, this.#now())
    for (const name of ready) {
      const entry = isTaken.has(name) ? null : await this.#takeByName(name)
      if (entry !== null) return { entry, nextDueMs }
    }
    return { entry: null, nextDueMs }
  }

  async #takeByName(name: string): Promise<TakenEntry | null> {
    const place: TakenPlace = {
      name,
      entryPath: joinPath(this.#layout.entriesPath, name),
      lockPath: joinPath(this.#layout.takenPath, name),
    }
    const node = await this.#lock(place)
    if (node === null) return null
    const items = await this.#readOrUnlock(place, node)
    if (items === null) return null
    const hold = new Hold(this.#client, this.#lease, node)
    const entry = new TakenEntry(this.#client, place, items, hold)
    guardNode(this.#client, hold)
    return entry.isHeld ? entry : null
  }

  /** The lock; null when another has it. Where a reply was lost it may stand already, and must not stay without a worker: its mark tells it from another's. */
  async #lock(place: TakenPlace): Promise<SequentialNode | null> {
    const mark = randomUUID().replaceAll('-', '')
    let unsure = false
    return untilDone(this.#client, null, async () => {
      try {
        const known = unsure ? await this.#find(place, mark) : null
        unsure = true
        return known ?? (await this.#create(place, mark))
      } catch (error) {
        if (isZooKeeperError(error, 'NodeExists')) return null
        throw error
      }
    })
  }

  async #create(place: TakenPlace, mark: string): Promise<SequentialNode> {
    const askedAt = instant()
    const { stat } = await this.#client.create(place.lockPath, mark, { mode: 'ephemeral', parents: true })
    return this.#proven(place, stat, askedAt)
  }

  /** Ours from an attempt before; null where there is none. */
  async #find(place: TakenPlace, mark: string): Promise<SequentialNode | null> {
    const askedAt = instant()
    await this.#client.sync(place.lockPath)
    try {
      const { data, stat } = await this.#client.getData(place.lockPath)
      const isOurs = data.toString('latin1') === mark && stat.ephemeralOwner === this.#client.sessionId
      return isOurs ? this.#proven(place, stat, askedAt) : null
    } catch (error) {
      if (isZooKeeperError(error, 'NoNode')) return null
      throw error
    }
  }

  #proven({ name, lockPath }: TakenPlace, { czxid, ephemeralOwner }: Stat, askedAt: Instant): SequentialNode {
    this.#lease.prove(ephemeralOwner, askedAt)
    return { path: lockPath, name, czxid, sessionId: ephemeralOwner, askedAt }
  }

  /** The entry's items; null, and the lock undone, when it was acknowledged before the lock stood. */
  async #readOrUnlock({ entryPath }: TakenPlace, lock: SequentialNode): Promise<readonly Buffer[] | null> {
    try {
      const { data } = await untilDone(this.#client, null, () => this.#client.getData(entryPath))
      return this.#layout.decode(data)
    } catch (error) {
      await removeNode(this.#client, lock)
      if (isZooKeeperError(error, 'NoNode')) return null
      throw error
    }
  }
}

function dueWaitMs(ms: number): number {
  return Math.min(Math.max(1, ms), QUEUE_DUE_WAIT_MS_MAX)
}
