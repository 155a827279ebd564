import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Components, OperatorError, type Storage } from '@zabkit/core'
import { type Database, openDatabase } from './database.ts'
import { diskFailed, textOf } from './errors.ts'
import { LevelEpochStore } from './level-epoch-store.ts'
import { LevelLogStore } from './level-log-store.ts'
import { LevelSnapshotStore } from './level-snapshot-store.ts'
import { MarkFile, makeDirectory, syncDirectory } from './mark-file.ts'
import { recover } from './recover.ts'
import { EpochFace, LogFace, SnapshotFace } from './stores.ts'
import { Writer } from './writer.ts'

export interface LevelStorageOptions {
  /** Where the database is; made when missing. One server at a time. */
  readonly directory: string
}

/** Storage in a LevelDB database. */
export function levelStorage(options: LevelStorageOptions): (components: Pick<Components, 'clock'>) => Storage {
  return (components) => new LevelStorage(options.directory, components)
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
  #running: Running | null = null

  constructor(directory: string, components: Pick<Components, 'clock'>) {
    this.description = directory
    this.epochs = new EpochFace(`${directory} (epoch record)`)
    this.#components = components
  }

  async start(): Promise<void> {
    if (this.#running !== null) return
    const directory = this.description
    const isNew = await prepare(directory)
    const database = await openDatabase(join(directory, 'level'), directory, isNew)
    try {
      this.#running = await this.#open(database)
    } catch (error) {
      await database.close()
      throw error
    }
  }

  async #open(database: Database): Promise<Running> {
    const directory = this.description
    const mark = await MarkFile.open(join(directory, 'mark'))
    try {
      const { head, firstZxid, epoch, snapshots: kept } = await recover(database, directory, mark.revision)
      mark.note(head.revision)
      await mark.sync()
      await syncDirectory(directory)
      const writer = new Writer(database, mark, head)
      const snapshots = new LevelSnapshotStore({ database, writer, directory, clock: this.#components.clock, snapshots: kept })
      const log = new LevelLogStore({ database, writer, directory, head, firstZxid, newestSnapshot: () => snapshots.newestZxid })
      this.log.become(log)
      this.snapshots.become(snapshots)
      this.epochs.become(new LevelEpochStore(writer, this.epochs.description, epoch))
      return { database, mark, writer, log, snapshots }
    } catch (error) {
      await mark.close()
      throw error
    }
  }

  async stop(): Promise<void> {
    const running = this.#running
    if (running === null) return
    this.#running = null
    await running.snapshots.settled()
    await running.log.settled()
    await running.writer.settled()
    try {
      await running.mark.sync()
    } catch (error) {
      throw diskFailed(this.description, error)
    } finally {
      await running.mark.close()
      await running.database.close()
    }
  }
}

const OWN_NAMES = ['level', 'mark', 'detached']

/** Makes the directory, and refuses one with anything else in it. True when nothing was ever begun in it. */
async function prepare(directory: string): Promise<boolean> {
  const names = await namesIn(directory)
  const foreign = names.find((name) => !OWN_NAMES.includes(name) && name !== 'lost+found')
  if (foreign !== undefined) throw new OperatorError('ZK_DIRECTORY_FOREIGN', `${directory}: "${foreign}" in it is not of this kind of storage`)
  return !names.includes('mark')
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    await makeDirectory(directory)
    return await readdir(directory)
  } catch (cause) {
    throw new OperatorError('ZK_DIRECTORY_UNUSABLE', `${directory}: ${textOf(cause)}`, { cause })
  }
}
