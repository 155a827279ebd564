import type { File, FileSystem, Zxid } from '@zabkit/core'
import { checksum } from './checksum.ts'
import { datasync, join, withFile, writeAll } from './files.ts'
import { readUint53, readZxid, writeUint53 } from './uint64.ts'

const NAME = 'synced'
const MAGIC = 0x5a4b6d6b // "ZKmk"
const SLOT_BYTES = 32
/** One slot a sector, so that a torn write harms only the slot that was being written. */
const SLOT_DISTANCE = 512
/** Slots that `raise` uses in turn, then slots that are synced one at a time: one of these is whole whatever happens. */
const LOOSE_SLOTS = 2
const SLOTS = 4

/**
 * How far the log is known to be on disk: a small file that is written right after a sync, when nothing else waits, and is itself not
 * waited for. Damage in the last frame looks just like a torn write; a mark that covers the frame tells them apart. A mark may lag
 * behind the log but never run ahead of it. Each new segment is marked durably, and so is what an emptied log builds upon.
 */
export class SyncMark {
  /** The newest mark that was written, 0 when there is none. */
  zxid: Zxid
  /** What the log built upon when it was last empty; says nothing while there are segments beyond it. */
  baseZxid: Zxid
  readonly #file: File
  readonly #buffer = Buffer.alloc(SLOT_BYTES)
  #sequence: number
  #busy = false
  #onIdle: (() => void) | null = null

  private constructor(file: File, slot: MarkSlot) {
    this.#file = file
    this.zxid = slot.zxid
    this.baseZxid = slot.baseZxid
    this.#sequence = slot.sequence
  }

  static async open(fileSystem: FileSystem, directory: string): Promise<SyncMark> {
    const file = await fileSystem.open(join(directory, NAME), true)
    const mark = new SyncMark(file, await readNewest(file))
    // A missing file is made whole now, so that later marks change no metadata.
    if (mark.#sequence === 0) await mark.lower(mark.zxid, mark.baseZxid)
    return mark
  }

  /** The mark in `directory`, without touching anything. */
  static async peek(fileSystem: FileSystem, directory: string): Promise<MarkSlot> {
    const path = join(directory, NAME)
    if ((await fileSystem.size(path)) === null) return NONE
    return withFile(fileSystem, path, false, readNewest)
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
    encodeSlot(this.#buffer, { sequence, zxid: this.zxid, baseZxid: this.baseZxid })
    this.#file.write([this.#buffer], (sequence % LOOSE_SLOTS) * SLOT_DISTANCE, done)
  }

  /** Says so durably, also what was said before: that may stand in the page cache alone. */
  async settle(zxid: Zxid, baseZxid: Zxid): Promise<void> {
    await this.idle()
    this.zxid = zxid
    this.baseZxid = baseZxid
    await this.#writeDurably(LOOSE_SLOTS + (++this.#sequence % LOOSE_SLOTS))
  }

  /** Durably takes back what was said beyond `zxid`: in every slot, so that no older mark can come back. */
  async lower(zxid: Zxid, baseZxid: Zxid): Promise<void> {
    await this.idle()
    this.zxid = zxid
    this.baseZxid = baseZxid
    ++this.#sequence
    for (let index = SLOTS - 1; index >= 0; index--) await this.#writeDurably(index)
  }

  async #writeDurably(index: number): Promise<void> {
    encodeSlot(this.#buffer, { sequence: this.#sequence, zxid: this.zxid, baseZxid: this.baseZxid })
    await writeAll(this.#file, [this.#buffer], index * SLOT_DISTANCE)
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

/** What one slot says. Of two the one with the higher `sequence` is newer; 0: nothing was ever said, or all of it is lost. */
export interface MarkSlot {
  readonly sequence: number
  readonly zxid: Zxid
  readonly baseZxid: Zxid
}

const NONE: MarkSlot = { sequence: 0, zxid: 0 as Zxid, baseZxid: 0 as Zxid }

async function readNewest(file: File): Promise<MarkSlot> {
  const bytes = Buffer.alloc(SLOTS * SLOT_DISTANCE)
  await file.read(bytes, 0)
  let newest = NONE
  for (let at = 0; at < bytes.length; at += SLOT_DISTANCE) {
    const slot = decodeSlot(bytes.subarray(at, at + SLOT_BYTES))
    if (slot.sequence > newest.sequence) newest = slot
  }
  return newest
}

function encodeSlot(bytes: Buffer, { sequence, zxid, baseZxid }: MarkSlot): void {
  bytes.writeUInt32BE(MAGIC, 0)
  writeUint53(bytes, sequence, 8)
  writeUint53(bytes, zxid, 16)
  writeUint53(bytes, baseZxid, 24)
  bytes.writeUInt32BE(checksum(bytes, 8, SLOT_BYTES, MAGIC), 4)
}

function decodeSlot(bytes: Buffer): MarkSlot {
  const whole = bytes.readUInt32BE(0) === MAGIC && checksum(bytes, 8, SLOT_BYTES, MAGIC) === bytes.readUInt32BE(4)
  return whole ? { sequence: readUint53(bytes, 8), zxid: readZxid(bytes, 16), baseZxid: readZxid(bytes, 24) } : NONE
}
