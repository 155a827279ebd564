import { constants, type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codesOf } from './errors.ts'
import { isSealed, SEAL_BYTES, seal, unsealed } from './sealed.ts'

const SLOTS = 2
/** A slot lies in a page of its own: what tears one leaves the other. */
const SLOT_SPACING = 4096
const SLOT_BYTES = SEAL_BYTES + 8
const PLACE = 2

/**
 * The highest revision that is known to be durable, beside the database: LevelDB drops what it cannot read at the end of its own log without a word, and this
 * tells. Written after a write was synced and not waited for, so it never says more than the database holds, and after a killed process hardly less.
 */
export class MarkFile {
  readonly #file: FileHandle
  #revision: number
  #wanted: number
  #slot = 0
  #writing: Promise<void> | null = null
  /** The first write that failed; told when the mark is synced. */
  #error: unknown = null

  private constructor(file: FileHandle, revision: number) {
    this.#file = file
    this.#revision = revision
    this.#wanted = revision
  }

  /** Makes it when it is missing. */
  static async open(path: string): Promise<MarkFile> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT)
    try {
      return new MarkFile(file, highest(await file.readFile()))
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /** `revision` is durable. Written soon. */
  note(revision: number): void {
    this.#wanted = revision
    if (this.#writing === null && this.#revision < revision) this.#writing = this.#write()
  }

  async #write(): Promise<void> {
    try {
      while (this.#revision < this.#wanted) {
        const revision = this.#wanted
        await this.#file.write(encode(revision), 0, SLOT_BYTES, this.#slot * SLOT_SPACING)
        this.#slot = (this.#slot + 1) % SLOTS
        this.#revision = revision
      }
    } catch (error) {
      this.#error ??= error
    } finally {
      this.#writing = null
    }
  }

  /** Makes what was noted durable. */
  async sync(): Promise<void> {
    await this.#writing
    if (this.#error !== null) throw this.#error
    await this.#file.datasync()
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#file.close()
  }
}

/**
 * The highest revision in the mark at `path`; 0 when nothing in it can be read. Null: it is missing or has not a byte, so that no start has come to its end.
 */
export async function readMark(path: string): Promise<number | null> {
  try {
    const bytes = await readFile(path)
    return bytes.length === 0 ? null : highest(bytes)
  } catch (error) {
    if (codesOf(error).includes('ENOENT')) return null
    throw error
  }
}

/** Makes `directory` and what was created in it durable. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a directory that outlives a power cut. */
export async function makeDirectory(directory: string): Promise<void> {
  if ((await mkdir(directory, { recursive: true })) !== undefined) await syncDirectory(dirname(directory))
}

function encode(revision: number): Buffer {
  const bytes = unsealed(SLOT_BYTES - SEAL_BYTES)
  bytes.writeDoubleBE(revision, SEAL_BYTES)
  return seal(bytes, PLACE)
}

function highest(bytes: Buffer): number {
  let revision = 0
  for (let slot = 0; slot < SLOTS; slot++) {
    const one = bytes.subarray(slot * SLOT_SPACING, slot * SLOT_SPACING + SLOT_BYTES)
    if (one.length === SLOT_BYTES && isSealed(one, PLACE)) revision = Math.max(revision, one.readDoubleBE(SEAL_BYTES))
  }
  return revision
}
