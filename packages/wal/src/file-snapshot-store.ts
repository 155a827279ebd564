import type { Clock, FileSystem, Logger, SnapshotInfo, SnapshotSink, SnapshotStore, Zxid } from '@zabkit/core'
import type { Detached } from './detached.ts'
import { withOperatorErrors } from './disk-error.ts'
import { join, removeTemporaries, writeAll } from './files.ts'
import { FileSnapshotSink } from './file-snapshot-sink.ts'
import { encodeSnapshotHeader, parseSnapshotName, snapshotName } from './snapshot-format.ts'
import { inspectSnapshot, readSnapshot, snapshotDamaged } from './snapshot-reader.ts'

interface FileSnapshotStoreParts {
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly detached: Detached
  readonly clock: Clock
  readonly logger: Logger
}

/** Snapshots as files `snapshot.<zxid in hex>`, visible from a durable rename on. */
export class FileSnapshotStore implements SnapshotStore {
  readonly #parts: FileSnapshotStoreParts
  /** Newest first. */
  #known: SnapshotInfo[] = []
  /** Found damaged by `start`, and not yet put aside. */
  #damaged: { readonly name: string; readonly zxid: Zxid; readonly reason: string }[] = []
  readonly #sinks = new Set<SnapshotSink>()
  #written = 0

  constructor(parts: FileSnapshotStoreParts) {
    this.#parts = parts
  }

  /** Looks at what is there and touches nothing. */
  async start(): Promise<void> {
    const { fileSystem, directory } = this.#parts
    // What is listed must be there after a power cut too.
    await fileSystem.syncDirectory(directory)
    this.#known = []
    this.#damaged = []
    for (const name of await fileSystem.list(directory)) await this.#take(name)
    this.#known.sort((a, b) => b.zxid - a.zxid)
  }

  async #take(name: string): Promise<void> {
    const { fileSystem, directory } = this.#parts
    const zxid = parseSnapshotName(name)
    if (zxid === null) return
    const info = await inspectSnapshot(fileSystem, join(directory, name), zxid)
    if (typeof info === 'string') this.#damaged.push({ name, zxid, reason: info })
    else this.#known.push(info)
  }

  /**
   * Removes what was never finished and puts aside what cannot be whole. `reachedZxid`: how far the log goes; a damaged snapshot that is
   * beyond it, and beyond every whole one, held what nothing else holds, and is refused with ZK_SNAPSHOT_DAMAGED.
   */
  async settle(reachedZxid: Zxid): Promise<void> {
    const { fileSystem, directory } = this.#parts
    const held = Math.max(reachedZxid, this.newestZxid)
    const lost = this.#damaged.find(({ zxid }) => zxid > held)
    if (lost !== undefined) {
      throw snapshotDamaged(join(directory, lost.name), `${lost.reason}, and neither the log nor another snapshot reaches it`)
    }
    await removeTemporaries(fileSystem, directory)
    for (const one of this.#damaged.splice(0)) await this.#putAside(one.name, one.reason)
  }

  async #putAside(name: string, reason: string): Promise<void> {
    const { directory, detached, logger } = this.#parts
    const keptAs = await detached.move(directory, name, 'damaged')
    logger.warn('A snapshot is damaged and is put aside', { file: join(directory, name), reason, keptAs })
  }

  /** Gives up snapshots that nobody finished. */
  async close(): Promise<void> {
    for (const sink of [...this.#sinks]) await sink.abort()
  }

  get sizeBytes(): number {
    return this.#known.reduce((sum, info) => sum + info.sizeBytes, 0)
  }

  /** Zxid of the newest one, 0 when there is none. */
  get newestZxid(): Zxid {
    return this.#known[0]?.zxid ?? (0 as Zxid)
  }

  async create(zxid: Zxid): Promise<SnapshotSink> {
    const { fileSystem, directory, clock } = this.#parts
    const temporary = join(directory, `${snapshotName(zxid)}.${++this.#written}.tmp`)
    const createdAtMs = Math.max(0, clock.now())
    const header = encodeSnapshotHeader(zxid, createdAtMs)
    const file = await withOperatorErrors('creating', temporary, async () => {
      const opened = await fileSystem.open(temporary, true)
      await opened.truncate(0)
      await writeAll(opened, [header], 0)
      return opened
    })
    const ended = async (sizeBytes: number | null) => {
      this.#sinks.delete(sink)
      if (sizeBytes !== null) this.#add({ zxid, sizeBytes, createdAtMs })
    }
    const sink = new FileSnapshotSink({ fileSystem, directory, name: snapshotName(zxid), temporary, file, header, ended })
    this.#sinks.add(sink)
    return sink
  }

  #add(info: SnapshotInfo): void {
    this.#known = [...this.#known.filter((one) => one.zxid !== info.zxid), info].sort((a, b) => b.zxid - a.zxid)
  }

  async list(): Promise<SnapshotInfo[]> {
    return [...this.#known]
  }

  open(zxid: Zxid): AsyncIterable<Buffer> {
    const { fileSystem, directory } = this.#parts
    return readSnapshot(fileSystem, join(directory, snapshotName(zxid)), zxid)
  }

  async detach(zxid: Zxid, reason: string): Promise<void> {
    const { directory, detached, logger } = this.#parts
    const name = snapshotName(zxid)
    const path = join(directory, name)
    if (!this.#known.some((one) => one.zxid === zxid)) throw snapshotDamaged(path, 'there is no such snapshot')
    const keptAs = await withOperatorErrors('putting aside', path, () => detached.move(directory, name, reason))
    this.#forget(zxid)
    logger.warn('A snapshot is put aside', { file: path, reason, keptAs })
  }

  #forget(zxid: Zxid): void {
    this.#known = this.#known.filter((one) => one.zxid !== zxid)
  }

  async purge(count: number): Promise<Zxid> {
    const { fileSystem, directory } = this.#parts
    for (const { zxid } of this.#known.slice(count).reverse()) {
      const path = join(directory, snapshotName(zxid))
      await withOperatorErrors('removing', path, () => fileSystem.unlink(path))
      this.#forget(zxid)
    }
    await withOperatorErrors('syncing', directory, () => fileSystem.syncDirectory(directory))
    return this.#known.at(-1)?.zxid ?? (0 as Zxid)
  }
}
