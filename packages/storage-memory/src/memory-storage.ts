import { type Components, type EpochStore, type LogStore, OperatorError, type SnapshotStore, type Storage } from '@zabkit/core'
import { MemoryDisk } from './memory-disk.ts'
import { MemoryEpochStore } from './memory-epoch-store.ts'
import { MemoryLogStore } from './memory-log-store.ts'
import { MemorySnapshotStore } from './memory-snapshot-store.ts'

export interface MemoryStorageOptions {
  /** What to keep the data in. Default: a new, empty one. Give the same one again to come back to it after a restart. */
  readonly disk?: MemoryDisk
}

/** Storage in memory. */
export function memoryStorage(options: MemoryStorageOptions = {}): (components: Pick<Components, 'clock'>) => Storage {
  const disk = options.disk ?? new MemoryDisk()
  return (components) => new MemoryStorage(disk, components)
}

class MemoryStorage implements Storage {
  readonly description = 'memory'
  readonly snapshots: SnapshotStore
  readonly epochs: EpochStore
  readonly #log: MemoryLogStore
  readonly #disk: MemoryDisk
  #running = false

  constructor(disk: MemoryDisk, components: Pick<Components, 'clock'>) {
    this.#disk = disk
    this.#log = new MemoryLogStore(disk)
    this.snapshots = new MemorySnapshotStore(disk, components.clock)
    this.epochs = new MemoryEpochStore(disk)
  }

  get log(): LogStore {
    return this.#log
  }

  async start(): Promise<void> {
    if (this.#running) return
    if (this.#disk.taken) throw new OperatorError('ZK_DIRECTORY_LOCKED', 'memory: another storage uses this MemoryDisk')
    this.#disk.taken = true
    this.#running = true
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    await this.#log.settled()
    this.#disk.taken = false
  }
}
