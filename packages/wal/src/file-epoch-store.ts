import { type EpochState, type EpochStore, type File, type FileSystem, invariant, MAX_EPOCH, OperatorError } from '@zabkit/core'
import { checksum } from './checksum.ts'
import { withOperatorErrors } from './disk-error.ts'
import { formatUnknown } from './format-version.ts'
import { datasync, join, replaceFile, withFile, writeAll } from './files.ts'
import { SESSION_SECRET_BYTES } from './limits.ts'
import { readUint53, writeUint53 } from './uint64.ts'

const NAME = 'epoch'
const MAGIC = 0x5a4b6570 // "ZKep"
const VERSION = 1
const SLOT_BYTES = 60
/** One slot a page, so that no torn write harms both. */
const SLOT_DISTANCE = 4096

interface Slot {
  readonly generation: number
  readonly state: EpochState
}

/**
 * The epoch file: the same record in two slots, each with a generation and a checksum. A save writes one slot and syncs, then the other
 * and syncs. A crash in between leaves one whole slot, the old or the new; damage to one slot is repaired from the other, so that a flipped bit
 * never brings back an older promise. The file itself appears by a durable rename with both slots in it.
 */
export class FileEpochStore implements EpochStore {
  readonly #fileSystem: FileSystem
  readonly #directory: string
  readonly #path: string
  /** Of the newest record; 0 before there is one, null until it is known. */
  #generation: number | null = null
  #last: EpochState | null = null

  constructor(fileSystem: FileSystem, directory: string) {
    this.#fileSystem = fileSystem
    this.#directory = directory
    this.#path = join(directory, NAME)
  }

  get description(): string {
    return this.#path
  }

  /** Refuses a file of another release with ZK_FORMAT_UNKNOWN, without touching it. Damage is for `load` to find. */
  async check(): Promise<void> {
    if ((await this.#fileSystem.size(this.#path)) !== null) await withFile(this.#fileSystem, this.#path, false, (file) => this.#readSlots(file))
  }

  async load(): Promise<EpochState | null> {
    return withOperatorErrors('reading', this.#path, async () => {
      if ((await this.#fileSystem.size(this.#path)) === null) {
        this.#generation = 0
        return null
      }
      const newest = await withFile(this.#fileSystem, this.#path, false, (file) => this.#settle(file))
      this.#generation = newest.generation
      this.#last = newest.state
      return newest.state
    })
  }

  /** The newest whole slot, now surely on disk and in both places: what was read may stand in the page cache alone. */
  async #settle(file: File): Promise<Slot> {
    const slots = await this.#readSlots(file)
    const newest = slots.reduce((a, b) => (a === null || (b !== null && b.generation > a.generation) ? b : a), null)
    if (newest === null) throw new OperatorError('ZK_EPOCH_DAMAGED', `${this.#path}: both copies of the record are damaged`)
    // The other slot first: at every moment one of them holds the newest.
    const other = slots[0] === newest ? 1 : 0
    await writeSlots(file, newest, [other, 1 - other])
    return newest
  }

  async #readSlots(file: File): Promise<(Slot | null)[]> {
    const bytes = Buffer.alloc(SLOT_DISTANCE + SLOT_BYTES)
    await file.read(bytes, 0)
    return [bytes.subarray(0, SLOT_BYTES), bytes.subarray(SLOT_DISTANCE)].map((slot) => decodeSlot(slot, this.#path))
  }

  async save(state: EpochState): Promise<void> {
    check(state)
    await withOperatorErrors('saving', this.#path, async () => {
      if (this.#generation === null) await this.load()
      invariant(state.acceptedEpoch >= (this.#last?.acceptedEpoch ?? 0), 'an accepted epoch is never taken back')
      const slot = { generation: (this.#generation ?? 0) + 1, state }
      if (this.#generation === 0) await this.#create(slot)
      else await withFile(this.#fileSystem, this.#path, false, (file) => writeSlots(file, slot, [0, 1]))
      this.#generation = slot.generation
      this.#last = state
    })
  }

  async #create(slot: Slot): Promise<void> {
    await replaceFile(this.#fileSystem, this.#directory, NAME, async (file) => {
      await writeAll(file, [encodeSlot(slot)], 0)
      await writeAll(file, [encodeSlot(slot)], SLOT_DISTANCE)
    })
  }
}

async function writeSlots(file: File, slot: Slot, order: readonly number[]): Promise<void> {
  for (const index of order) {
    await writeAll(file, [encodeSlot(slot)], index * SLOT_DISTANCE)
    await datasync(file)
  }
}

function check(state: EpochState): void {
  const { acceptedEpoch, currentEpoch, sessionSecret } = state
  invariant(Number.isInteger(acceptedEpoch) && acceptedEpoch <= MAX_EPOCH, 'an epoch is a whole number in range')
  invariant(currentEpoch >= 0 && currentEpoch <= acceptedEpoch, 'the accepted epoch is never less than the current one')
  invariant(sessionSecret.length === SESSION_SECRET_BYTES, 'the session secret has 32 bytes')
}

function encodeSlot(slot: Slot): Buffer {
  const bytes = Buffer.alloc(SLOT_BYTES)
  bytes.writeUInt32BE(MAGIC, 0)
  bytes.writeUInt32BE(VERSION, 8)
  writeUint53(bytes, slot.generation, 12)
  bytes.writeUInt32BE(slot.state.acceptedEpoch, 20)
  bytes.writeUInt32BE(slot.state.currentEpoch, 24)
  bytes.set(slot.state.sessionSecret, 28)
  bytes.writeUInt32BE(checksum(bytes, 8, SLOT_BYTES, 0), 4)
  return bytes
}

function decodeSlot(bytes: Buffer, path: string): Slot | null {
  if (bytes.readUInt32BE(0) !== MAGIC || checksum(bytes, 8, SLOT_BYTES, 0) !== bytes.readUInt32BE(4)) return null
  if (bytes.readUInt32BE(8) !== VERSION) throw formatUnknown(path, bytes.readUInt32BE(8))
  return {
    generation: readUint53(bytes, 12),
    state: {
      acceptedEpoch: bytes.readUInt32BE(20),
      currentEpoch: bytes.readUInt32BE(24),
      sessionSecret: Uint8Array.prototype.slice.call(bytes, 28, 28 + SESSION_SECRET_BYTES),
    },
  }
}
