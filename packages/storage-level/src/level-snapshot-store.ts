import type { Clock, SnapshotInfo, SnapshotSink, SnapshotStore, Zxid } from '@zabkit/core'
import { entriesOf, type Range, removeRange } from './database.ts'
import { snapshotDamaged } from './errors.ts'
import type { Gate } from './gate.ts'
import { chunkKey } from './keys.ts'
import { LevelSnapshotSink } from './level-snapshot-sink.ts'
import { putAside } from './put-aside.ts'
import { isSealed, SEAL_BYTES } from './sealed.ts'
import { chunkPlace, type KeptSnapshot, putIndex, sorted } from './snapshot-index.ts'
import type { Writer } from './writer.ts'

/** What a snapshot store stands on. */
export interface SnapshotParts {
  readonly gate: Gate
  readonly writer: Writer
  readonly directory: string
  readonly clock: Pick<Clock, 'now'>
  readonly snapshots: readonly KeptSnapshot[]
}

/** Snapshots as entries of up to a MiB, and one entry that names those that are committed. */
export class LevelSnapshotStore implements SnapshotStore {
  readonly #gate: Gate
  readonly #writer: Writer
  readonly #directory: string
  readonly #clock: Pick<Clock, 'now'>
  #snapshots: readonly KeptSnapshot[]
  #nextId: number
  /** Changes of the index go one after the other: each writes it anew. */
  #changing: Promise<void> = Promise.resolve()

  constructor({ gate, writer, directory, clock, snapshots }: SnapshotParts) {
    this.#gate = gate
    this.#writer = writer
    this.#directory = directory
    this.#clock = clock
    this.#snapshots = sorted(snapshots)
    this.#nextId = Math.max(0, ...snapshots.map(({ id }) => id)) + 1
  }

  get newestZxid(): Zxid {
    return this.#snapshots[0]?.zxid ?? (0 as Zxid)
  }

  get sizeBytes(): number {
    return this.#snapshots.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  }

  async create(zxid: Zxid): Promise<SnapshotSink> {
    this.#gate.check()
    return new LevelSnapshotSink(this.#gate, this.#nextId++, (written) => {
      const added: KeptSnapshot = { zxid, createdAtMs: this.#clock.now(), ...written }
      return this.#replace((all) => sorted([...all.filter((one) => one.zxid !== zxid), added]))
    })
  }

  async list(): Promise<SnapshotInfo[]> {
    return this.#snapshots.map(({ zxid, sizeBytes, createdAtMs }) => ({ zxid, sizeBytes, createdAtMs }))
  }

  async *open(zxid: Zxid): AsyncGenerator<Buffer, void, undefined> {
    const { id, chunks, sizeBytes } = this.#get(zxid)
    let index = 0
    let bytes = 0
    for await (const some of this.#entries(zxid, id)) {
      for (const [key, value] of some) {
        if (!key.equals(chunkKey(id, index)) || !isSealed(value, chunkPlace(id, index))) throw this.#damaged(zxid, `part ${index} is damaged`)
        index++
        bytes += value.length - SEAL_BYTES
        yield value.subarray(SEAL_BYTES)
      }
    }
    if (index !== chunks || bytes !== sizeBytes) throw this.#damaged(zxid, `it ends after part ${index} of ${chunks}`)
  }

  async *#entries(zxid: Zxid, id: number): ReturnType<typeof entriesOf> {
    try {
      yield* entriesOf(this.#gate.database, rangeOf(id))
    } catch (cause) {
      throw this.#damaged(zxid, 'it cannot be read', cause)
    }
  }

  #get(zxid: Zxid): KeptSnapshot {
    const found = this.#snapshots.find((one) => one.zxid === zxid)
    if (found === undefined) throw this.#damaged(zxid, 'there is none')
    return found
  }

  #damaged(zxid: Zxid, what: string, cause?: unknown): Error {
    return snapshotDamaged(this.#directory, zxid, what, cause)
  }

  async detach(zxid: Zxid, reason: string): Promise<void> {
    this.#gate.check()
    const { id } = this.#get(zxid)
    await this.#gate.doing(() => putAside(this.#directory, zxid, reason, entriesOf(this.#gate.database, rangeOf(id))))
    await this.#replace((all) => all.filter((one) => one.zxid !== zxid))
  }

  async purge(count: number): Promise<Zxid> {
    await this.#replace((all) => (all.length > count ? all.slice(0, count) : all))
    return this.#snapshots.at(-1)?.zxid ?? (0 as Zxid)
  }

  /** Writes the index, then removes the entries that it no longer names. */
  #replace(change: (all: readonly KeptSnapshot[]) => readonly KeptSnapshot[]): Promise<void> {
    const changed = this.#changing.then(async () => {
      this.#gate.check()
      const before = this.#snapshots
      const after = change(before)
      if (after === before) return
      await this.#writer.change((batch, head) => putIndex(batch, head, after))
      this.#snapshots = after
      for (const { id } of before.filter((one) => !after.includes(one))) await removeRange(this.#gate, rangeOf(id))
    })
    this.#changing = changed.catch(() => {})
    return changed
  }

  /** Resolves when no change of the index is under way. */
  settled(): Promise<void> {
    return this.#changing
  }
}

function rangeOf(id: number): Range {
  return { gte: chunkKey(id, 0), lt: chunkKey(id + 1, 0) }
}
