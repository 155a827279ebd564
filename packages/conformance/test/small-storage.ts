import {
  type EpochState, type EpochStore, follows, invariant, type LogRange, type LogRecord, type LogStore, OperatorError, type SnapshotStore,
  type Storage, type Zxid,
} from '@zabkit/core'
import type { StoragePlace } from '../src/index.ts'

/** What reaches the disk only in `stop`, or is not what it should be on the way there. */
export type Lie = 'append' | 'truncateAfter' | 'purgeBefore' | 'commit' | 'early commit' | 'detach' | 'save' | 'torn save' | 'lock' | 'all until stop'

interface SmallSnapshot {
  readonly zxid: Zxid
  readonly content: Buffer
}

/** All that a disk holds, or the memory of a storage. Never changed, only replaced. */
interface Content {
  readonly records: readonly LogRecord[]
  readonly committedZxid: Zxid
  readonly baseZxid: Zxid
  readonly snapshots: readonly SmallSnapshot[]
  readonly epochs: EpochState | null
}

const ZERO = 0 as Zxid
const EMPTY: Content = { records: [], committedZxid: ZERO, baseZxid: ZERO, snapshots: [], epochs: null }

/** The smallest place that passes, and with a lie the one that must not. */
export class SmallPlace implements StoragePlace {
  content: Content
  taken: boolean
  readonly lie: Lie | null

  constructor(lie: Lie | null, content: Content = EMPTY, taken = false) {
    this.lie = lie
    this.content = content
    this.taken = taken
  }

  open(): Storage {
    return new SmallStorage(this)
  }

  async image(): Promise<StoragePlace> {
    return new SmallPlace(this.lie, this.content, this.lie === 'lock' && this.taken)
  }

  async remove(): Promise<void> {}
}

class SmallStorage implements Storage {
  readonly description = 'small'
  readonly log: SmallLog
  readonly snapshots: SnapshotStore
  readonly epochs: EpochStore
  readonly #place: SmallPlace
  #running = false
  content = EMPTY

  constructor(place: SmallPlace) {
    this.#place = place
    this.log = new SmallLog(this)
    this.snapshots = snapshotsOf(this)
    this.epochs = epochsOf(this)
  }

  get lie(): Lie | null {
    return this.#place.lie
  }

  async start(): Promise<void> {
    if (this.#running) return
    if (this.#place.taken) throw new OperatorError('ZK_DIRECTORY_LOCKED', 'small: another one has it')
    this.#place.taken = this.#running = true
    this.content = this.#place.content
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    await this.log.answered
    this.#place.content = this.content
    this.#place.taken = this.#running = false
  }

  /** In memory at once, on the disk a turn later. */
  async change(call: Lie, changed: Partial<Content>): Promise<void> {
    this.content = { ...this.content, ...changed }
    await Promise.resolve()
    if (this.lie !== call && this.lie !== 'all until stop') this.write(this.content)
  }

  write(content: Content): void {
    this.#place.content = content
  }
}

class SmallLog implements LogStore {
  readonly #storage: SmallStorage
  #durableZxid: Zxid | null = null
  answered: Promise<void> = Promise.resolve()

  constructor(storage: SmallStorage) {
    this.#storage = storage
  }

  get range(): LogRange {
    const { records, committedZxid } = this.#storage.content
    return { firstZxid: records[0]?.zxid ?? ZERO, lastZxid: records.at(-1)?.zxid ?? ZERO, committedZxid, baseZxid: this.#baseZxid }
  }

  get #baseZxid(): Zxid {
    const { records, baseZxid, snapshots } = this.#storage.content
    return records.length > 0 ? baseZxid : (Math.max(baseZxid, snapshots[0]?.zxid ?? ZERO) as Zxid)
  }

  get sizeBytes(): number {
    return this.#storage.content.records.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  append(records: readonly LogRecord[], committedZxid: Zxid, done: (error: Error | null) => void): void {
    const before = this.range
    let last = before.lastZxid === ZERO ? before.baseZxid : before.lastZxid
    for (const { zxid } of records) {
      invariant(zxid > last && follows(zxid, last), 'in order')
      last = zxid
    }
    this.#durableZxid ??= before.lastZxid
    const isEmpty = records.length === 0
    const content = this.#storage.content
    const all = [...content.records, ...records]
    const kept = { records: all, committedZxid: Math.max(committedZxid, content.committedZxid) as Zxid, baseZxid: before.baseZxid }
    this.answered = Promise.all([this.answered, this.#storage.change('append', kept)]).then(() => {
      if (!isEmpty) this.#durableZxid = last
      done(null)
    })
  }

  async read(after: Zxid, maxBytes: number): Promise<LogRecord[]> {
    const found: LogRecord[] = []
    let bytes = 0
    for (const record of this.#durable()) {
      if (record.zxid <= after) continue
      if (bytes >= maxBytes && found.length > 0) break
      found.push(record)
      bytes += record.bytes.length
    }
    return found
  }

  #durable(): readonly LogRecord[] {
    return this.#storage.content.records.filter(({ zxid }) => zxid <= (this.#durableZxid ?? zxid))
  }

  async floor(zxid: Zxid): Promise<Zxid | null> {
    if (zxid < this.#baseZxid) return null
    return this.#durable().findLast((record) => record.zxid <= zxid)?.zxid ?? this.#baseZxid
  }

  async truncateAfter(zxid: Zxid): Promise<void> {
    await this.answered
    const content = this.#storage.content
    const records = content.records.filter((record) => record.zxid <= zxid)
    const last = records.at(-1)?.zxid ?? ZERO
    const baseZxid = zxid === ZERO ? (content.snapshots[0]?.zxid ?? ZERO) : content.baseZxid
    this.#durableZxid = last
    await this.#storage.change('truncateAfter', { records, baseZxid, committedZxid: Math.min(content.committedZxid, last) as Zxid })
  }

  async purgeBefore(zxid: Zxid): Promise<void> {
    const { records, baseZxid } = this.#storage.content
    const first = Math.max(0, records.findLastIndex((record) => record.zxid <= zxid))
    const isLying = this.#storage.lie === 'purgeBefore'
    // The lie: removes one more than it may, and says that it comes after the one before.
    await this.#storage.change('save', { records: records.slice(isLying ? first + 1 : first), baseZxid: records[first - 1]?.zxid ?? baseZxid })
  }
}

function snapshotsOf(storage: SmallStorage): SnapshotStore {
  const others = (zxid: Zxid) => storage.content.snapshots.filter((one) => one.zxid !== zxid)
  const added = (one: SmallSnapshot) => ({ snapshots: [...others(one.zxid), one].sort((a, b) => b.zxid - a.zxid) })
  const get = (zxid: Zxid): SmallSnapshot => {
    const found = storage.content.snapshots.find((one) => one.zxid === zxid)
    if (found === undefined) throw new OperatorError('ZK_SNAPSHOT_DAMAGED', 'small: there is none')
    return found
  }
  return {
    get sizeBytes() {
      return storage.content.snapshots.reduce((sum, { content }) => sum + content.length, 0)
    },
    create: async (zxid) => {
      const chunks: Buffer[] = []
      return {
        write: async (chunk) => void chunks.push(Buffer.from(chunk)),
        commit: async () => {
          if (storage.lie === 'early commit') storage.write({ ...storage.content, ...added({ zxid, content: Buffer.alloc(9) }) })
          await Promise.resolve()
          await storage.change('commit', added({ zxid, content: Buffer.concat(chunks) }))
        },
        abort: async () => {},
      }
    },
    list: async () => storage.content.snapshots.map(({ zxid, content }) => ({ zxid, sizeBytes: content.length, createdAtMs: 1 })),
    open: async function* (zxid) {
      yield get(zxid).content
    },
    detach: (zxid) => storage.change('detach', { snapshots: others(get(zxid).zxid) }),
    purge: async (count) => {
      await storage.change('commit', { snapshots: storage.content.snapshots.slice(0, count) })
      return storage.content.snapshots.at(-1)?.zxid ?? ZERO
    },
  }
}

function epochsOf(storage: SmallStorage): EpochStore {
  return {
    description: 'small',
    load: async () => storage.content.epochs,
    save: async (state) => {
      const before = storage.content.epochs
      invariant(state.currentEpoch <= state.acceptedEpoch && state.acceptedEpoch >= (before?.acceptedEpoch ?? 0), 'a promise is kept')
      if (storage.lie === 'torn save') storage.write({ ...storage.content, epochs: { ...state, sessionSecret: new Uint8Array(32) } })
      await Promise.resolve()
      await storage.change('save', { epochs: state })
    },
  }
}
