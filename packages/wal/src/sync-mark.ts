import type { File, FileSystem, Zxid } from '@zabkit/core'
import { checksum } from './checksum.ts'
import { datasync, join, withFile, writeAll } from './files.ts'
import { readZxid, writeUint53 } from './uint64.ts'

const NAME = 'synced'
const MAGIC = 0x5a4b6d6b // "ZKmk"
const SLOT_BYTES = 24
/** One slot a sector, so that a torn write harms only the slot that was being written. */
const SLOT_DISTANCE = 512

/**
 * How far the log is known to be on disk: a small file that is written right after a sync, when nothing else waits, and is itself not
 * waited for. Damage in the last frame looks just like a torn write; a mark that covers the frame tells them apart. A mark may lag
 * behind the log but never run ahead of it.
 */
export class SyncMark {
  /** The newest mark that was written, 0 when there is none. */
  zxid: Zxid
  readonly #file: File
  readonly #buffer = Buffer.alloc(SLOT_BYTES)
  #sequence: number
  #busy = false
  #onIdle: (() => void) | null = null

  private constructor(file: File, slot: Slot) {
    this.#file = file
    this.zxid = slot.zxid
    this.#sequence = slot.sequence
  }

  static async open(fileSystem: FileSystem, directory: string): Promise<SyncMark> {
    const file = await fileSystem.open(join(directory, NAME), true)
    const mark = new SyncMark(file, await readNewest(file))
    // A missing file is made whole now, so that later marks change no metadata.
    if (mark.#sequence === 0) await mark.lower(mark.zxid)
    return mark
  }

  /** The mark in `directory`, without touching anything. */
  static async peek(fileSystem: FileSystem, directory: string): Promise<Zxid> {
    const path = join(directory, NAME)
    if ((await fileSystem.size(path)) === null) return 0 as Zxid
    return withFile(fileSystem, path, false, async (file) => (await readNewest(file)).zxid)
  }

  get busy(): boolean {
    return this.#busy
  }

  /** Everything up to `zxid` has been synced. Not to be called while `busy`. */
  raise(zxid: Zxid, done: (error: Error | null) => void): void {
    this.#busy = true
    this.zxid = zxid
    this.#write(++this.#sequence, (error) => {
      this.#busy = false
      this.#onIdle?.()
      done(error)
    })
  }

  #write(sequence: number, done: (error: Error | null) => void): void {
    encodeSlot(this.#buffer, sequence, this.zxid)
    this.#file.write([this.#buffer], (sequence % 2) * SLOT_DISTANCE, done)
  }

  /** Durably takes back what was said beyond `zxid`: in both slots, so that no older mark can come back. */
  async lower(zxid: Zxid): Promise<void> {
    await this.idle()
    this.zxid = zxid
    for (let i = 0; i < 2; i++) {
      encodeSlot(this.#buffer, ++this.#sequence, zxid)
      await writeAll(this.#file, [this.#buffer], (this.#sequence % 2) * SLOT_DISTANCE)
    }
    await datasync(this.#file)
  }

  /** Resolves when no write is under way. */
  idle(): Promise<void> {
    return this.#busy ? new Promise((resolve) => (this.#onIdle = resolve)) : Promise.resolve()
  }

  /** Makes the mark durable and closes it. */
  async close(): Promise<void> {
    await this.idle()
    try {
      await datasync(this.#file)
    } finally {
      await this.#file.close()
    }
  }
}

interface Slot {
  readonly sequence: number
  readonly zxid: Zxid
}

async function readNewest(file: File): Promise<Slot> {
  const bytes = Buffer.alloc(SLOT_DISTANCE + SLOT_BYTES)
  await file.read(bytes, 0)
  const first = decodeSlot(bytes.subarray(0, SLOT_BYTES))
  const second = decodeSlot(bytes.subarray(SLOT_DISTANCE))
  return first.sequence > second.sequence ? first : second
}

function encodeSlot(bytes: Buffer, sequence: number, zxid: Zxid): void {
  bytes.writeUInt32BE(MAGIC, 0)
  writeUint53(bytes, sequence, 8)
  writeUint53(bytes, zxid, 16)
  bytes.writeUInt32BE(checksum(bytes, 8, SLOT_BYTES, MAGIC), 4)
}

function decodeSlot(bytes: Buffer): Slot {
  const whole = bytes.readUInt32BE(0) === MAGIC && checksum(bytes, 8, SLOT_BYTES, MAGIC) === bytes.readUInt32BE(4)
  return whole ? { sequence: readZxid(bytes, 8), zxid: readZxid(bytes, 16) } : { sequence: 0, zxid: 0 as Zxid }
}
