import { type BroadcastInput, type BroadcastTask, type LeaderMessage, type LogRecord, ZERO_ZXID, type Zxid } from '@zabkit/core'
import type { ScenarioDisk } from './scenario-disk.ts'
import type { ScenarioLink } from './scenario-links.ts'
import type { ScenarioTrace } from './scenario-trace.ts'
import type { ScenarioWatch, WatchedServer } from './scenario-watch.ts'
import { recordsText, zxidText } from './scenario-words.ts'
import type { ScenarioWork } from './scenario-work.ts'

/** The server whose tasks these are. */
export interface TasksOwner extends WatchedServer {
  readonly parts: { readonly trace: ScenarioTrace; readonly watch: ScenarioWatch; readonly chunkRecords: number }
  readonly disk: ScenarioDisk
  readonly work: ScenarioWork
  applied: LogRecord[]
  readonly committedZxid: Zxid
  linkTo(learner: number): ScenarioLink | undefined
  applyAll(records: readonly LogRecord[]): void
  done(input: BroadcastInput): void
}

type FileTask = Exclude<BroadcastTask, { readonly type: 'established' | 'abandon' | 'dropLearner' }>
type TaskOf<T extends FileTask['type']> = Extract<FileTask, { readonly type: T }>
type Runs = { readonly [T in FileTask['type']]: (task: TaskOf<T>) => void }

/** The work with files that a role asks for, step by step on the simulated disk. */
export class ScenarioTasks {
  readonly #owner: TasksOwner
  /** Batches that wait for a sync: what each reports. */
  #unsynced: Zxid[] = []
  #receiving: { readonly zxid: Zxid; records: LogRecord[] } | null = null

  readonly #runs: Runs = {
    saveEpochs: (task) => this.#saveEpochs(task),
    truncate: ({ zxid }) => this.#truncate(zxid),
    receiveSnapshot: ({ zxid }) => {
      this.#receiving = { zxid, records: [] }
    },
    replay: ({ upTo }) => this.#replay(upTo),
    locate: (task) => this.#locate(task),
    streamLog: (task) => this.#streamLog(task, this.#owner.linkTo(task.learner), task.after),
    streamSnapshot: (task) => this.#streamSnapshot(task),
  }

  constructor(owner: TasksOwner) {
    this.#owner = owner
  }

  run(task: FileTask): void {
    const run = this.#runs[task.type] as (task: FileTask) => void
    run(task)
  }

  /** The role has ended: what had not come whole never came. */
  forget(): void {
    this.#receiving = null
    if (!this.#owner.isUp) this.#unsynced = []
  }

  // ---- own files ----

  append(records: readonly LogRecord[], committedZxid: Zxid): void {
    const { disk, work, parts } = this.#owner
    parts.trace.line(`appends ${recordsText(records)}`)
    parts.watch.appended(this.#owner, records)
    disk.append(records, committedZxid)
    this.#unsynced.push(disk.lastZxid)
    if (!work.isSyncWaiting) this.#sync()
  }

  #sync(): void {
    let synced: Zxid[] = []
    const fsync = (): void => {
      synced = this.#unsynced
      this.#unsynced = []
      this.#owner.disk.sync()
      this.#say(`durable up to ${zxidText(this.#owner.disk.durableZxid)}`)
    }
    const report = (): void => {
      for (const zxid of synced) this.#owner.done({ type: 'durable', zxid })
    }
    this.#owner.work.sync([{ name: 'fsync', run: fsync }, { name: 'durable', run: report }])
  }

  #saveEpochs({ acceptedEpoch, currentEpoch, sessionSecret }: TaskOf<'saveEpochs'>): void {
    const { disk, parts, work } = this.#owner
    const save = (): void => {
      const before = disk.epochs
      disk.saveEpochs({ acceptedEpoch, currentEpoch, sessionSecret })
      this.#say(`saved accepted ${acceptedEpoch}, current ${currentEpoch}`)
      parts.watch.saved(this.#owner, before)
    }
    const report = (): void => this.#owner.done({ type: 'epochsSaved', acceptedEpoch, currentEpoch })
    work.own([{ name: 'saveEpochs', run: save }, { name: 'epochsSaved', run: report, reports: true }])
  }

  #truncate(zxid: Zxid): void {
    const { disk, work } = this.#owner
    const cut = (): void => {
      const gone = disk.records.filter((record) => record.zxid > zxid)
      disk.truncate(zxid)
      this.#say(`cut ${recordsText(gone)}`)
    }
    const report = (): void => this.#owner.done({ type: 'truncated', lastZxid: disk.lastZxid })
    work.own([{ name: 'truncate', run: cut, afterSyncs: true }, { name: 'truncated', run: report, reports: true }])
  }

  #replay(upTo: Zxid): void {
    const { disk, work } = this.#owner
    const replay = (): void => {
      const from = this.#owner.applied.at(-1)?.zxid ?? ZERO_ZXID
      this.#owner.applyAll(disk.files.records.filter(({ zxid }) => zxid > from && zxid <= upTo))
    }
    const report = (): void => this.#owner.done({ type: 'replayed', zxid: this.#owner.applied.at(-1)?.zxid ?? ZERO_ZXID })
    work.own([{ name: 'replay', run: replay, reports: true }, { name: 'replayed', run: report, reports: true }])
  }

  // ---- a snapshot that comes ----

  chunk(bytes: Buffer): void {
    const received = JSON.parse(bytes.toString()) as [Zxid, string][]
    this.#receiving?.records.push(...received.map(([zxid, text]) => ({ zxid, bytes: Buffer.from(text) })))
  }

  end(): void {
    const snapshot = this.#receiving
    if (snapshot === null) return
    this.#receiving = null
    const { disk, work, parts } = this.#owner
    const commit = (): void => {
      for (const { zxid } of disk.files.snapshots) if (zxid > snapshot.zxid) disk.dropSnapshot(zxid)
      disk.addSnapshot(snapshot)
      this.#owner.applied = [...snapshot.records]
      this.#say(`snapshot ${zxidText(snapshot.zxid)}: ${recordsText(snapshot.records)}`)
      parts.watch.replaced(this.#owner)
    }
    const anew = (): void => {
      disk.truncate(ZERO_ZXID)
      this.#say('the log begins anew')
    }
    const report = (): void => this.#owner.done({ type: 'snapshotInstalled', zxid: snapshot.zxid })
    work.own([
      { name: 'commitSnapshot', run: commit },
      { name: 'beginLogAnew', run: anew, afterSyncs: true },
      { name: 'snapshotInstalled', run: report, reports: true },
    ])
  }

  // ---- for learners ----

  #locate({ learner, token, zxid }: TaskOf<'locate'>): void {
    const { disk, work } = this.#owner
    const locate = (): void => {
      const floor = disk.floor(zxid)
      const snapshotZxid = disk.newestSnapshot?.zxid ?? ZERO_ZXID
      const { baseZxid } = disk
      const base = baseZxid === ZERO_ZXID ? '' : `, base ${zxidText(baseZxid)}`
      const snapshot = snapshotZxid === ZERO_ZXID ? '' : `, snapshot ${zxidText(snapshotZxid)}`
      this.#say(`${zxidText(zxid)} of learner ${learner}: floor ${floor === null ? 'purged' : zxidText(floor)}${base}${snapshot}`)
      this.#owner.done({ type: 'located', learner, token, floor, baseZxid, snapshotZxid })
    }
    work.aside([{ name: 'locate', run: locate, reports: true }])
  }

  /** A chunk at a time, so that other things happen in between. */
  #streamLog(task: TaskOf<'streamLog'>, link: ScenarioLink | undefined, position: Zxid): void {
    const { disk, work, parts } = this.#owner
    const stream = (): void => {
      if (link?.open !== true) return
      if (disk.baseZxid > position) return link.close(this.#owner.id, 'the log was purged meanwhile')
      const records = disk.read(position, parts.chunkRecords).filter(({ zxid }) => zxid <= task.limit)
      const last = records.at(-1)
      if (last === undefined) return this.#streamed(task, position)
      this.#tell(link, { type: 'history', records, committedZxid: this.#owner.committedZxid })
      this.#streamLog(task, link, last.zxid)
    }
    work.aside([{ name: 'streamLog', run: stream, reports: true }])
  }

  #streamSnapshot(task: TaskOf<'streamSnapshot'>): void {
    const { disk, work } = this.#owner
    const link = this.#owner.linkTo(task.learner)
    const stream = (): void => {
      if (link?.open !== true) return
      const snapshot = disk.newestSnapshot
      if (snapshot === null) return link.close(this.#owner.id, 'there is no snapshot')
      const bytes = Buffer.from(JSON.stringify(snapshot.records.map((record) => [record.zxid, record.bytes.toString()])))
      this.#tell(link, { type: 'snapshotBegin', zxid: snapshot.zxid })
      this.#tell(link, { type: 'snapshotChunk', bytes })
      this.#tell(link, { type: 'snapshotEnd' })
      this.#streamed(task, snapshot.zxid)
    }
    work.aside([{ name: 'streamSnapshot', run: stream, reports: true }])
  }

  #streamed({ learner, token }: TaskOf<'streamLog' | 'streamSnapshot'>, upTo: Zxid): void {
    const report = (): void => this.#owner.done({ type: 'streamed', learner, token, upTo })
    this.#owner.work.aside([{ name: 'streamed', run: report, reports: true }])
  }

  #tell(link: ScenarioLink, message: LeaderMessage): void {
    this.#owner.parts.watch.sent(this.#owner, message)
    link.send(this.#owner.id, message)
  }

  #say(text: string): void {
    this.#owner.parts.trace.line(text)
  }
}
