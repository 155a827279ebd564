import { invariant, type SnapshotSink } from '@zabkit/core'
import { chained, removeRange } from './database.ts'
import type { Gate } from './gate.ts'
import { chunkKey } from './keys.ts'
import { SNAPSHOT_CHUNK_BYTES } from './limits.ts'
import { SEAL_BYTES, seal, unsealed } from './sealed.ts'
import { chunkPlace } from './snapshot-index.ts'

/** Called when every entry is durable. */
export type Committed = (written: { id: number; chunks: number; sizeBytes: number }) => Promise<void>

/** A snapshot being written: entries that nobody finds until the index names them. */
export class LevelSnapshotSink implements SnapshotSink {
  readonly #gate: Gate
  readonly #id: number
  readonly #committed: Committed
  #chunk = unsealed(SNAPSHOT_CHUNK_BYTES)
  #used = 0
  #chunks = 0
  #sizeBytes = 0
  #isOpen = true

  constructor(gate: Gate, id: number, committed: Committed) {
    this.#gate = gate
    this.#id = id
    this.#committed = committed
  }

  async write(chunk: Uint8Array): Promise<void> {
    invariant(this.#isOpen, 'nothing is written after commit or abort')
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + SNAPSHOT_CHUNK_BYTES - this.#used)
      this.#chunk.set(part, SEAL_BYTES + this.#used)
      this.#used += part.length
      at += part.length
      if (this.#used === SNAPSHOT_CHUNK_BYTES) await this.#flush()
    }
  }

  async #flush(): Promise<void> {
    const index = this.#chunks++
    const value = seal(this.#chunk.subarray(0, SEAL_BYTES + this.#used), chunkPlace(this.#id, index))
    this.#gate.check()
    await this.#gate.write(chained(this.#gate.database).put(chunkKey(this.#id, index), value))
    this.#sizeBytes += this.#used
    this.#used = 0
  }

  async commit(): Promise<void> {
    invariant(this.#isOpen, 'committed once')
    if (this.#used > 0) await this.#flush()
    this.#isOpen = false
    await this.#committed({ id: this.#id, chunks: this.#chunks, sizeBytes: this.#sizeBytes })
  }

  async abort(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await removeRange(this.#gate, { gte: chunkKey(this.#id, 0), lt: chunkKey(this.#id + 1, 0) })
  }
}
