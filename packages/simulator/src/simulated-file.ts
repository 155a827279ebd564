import type { Random } from '@zabkit/core'

/** A change to a file that has not reached the disk. `bytes` null: the file was cut or extended to `position`. */
interface Pending {
  readonly position: number
  readonly bytes: Uint8Array | null
}

/** What happens to writes that were not synced when the power goes: all lost, all kept, or each by chance lost, kept or kept in part. */
export type Keep = 'none' | 'all' | 'torn'

/** Bytes that grow with zeros. */
class Bytes {
  #buffer: Buffer
  length: number

  constructor(source: Uint8Array) {
    this.#buffer = Buffer.from(source)
    this.length = source.length
  }

  view(): Buffer {
    return this.#buffer.subarray(0, this.length)
  }

  resize(length: number): void {
    if (length > this.#buffer.length) {
      const grown = Buffer.alloc(Math.max(length, this.#buffer.length * 2))
      this.view().copy(grown)
      this.#buffer = grown
    }
    if (length < this.length) this.#buffer.fill(0, length, this.length)
    this.length = length
  }

  write(bytes: Uint8Array, position: number): void {
    if (position + bytes.length > this.length) this.resize(position + bytes.length)
    this.#buffer.set(bytes, position)
  }

  apply({ position, bytes }: Pending): void {
    if (bytes === null) this.resize(position)
    else this.write(bytes, position)
  }
}

/** One file (an inode): the bytes on the disk, the bytes that programs see, and what stands between the two. */
export class SimulatedInode {
  readonly #cached: Bytes
  readonly #durable: Bytes
  #pending: Pending[] = []

  constructor(content: Uint8Array) {
    this.#cached = new Bytes(content)
    this.#durable = new Bytes(content)
  }

  get size(): number {
    return this.#cached.length
  }

  /** What programs see. Not to be kept or written to. */
  view(): Buffer {
    return this.#cached.view()
  }

  write(bytes: Uint8Array, position: number): void {
    this.#change({ position, bytes: Uint8Array.from(bytes) })
  }

  truncate(length: number): void {
    this.#change({ position: length, bytes: null })
  }

  #change(change: Pending): void {
    this.#cached.apply(change)
    this.#pending.push(change)
  }

  sync(): void {
    for (const change of this.#pending) this.#durable.apply(change)
    this.#pending = []
  }

  /** A failed sync: the writes are not on the disk, and no later sync will bring them there, but programs go on seeing them. */
  loseWrites(): void {
    this.#pending = this.#pending.filter(({ bytes }) => bytes === null)
  }

  /** Changes the bytes themselves, on the disk and as seen: damage at rest. */
  damage(change: (content: Buffer) => Uint8Array): void {
    const content = change(Buffer.from(this.view()))
    for (const bytes of [this.#cached, this.#durable]) {
      bytes.resize(content.length)
      bytes.write(content, 0)
    }
    this.#pending = []
  }

  /** The file as it is found after a power cut. */
  afterPowerLoss(keep: Keep, random: Random): SimulatedInode {
    const content = new Bytes(this.#durable.view())
    if (keep === 'all') for (const change of this.#pending) content.apply(change)
    if (keep === 'torn') for (const change of shuffled(this.#pending, random)) tear(content, change, random)
    return new SimulatedInode(content.view())
  }
}

/** Lost, kept whole, or any span of it kept. */
function tear(content: Bytes, change: Pending, random: Random): void {
  const fate = random.below(3)
  if (fate === 0) return
  if (fate === 1 || change.bytes === null) return content.apply(change)
  const from = random.below(change.bytes.length + 1)
  const to = from + random.below(change.bytes.length - from + 1)
  if (to > from) content.write(change.bytes.subarray(from, to), change.position + from)
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) {
      result[i] = b
      result[j] = a
    }
  }
  return result
}
