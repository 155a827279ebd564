import {
  type Clock, type FileLock, type FileSystem, type Logger, type LogStore, type Metrics, OperatorError, type Random,
  type SnapshotStore, type Storage,
} from '@zabkit/core'
import { Detached } from './detached.ts'
import { codeOf, withOperatorErrors } from './disk-error.ts'
import { FileEpochStore } from './file-epoch-store.ts'
import { FileLogStore } from './file-log-store.ts'
import { FileSnapshotStore } from './file-snapshot-store.ts'
import { join, removeTemporaries } from './files.ts'
import { Identity } from './identity.ts'
import { parseSegmentName } from './segment.ts'
import { parseSnapshotName } from './snapshot-format.ts'
import { SyncWatch } from './sync-watch.ts'

export interface FileStorageParts {
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
  readonly random: Random
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly logDirectory: string
  readonly segmentBytes: number
  readonly preallocateBytes: number
  readonly fsyncWarningMs: number
}

/** What Apache ZooKeeper puts into its dataDir. */
const FOREIGN = 'version-2'

/** The three stores in their directories, behind a lock. */
export class FileStorage implements Storage {
  readonly description: string
  readonly #parts: FileStorageParts
  readonly #log: FileLogStore
  readonly #snapshots: FileSnapshotStore
  readonly epochs: FileEpochStore
  readonly #identity: Identity
  readonly #locks: FileLock[] = []
  #running = false

  constructor(parts: FileStorageParts) {
    const { fileSystem, directory, logDirectory } = parts
    this.#parts = parts
    this.description = directory === logDirectory ? directory : `${directory}, log in ${logDirectory}`
    const detached = new Detached(fileSystem, join(directory, 'detached'))
    const logDetached = new Detached(fileSystem, join(logDirectory, 'detached'))
    const watch = new SyncWatch(parts, parts.fsyncWarningMs)
    const snapshots = new FileSnapshotStore({ ...parts, directory: join(directory, 'snapshots'), detached })
    this.#snapshots = snapshots
    const snapshotZxid = () => snapshots.newestZxid
    this.#log = new FileLogStore({ ...parts, directory: join(logDirectory, 'log'), detached: logDetached, watch, snapshotZxid })
    this.epochs = new FileEpochStore(fileSystem, directory)
    this.#identity = new Identity({ ...parts, logDirectory: join(logDirectory, 'log'), hasData: () => this.#hasData() })
  }

  get log(): LogStore {
    return this.#log
  }

  get snapshots(): SnapshotStore {
    return this.#snapshots
  }

  async start(): Promise<void> {
    if (this.#running) return
    try {
      for (const directory of this.#directories()) {
        await withOperatorErrors('opening the directory', directory, () => this.#occupy(directory))
      }
      await this.#openStores()
      this.#running = true
    } catch (error) {
      await this.#release()
      throw error
    }
  }

  async #openStores(): Promise<void> {
    const { fileSystem, directory, logDirectory } = this.#parts
    const identity = this.#identity
    await withOperatorErrors('opening', directory, () => identity.begin())
    await withOperatorErrors('opening', directory, () => this.epochs.check())
    await withOperatorErrors('opening the snapshots', directory, () => this.#snapshots.start())
    await withOperatorErrors('opening the log', logDirectory, () => this.#log.open(identity.isNew))
    try {
      await withOperatorErrors('opening the snapshots', directory, () => this.#snapshots.settle(this.#log.range.lastZxid))
      await withOperatorErrors('opening', directory, () => removeTemporaries(fileSystem, directory))
      await withOperatorErrors('opening', directory, () => identity.finish())
    } catch (error) {
      await this.#log.close().catch(() => {})
      throw error
    }
  }

  /** Looks for what only a server that was here before can have left. */
  async #hasData(): Promise<boolean> {
    const { fileSystem, directory, logDirectory } = this.#parts
    const segments = (await fileSystem.list(join(logDirectory, 'log'))).some((name) => parseSegmentName(name) !== null)
    const snapshots = (await fileSystem.list(join(directory, 'snapshots'))).some((name) => parseSnapshotName(name) !== null)
    return segments || snapshots || (await fileSystem.size(this.epochs.description)) !== null
  }

  #directories(): string[] {
    const { directory, logDirectory } = this.#parts
    return directory === logDirectory ? [directory] : [directory, logDirectory]
  }

  async #occupy(directory: string): Promise<void> {
    const { fileSystem } = this.#parts
    await fileSystem.makeDirectory(directory)
    const names = await fileSystem.list(directory)
    if (names.includes(FOREIGN)) throw new OperatorError('ZK_DIRECTORY_FOREIGN', `${join(directory, FOREIGN)}: Apache ZooKeeper writes here`)
    this.#locks.push(await this.#lock(directory))
    for (const name of ['log', 'snapshots', 'detached']) await fileSystem.makeDirectory(join(directory, name))
    await fileSystem.syncDirectory(directory)
  }

  async #lock(directory: string): Promise<FileLock> {
    try {
      return await this.#parts.fileSystem.lock(join(directory, 'lock'))
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      throw new OperatorError('ZK_DIRECTORY_LOCKED', `${directory}: a running server uses this directory`, { cause: error })
    }
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    try {
      await withOperatorErrors('closing', this.description, async () => {
        await this.#log.close()
        await this.#snapshots.close()
      })
    } finally {
      await this.#release()
    }
  }

  async #release(): Promise<void> {
    for (const lock of this.#locks.splice(0)) await lock.release()
  }
}
