import { type Clock, OperatorError, type SnapshotInfo, type SnapshotSink, type SnapshotStore, type Zxid } from '@zabkit/core'
import type { MemoryDisk, MemorySnapshot } from './memory-disk.ts'

/** Snapshots as arrays of chunks. */
export class MemorySnapshotStore implements SnapshotStore {
  readonly #disk: MemoryDisk
  readonly #clock: Clock

  constructor(disk: MemoryDisk, clock: Clock) {
    this.#disk = disk
    this.#clock = clock
  }

  get sizeBytes(): number {
    return this.#disk.snapshots.reduce((sum, { info }) => sum + info.sizeBytes, 0)
  }

  async create(zxid: Zxid): Promise<SnapshotSink> {
    const chunks: Buffer[] = []
    let sizeBytes = 0
    return {
      write: async (chunk) => {
        chunks.push(Buffer.from(chunk))
        sizeBytes += chunk.length
      },
      commit: async () => this.#add({ info: { zxid, sizeBytes, createdAtMs: this.#clock.now() }, chunks }),
      abort: async () => {},
    }
  }

  #add(snapshot: MemorySnapshot): void {
    const others = this.#without(snapshot.info.zxid)
    this.#disk.snapshots = [...others, snapshot].sort((a, b) => b.info.zxid - a.info.zxid)
  }

  #without(zxid: Zxid): MemorySnapshot[] {
    return this.#disk.snapshots.filter(({ info }) => info.zxid !== zxid)
  }

  async list(): Promise<SnapshotInfo[]> {
    return this.#disk.snapshots.map(({ info }) => info)
  }

  async *open(zxid: Zxid): AsyncGenerator<Buffer, void, undefined> {
    yield* this.#get(zxid).chunks
  }

  #get(zxid: Zxid): MemorySnapshot {
    const found = this.#disk.snapshots.find(({ info }) => info.zxid === zxid)
    if (found === undefined) throw new OperatorError('ZK_SNAPSHOT_DAMAGED', `0x${zxid.toString(16)}: there is no such snapshot in memory`)
    return found
  }

  async detach(zxid: Zxid): Promise<void> {
    this.#get(zxid)
    this.#disk.snapshots = this.#without(zxid)
  }

  async purge(count: number): Promise<Zxid> {
    this.#disk.snapshots = this.#disk.snapshots.slice(0, count)
    return this.#disk.snapshots.at(-1)?.info.zxid ?? (0 as Zxid)
  }
}
