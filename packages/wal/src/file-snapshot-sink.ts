import { type File, type FileSystem, invariant, type SnapshotSink } from '@zabkit/core'
import { operatorErrorOf } from './disk-error.ts'
import { datasync, join, writeAll } from './files.ts'
import { SNAPSHOT_CHUNK_BYTES, SNAPSHOT_DIRTY_BYTES } from './limits.ts'
import { CHUNK_HEADER_BYTES, encodeSnapshotTrailer, sealChunk, seedOf } from './snapshot-format.ts'

interface SinkParts {
  readonly fileSystem: FileSystem
  readonly directory: string
  /** Name under which it becomes visible. */
  readonly name: string
  /** Where it is written until then. */
  readonly temporary: string
  readonly file: File
  readonly header: Buffer
  /** Called once, when it is visible or gone. */
  readonly ended: (sizeBytes: number | null) => Promise<void>
}

/** Writes one snapshot: one chunk in memory, a sync each few megabytes, a rename at the end. */
export class FileSnapshotSink implements SnapshotSink {
  readonly #parts: SinkParts
  readonly #chunk = Buffer.allocUnsafeSlow(CHUNK_HEADER_BYTES + SNAPSHOT_CHUNK_BYTES)
  #filled = 0
  #position: number
  #synced = 0
  #total = 0
  #checksum: number
  #isClosed = false
  #state: 'open' | 'failed' | 'ended' = 'open'

  constructor(parts: SinkParts) {
    this.#parts = parts
    this.#position = parts.header.length
    this.#checksum = seedOf(parts.header)
  }

  async write(chunk: Uint8Array): Promise<void> {
    await this.#guarded('writing', async () => {
      for (let at = 0; at < chunk.length; ) {
        const taken = Math.min(chunk.length - at, SNAPSHOT_CHUNK_BYTES - this.#filled)
        this.#chunk.set(chunk.subarray(at, at + taken), CHUNK_HEADER_BYTES + this.#filled)
        this.#filled += taken
        at += taken
        if (this.#filled === SNAPSHOT_CHUNK_BYTES) await this.#flush()
      }
    })
  }

  async #flush(): Promise<void> {
    if (this.#filled === 0) return
    this.#checksum = sealChunk(this.#chunk, this.#filled, this.#checksum)
    await this.#put(this.#chunk.subarray(0, CHUNK_HEADER_BYTES + this.#filled))
    this.#total += this.#filled
    this.#filled = 0
    if (this.#position - this.#synced >= SNAPSHOT_DIRTY_BYTES) {
      await datasync(this.#parts.file)
      this.#synced = this.#position
    }
  }

  async #put(bytes: Buffer): Promise<void> {
    await writeAll(this.#parts.file, [bytes], this.#position)
    this.#position += bytes.length
  }

  async commit(): Promise<void> {
    const { fileSystem, directory, name, temporary, file, ended } = this.#parts
    await this.#guarded('committing', async () => {
      await this.#flush()
      await this.#put(encodeSnapshotTrailer(this.#total, this.#checksum))
      await datasync(file)
      await this.#close()
      await fileSystem.rename(temporary, join(directory, name))
      await fileSystem.syncDirectory(directory)
      this.#state = 'ended'
      await ended(this.#position)
    })
  }

  async abort(): Promise<void> {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    const { fileSystem, directory, temporary, ended } = this.#parts
    try {
      await this.#close()
      if ((await fileSystem.size(temporary)) !== null) await fileSystem.unlink(temporary)
      await fileSystem.syncDirectory(directory)
    } catch (error) {
      throw operatorErrorOf('giving up', temporary, error)
    } finally {
      await ended(null)
    }
  }

  /** Once: a descriptor that was closed may be another file's by now. */
  async #close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#parts.file.close()
  }

  async #guarded(action: string, work: () => Promise<void>): Promise<void> {
    invariant(this.#state === 'open', 'a snapshot is written only until it has failed or ended')
    try {
      await work()
    } catch (error) {
      this.#state = 'failed'
      throw operatorErrorOf(action, this.#parts.temporary, error)
    }
  }
}
