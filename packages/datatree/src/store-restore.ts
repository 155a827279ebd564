import { invariant, isOperatorError, MAX_EPOCH, type StateRestore, type Zxid, zxidFromHalves } from '@zabkit/core'
import { FigureReader } from './figure-reader.ts'
import { ImageCheck } from './image-check.ts'
import { damaged, expectLittleEndian, FORMAT_VERSION, HEADER_BYTES, MAGIC, padded, SECTION_UNIT_BYTES } from './snapshot-format.ts'
import { MAX_BLOB_BYTES, MAX_FIGURES_BYTES } from './store-limits.ts'
import { ZnodeContent } from './znode-content.ts'

/** Takes over what was restored. */
export type Restored = (content: ZnodeContent, zxid: Zxid, head: Buffer) => void

interface Image {
  readonly content: ZnodeContent
  readonly zxid: Zxid
  readonly head: Buffer
  /** What is left to be done at the end. */
  readonly complete: () => void
}

/**
 * Copies the chunks of a snapshot into the pages of a content of its own. What is wrong with the stream is found while it comes and told at
 * `finish`; after that nothing more of it is looked at.
 */
export class StoreRestore implements StateRestore {
  readonly #restored: Restored
  readonly #check = new ImageCheck()
  readonly #parts: Generator<Uint8Array, Image>
  /** What the next bytes go into; null after the last part. */
  #part: Uint8Array | null = null
  /** Bytes of the part that have come. */
  #filled = 0
  #image: Image | null = null
  #damage: Error | null = null
  #finished = false

  constructor(restored: Restored) {
    expectLittleEndian()
    this.#restored = restored
    this.#parts = this.#read()
    this.#advance()
  }

  push(chunk: Buffer): void {
    invariant(!this.#finished, 'nothing is pushed after finish')
    if (this.#damage !== null) return
    try {
      this.#fill(chunk)
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    if (!isOperatorError(error)) throw error
    this.#damage = error
    this.#part = null
    this.#image = null
  }

  #fill(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      const part = this.#part
      if (part === null) throw damaged('something follows its end')
      const copied = chunk.copy(part, this.#filled, at)
      at += copied
      this.#filled += copied
      if (this.#filled === part.length) this.#advance()
    }
  }

  /** To the next part that has room for something. */
  #advance(): void {
    this.#filled = 0
    let next = this.#parts.next()
    while (next.done !== true && next.value.length === 0) next = this.#parts.next()
    if (next.done === true) this.#image = next.value
    this.#part = next.done === true ? null : next.value
  }

  finish(): void {
    invariant(!this.#finished, 'a restore is finished once')
    this.#finished = true
    if (this.#damage !== null) throw this.#damage
    if (this.#image === null) throw damaged('it ends before its end')
    const { content, zxid, head, complete } = this.#image
    this.#image = null
    complete()
    this.#restored(content, zxid, head)
  }

  /** Yields memory in the order of the stream; goes on when it is filled. */
  *#read(): Generator<Uint8Array, Image> {
    const figures = yield* this.#readFigures()
    const zxid = zxidFromHalves(figures.take(0, MAX_EPOCH), figures.word())
    const headBytes = figures.take(0, MAX_BLOB_BYTES)
    const content = new ZnodeContent()
    const complete = yield* this.#checked(content.refill(figures))
    const head = yield* this.#section(padded(headBytes))
    yield* this.#expectCheck()
    return { content, zxid, head: head.subarray(0, headBytes), complete }
  }

  *#readFigures(): Generator<Uint8Array, FigureReader> {
    const header = yield* this.#section(HEADER_BYTES)
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('it does not begin as one')
    const version = header.readInt32LE(8)
    if (version !== FORMAT_VERSION) throw damaged(`format version ${version} is not known, only ${FORMAT_VERSION}`)
    const length = header.readInt32LE(12)
    if (length < 0 || length > MAX_FIGURES_BYTES || length !== padded(length)) throw damaged(`figures of ${length} bytes`)
    const figures = yield* this.#section(length)
    yield* this.#expectCheck()
    return new FigureReader(figures)
  }

  *#section(length: number): Generator<Uint8Array, Buffer> {
    const bytes = Buffer.allocUnsafeSlow(length)
    yield bytes
    this.#check.fold(bytes)
    return bytes
  }

  *#checked<T>(parts: Generator<Uint8Array, T>): Generator<Uint8Array, T> {
    for (;;) {
      const { value, done } = parts.next()
      if (done === true) return value
      yield value
      this.#check.fold(value)
    }
  }

  /** Checks are no part of what they cover. */
  *#expectCheck(): Generator<Uint8Array, void> {
    const check = Buffer.allocUnsafeSlow(SECTION_UNIT_BYTES)
    yield check
    if (!check.equals(this.#check.value())) throw damaged('its check is not that of its bytes')
  }
}
