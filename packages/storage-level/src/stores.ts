import {
  type Durable,
  type EpochState,
  type EpochStore,
  invariant,
  type LogRange,
  type LogRecord,
  type LogStore,
  type SnapshotInfo,
  type SnapshotSink,
  type SnapshotStore,
  type Zxid,
} from '@zabkit/core'

/**
 * The three stores as others hold them: there before the database is open and the same for good, since who puts a server together takes them before it
 * starts. What each of them does is in the store that `become` brings.
 */
abstract class Face<T> {
  #store: T | null = null

  /** From now on this is what is meant. */
  become(store: T): void {
    this.#store = store
  }

  protected get store(): T {
    invariant(this.#store !== null, 'a storage is not used before it was started')
    return this.#store
  }
}

export class LogFace extends Face<LogStore> implements LogStore {
  get range(): LogRange {
    return this.store.range
  }

  get sizeBytes(): number {
    return this.store.sizeBytes
  }

  append(records: readonly LogRecord[], committedZxid: Zxid, done: Durable): void {
    this.store.append(records, committedZxid, done)
  }

  read(after: Zxid, maxBytes: number): Promise<LogRecord[]> {
    return this.store.read(after, maxBytes)
  }

  floor(zxid: Zxid): Promise<Zxid | null> {
    return this.store.floor(zxid)
  }

  truncateAfter(zxid: Zxid): Promise<void> {
    return this.store.truncateAfter(zxid)
  }

  purgeBefore(zxid: Zxid): Promise<void> {
    return this.store.purgeBefore(zxid)
  }
}

export class SnapshotFace extends Face<SnapshotStore> implements SnapshotStore {
  get sizeBytes(): number {
    return this.store.sizeBytes
  }

  create(zxid: Zxid): Promise<SnapshotSink> {
    return this.store.create(zxid)
  }

  list(): Promise<SnapshotInfo[]> {
    return this.store.list()
  }

  open(zxid: Zxid): AsyncIterable<Buffer> {
    return this.store.open(zxid)
  }

  detach(zxid: Zxid, reason: string): Promise<void> {
    return this.store.detach(zxid, reason)
  }

  purge(count: number): Promise<Zxid> {
    return this.store.purge(count)
  }
}

export class EpochFace extends Face<EpochStore> implements EpochStore {
  readonly description: string

  constructor(description: string) {
    super()
    this.description = description
  }

  load(): Promise<EpochState | null> {
    return this.store.load()
  }

  save(state: EpochState): Promise<void> {
    return this.store.save(state)
  }
}
