import { type EpochState, follows, invariant, type LogRecord, type ReplicaState, ZERO_ZXID, type Zxid } from '@zabkit/core'

/** The whole state after its last record: in a scenario a state is the list of what was applied. */
export interface ScenarioSnapshot {
  readonly zxid: Zxid
  readonly records: readonly LogRecord[]
}

/** What is surely there after a power cut. */
export interface DurableFiles {
  readonly records: readonly LogRecord[]
  /** What the first record comes after. */
  readonly baseZxid: Zxid
  readonly committedZxid: Zxid
  /** Newest first. */
  readonly snapshots: readonly ScenarioSnapshot[]
  readonly epochs: EpochState
}

/** What a server finds when it starts. */
export interface Loaded {
  readonly applied: readonly LogRecord[]
  readonly lastZxid: Zxid
}

export const SCENARIO_SECRET: Uint8Array = new Uint8Array(32).fill(7)

/** A server's disk: records are appended first and durable later; everything else is one durable step. */
export class ScenarioDisk {
  #records: LogRecord[] = []
  #durableCount = 0
  #baseZxid: Zxid = ZERO_ZXID
  #committedZxid: Zxid = ZERO_ZXID
  /** Goes to the disk with the next sync. */
  #unsyncedCommitted: Zxid = ZERO_ZXID
  #snapshots: ScenarioSnapshot[] = []
  #epochs: EpochState = { acceptedEpoch: 0, currentEpoch: 0, sessionSecret: SCENARIO_SECRET }

  get files(): DurableFiles {
    return {
      records: this.#records.slice(0, this.#durableCount),
      baseZxid: this.baseZxid,
      committedZxid: this.#committedZxid,
      snapshots: this.#snapshots,
      epochs: this.#epochs,
    }
  }

  /** With what is not durable yet. */
  get records(): readonly LogRecord[] {
    return this.#records
  }

  /** An empty log goes on from the newest snapshot. */
  get baseZxid(): Zxid {
    const newest = this.#snapshots[0]?.zxid ?? ZERO_ZXID
    return this.#records.length === 0 && newest > this.#baseZxid ? newest : this.#baseZxid
  }

  get lastZxid(): Zxid {
    return this.#records.at(-1)?.zxid ?? this.baseZxid
  }

  get durableZxid(): Zxid {
    return this.#records[this.#durableCount - 1]?.zxid ?? this.baseZxid
  }

  get epochs(): EpochState {
    return this.#epochs
  }

  append(records: readonly LogRecord[], committedZxid: Zxid): void {
    this.#baseZxid = this.baseZxid
    for (const record of records) {
      invariant(record.zxid > 0 && follows(record.zxid, this.lastZxid), 'I5: a record is appended that does not follow the last one')
      this.#records.push(record)
    }
    this.#unsyncedCommitted = Math.max(this.#unsyncedCommitted, committedZxid) as Zxid
  }

  sync(): void {
    this.#durableCount = this.#records.length
    this.#committedZxid = Math.max(this.#committedZxid, this.#unsyncedCommitted) as Zxid
  }

  /** The process dies. `keepsUnsynced`: the power stays on, so that what was written is there. */
  crash(keepsUnsynced: boolean): void {
    if (keepsUnsynced) this.sync()
    this.#records.length = this.#durableCount
    this.#unsyncedCommitted = this.#committedZxid
  }

  saveEpochs(epochs: EpochState): void {
    this.#epochs = epochs
  }

  truncate(zxid: Zxid): void {
    invariant(this.#durableCount === this.#records.length, 'a truncation waits for appends')
    if (zxid > ZERO_ZXID) this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.zxid <= zxid)
    this.#records = this.#records.filter((record) => record.zxid <= zxid)
    this.#durableCount = this.#records.length
    if (zxid === ZERO_ZXID) this.#baseZxid = this.#snapshots[0]?.zxid ?? ZERO_ZXID
    this.#committedZxid = Math.min(this.#committedZxid, this.lastZxid) as Zxid
    this.#unsyncedCommitted = this.#committedZxid
  }

  addSnapshot(snapshot: ScenarioSnapshot): void {
    this.#snapshots = [snapshot, ...this.#snapshots.filter(({ zxid }) => zxid !== snapshot.zxid)].sort((a, b) => b.zxid - a.zxid)
  }

  dropSnapshot(zxid: Zxid): void {
    this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.zxid !== zxid)
  }

  /** Gives up records that the newest snapshot holds. */
  purge(): void {
    const upTo = this.#snapshots[0]?.zxid ?? ZERO_ZXID
    const gone = this.#records.slice(0, this.#durableCount).filter(({ zxid }) => zxid <= upTo)
    this.#baseZxid = gone.at(-1)?.zxid ?? this.baseZxid
    this.#records.splice(0, gone.length)
    this.#durableCount -= gone.length
  }

  /** Durable records after `after`, at most `count`. */
  read(after: Zxid, count: number): LogRecord[] {
    return this.files.records.filter(({ zxid }) => zxid > after).slice(0, count)
  }

  floor(zxid: Zxid): Zxid | null {
    if (zxid < this.baseZxid) return null
    return this.files.records.findLast((record) => record.zxid <= zxid)?.zxid ?? this.baseZxid
  }

  get newestSnapshot(): ScenarioSnapshot | null {
    return this.#snapshots[0] ?? null
  }

  /** A start after a crash between a snapshot from a peer and the end of the old log. */
  mend(): boolean {
    const snapshot = this.#snapshots[0]?.zxid ?? ZERO_ZXID
    const last = this.#records.at(-1)?.zxid ?? ZERO_ZXID
    if (last >= snapshot || last === ZERO_ZXID) return false
    this.truncate(ZERO_ZXID)
    return true
  }
}

/** What a fresh load of `files` gives. Throws where the files do not join. */
export function load(files: DurableFiles): Loaded {
  const [snapshot] = files.snapshots
  const upTo = snapshot?.zxid ?? ZERO_ZXID
  const last = files.records.at(-1)?.zxid ?? ZERO_ZXID
  if (last < upTo) return { applied: snapshot?.records ?? [], lastZxid: upTo }
  invariant(files.baseZxid <= upTo, 'I13: the log goes on from a state that is not there')
  const applied = [...(snapshot?.records ?? [])]
  for (const record of files.records) {
    if (record.zxid > upTo && record.zxid <= files.committedZxid) applied.push(record)
  }
  return { applied, lastZxid: Math.max(last, upTo) as Zxid }
}

export function replicaState(disk: ScenarioDisk, applied: readonly LogRecord[]): ReplicaState {
  return { ...disk.epochs, lastZxid: disk.lastZxid, appliedZxid: applied.at(-1)?.zxid ?? ZERO_ZXID }
}
