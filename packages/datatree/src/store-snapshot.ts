import { formatZxid, invariant, OperatorError, type StateSnapshot, type Zxid } from '@zabkit/core'
import { encodeAcls } from './acl-table.ts'
import { ImageCheck } from './image-check.ts'
import { bytesOf, expectLittleEndian, FORMAT_VERSION, HEADER_BYTES, halves, MAGIC, padded } from './snapshot-format.ts'
import {
  COPIED_SHARE_MAX, MAX_ACL_BYTES, MAX_BLOB_BYTES, MAX_FIGURES_BYTES, MAX_SNAPSHOT_COPIED_BYTES, SNAPSHOT_PIECE_BYTES,
} from './store-limits.ts'
import type { FrozenContent, ZnodeContent } from './znode-content.ts'

const NOTHING: Buffer = Buffer.alloc(0)

/**
 * An image of the content at the moment of its making, page after page. Only the figures are copied at once; what is about to change in a
 * page before it was taken is copied by the tables themselves, see FrozenPages.
 */
export class StoreSnapshot implements StateSnapshot {
  readonly zxid: Zxid
  readonly #content: ZnodeContent
  readonly #maxCopiedBytes: number
  readonly #pieces: Generator<Buffer, void>
  #piece: Buffer = NOTHING
  /** Bytes of the piece that were handed out. */
  #taken = 0
  #copiedBytes = 0
  #outrun = false
  #closed = false

  /** `head` is copied. `maxCopiedBytes`: default MAX_SNAPSHOT_COPIED_BYTES or COPIED_SHARE_MAX of the store. */
  constructor(content: ZnodeContent, zxid: Zxid, head: Buffer, maxCopiedBytes = copiedBytesMax(content)) {
    expectLittleEndian()
    invariant(head.length <= MAX_BLOB_BYTES, 'the head of a snapshot is longer than it may be (256 MiB)')
    invariant(content.acls.storedBytes <= MAX_ACL_BYTES, 'the ACLs take more room than a snapshot can have (2 GiB)')
    this.zxid = zxid
    this.#content = content
    this.#maxCopiedBytes = maxCopiedBytes
    const frozen = content.freeze((bytes) => this.#copied(bytes))
    this.#pieces = image(encodeFront(zxid, head.length, frozen.figures), frozen, Buffer.from(head))
    content.snapshot = this
  }

  /** A reader that is slower than the changes is told at its next call. */
  #copied(bytes: number): void {
    this.#copiedBytes += bytes
    if (this.#copiedBytes <= this.#maxCopiedBytes) return
    this.#outrun = true
    this.close()
  }

  /** @throws OperatorError ZK_SNAPSHOT_OUTRUN when what changed since the beginning takes more memory than it may */
  next(maxBytes: number): Buffer | null {
    invariant(maxBytes > 0, 'a chunk has room for something')
    if (this.#outrun) throw outrun(this.zxid, this.#maxCopiedBytes)
    if (this.#closed || (this.#taken === this.#piece.length && !this.#advance())) return null
    const from = this.#taken
    this.#taken = Math.min(from + maxBytes, this.#piece.length)
    return this.#piece.subarray(from, this.#taken)
  }

  #advance(): boolean {
    const { value, done } = this.#pieces.next()
    this.#piece = value ?? NOTHING
    this.#taken = 0
    return done !== true
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#piece = NOTHING
    this.#pieces.return()
    this.#content.thaw()
    this.#content.snapshot = null
  }
}

function copiedBytesMax({ table, arena }: ZnodeContent): number {
  return Math.max(MAX_SNAPSHOT_COPIED_BYTES, COPIED_SHARE_MAX * (table.heldBytes + arena.heldBytes))
}

/** Header and figures. */
function encodeFront(zxid: Zxid, headBytes: number, contentFigures: readonly number[]): Buffer {
  const figures = Int32Array.of(...halves(zxid), headBytes)
  const length = padded(4 * (figures.length + contentFigures.length))
  invariant(length <= MAX_FIGURES_BYTES, 'the figures of a snapshot take more room than they may (16 MiB)')
  const front = Buffer.alloc(HEADER_BYTES + length)
  MAGIC.copy(front)
  front.writeInt32LE(FORMAT_VERSION, 8)
  front.writeInt32LE(length, 12)
  const words = new Int32Array(front.buffer, HEADER_BYTES)
  words.set(figures)
  words.set(contentFigures, figures.length)
  return front
}

/** The whole stream in pieces of at most about SNAPSHOT_PIECE_BYTES, each the reader's own. */
function* image(front: Buffer, frozen: FrozenContent, head: Buffer): Generator<Buffer, void> {
  const check = new ImageCheck()
  check.fold(front)
  yield front
  yield check.value()
  for (const piece of sections(frozen, head)) {
    check.fold(piece)
    yield piece
  }
  yield check.value()
}

function* sections({ rows, blobs, slots, acls }: FrozenContent, head: Buffer): Generator<Buffer, void> {
  yield* rows.take()
  yield* blobs.pages.take()
  for (const blob of blobs.large) if (blob !== null) yield* slices(blob)
  for (const segment of slots) yield* slices(bytesOf(segment))
  yield* encodeAcls(acls)
  yield* slices(head)
}

/** Copies of bytes that nobody changes. */
function* slices(bytes: Buffer): Generator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += SNAPSHOT_PIECE_BYTES) {
    const length = Math.min(SNAPSHOT_PIECE_BYTES, bytes.length - at)
    const slice = Buffer.allocUnsafeSlow(padded(length))
    bytes.copy(slice, 0, at, at + length)
    yield slice.fill(0, length)
  }
}

function outrun(zxid: Zxid, bytes: number): OperatorError {
  const text = `the snapshot of ${formatZxid(zxid)} was given up: copies of what changed took more than ${bytes} bytes`
  return new OperatorError('ZK_SNAPSHOT_OUTRUN', text)
}
