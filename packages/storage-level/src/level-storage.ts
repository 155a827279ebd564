import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Components, isOperatorError, OperatorError, type Storage } from '@zabkit/core'
import { type Database, openDatabase } from './database.ts'
import { diskFailed, textOf } from './errors.ts'
import { Gate } from './gate.ts'
import { LevelEpochStore } from './level-epoch-store.ts'
import { LevelLogStore } from './level-log-store.ts'
import { LevelSnapshotStore } from './level-snapshot-store.ts'
import { MarkFile, makeDirectory, readMark, syncDirectory } from './mark-file.ts'
import { recover } from './recover.ts'
import { EpochFace, LogFace, SnapshotFace } from './stores.ts'
import { Writer } from './writer.ts'

export interface LevelStorageOptions {
  /** Where the database is; made when missing. One server at a time. */
  readonly directory: string
}

/** Storage in a LevelDB database. */
export function levelStorage(options: LevelStorageOptions): (components: Pick<Components, 'clock'>) => Storage {
  return (components) => storageOver(options.directory, components, openDatabase)
}

/** The same over what `open` gives: tests let its writes fail. */
export function storageOver(directory: string, components: Pick<Components, 'clock'>, open: typeof openDatabase): Storage {
  return new LevelStorage(directory, components, open)
}

/** What is there while it runs. */
interface Running {
  readonly database: Database
  readonly mark: MarkFile
  readonly writer: Writer
  readonly log: LevelLogStore
  readonly snapshots: LevelSnapshotStore
}

class LevelStorage implements Storage {
  readonly description: string
  readonly log = new LogFace()
  readonly snapshots = new SnapshotFace()
  readonly epochs: EpochFace
  readonly #components: Pick<Components, 'clock'>
  readonly #openDatabase: typeof openDatabase
  #running: Running | null = null

  constructor(directory: string, components: Pick<Components, 'clock'>, open: typeof openDatabase) {
    this.description = directory
    this.epochs = new EpochFace(`${directory} (epoch record)`)
    this.#components = components
    this.#openDatabase = open
  }

  async start(): Promise<void> {
    if (this.#running !== null) return
    const directory = this.description
    await prepare(directory)
    const isNew = (await markedIn(directory)) === null
    const database = await this.#openDatabase(databasePath(directory), directory, isNew)
    try {
      this.#running = await this.#open(database)
    } catch (error) {
      await database.close()
      throw error
    }
  }

  async #open(database: Database): Promise<Running> {
    const directory = this.description
    const gate = new Gate(database)
    // Read once more, behind the lock: another server may have been here since.
    const found = await recover(gate, directory, (await markedIn(directory)) ?? 0)
    const mark = await usable(directory, () => openMark(directory, found.head.revision))
    const { head, firstZxid, epoch, snapshots: kept } = found
    const writer = new Writer(gate, mark, head)
    const snapshots = new LevelSnapshotStore({ gate, writer, directory, clock: this.#components.clock, snapshots: kept })
    const log = new LevelLogStore({ gate, writer, directory, head, firstZxid, newestSnapshot: () => snapshots.newestZxid })
    this.log.become(log)
    this.snapshots.become(snapshots)
    this.epochs.become(new LevelEpochStore(writer, this.epochs.description, epoch))
    return { database, mark, writer, log, snapshots }
  }

  async stop(): Promise<void> {
    const running = this.#running
    if (running === null) return
    this.#running = null
    await running.snapshots.settled()
    await running.log.settled()
    await running.writer.settled()
    try {
      await syncMark(this.description, running.mark)
    } finally {
      await running.mark.close()
      await running.database.close()
    }
  }
}

const OWN_NAMES = ['level', 'mark', 'detached']

function databasePath(directory: string): string {
  return join(directory, 'level')
}

function markPath(directory: string): string {
  return join(directory, 'mark')
}

/** Makes the directory, and refuses one with anything else in it. */
async function prepare(directory: string): Promise<void> {
  const names = await usable(directory, () => namesIn(directory))
  const foreign = names.find((name) => !OWN_NAMES.includes(name) && name !== 'lost+found')
  if (foreign !== undefined) throw new OperatorError('ZK_DIRECTORY_FOREIGN', `${directory}: "${foreign}" in it is not of this kind of storage`)
}

async function namesIn(directory: string): Promise<string[]> {
  await makeDirectory(directory)
  return readdir(directory)
}

function markedIn(directory: string): Promise<number | null> {
  return usable(directory, () => readMark(markPath(directory)))
}

/** The database and its name outlive a power cut before there is a mark: a mark without a database is then damage, never an unfinished first start. */
async function openMark(directory: string, revision: number): Promise<MarkFile> {
  await syncDirectory(databasePath(directory))
  await syncDirectory(directory)
  const mark = await MarkFile.open(markPath(directory))
  try {
    mark.note(revision)
    await syncMark(directory, mark)
    await syncDirectory(directory)
    return mark
  } catch (error) {
    await mark.close()
    throw error
  }
}

async function syncMark(directory: string, mark: MarkFile): Promise<void> {
  try {
    await mark.sync()
  } catch (cause) {
    throw diskFailed(directory, cause)
  }
}

/** What the system says of a path becomes an error that names the directory. */
async function usable<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (isOperatorError(cause)) throw cause
    throw new OperatorError('ZK_DIRECTORY_UNUSABLE', `${directory}: ${textOf(cause)}`, { cause })
  }
}
