import { ByteWriter, invariant, Ring, type StateSnapshot, type Zxid } from '@zabkit/core'
import { writeAclList } from '@zabkit/jute'
import { OPEN_ACL_ID } from './acl-table.ts'
import { ByteCheck, LEFT_OUT } from './digest.ts'
import { FORMAT_VERSION, MAGIC, NO_PARENT, TAG_ACL, TAG_END } from './snapshot-format.ts'
import { MAX_BLOB_BYTES, MAX_SNAPSHOT_PIECE_BYTES, MIN_SNAPSHOT_PIECE_BYTES, SNAPSHOT_SCAN_ROWS } from './store-limits.ts'
import type { ZnodeContent } from './znode-content.ts'
import { writeZnodeRecord } from './znode-record.ts'
import * as Row from './znode-table.ts'
import { NO_ROW } from './znode-table.ts'

/** Marks of rows: 0 not yet in the stream, else ordinal plus one. */
const NOT_YET = 0
/** The row was born after the snapshot began and is no part of it. */
const NEWBORN = 0xffff_ffff
/** Room behind a piece for the record that crosses its border. */
const SLACK_BYTES = 1024

/**
 * A stream of the state at the moment of its making. Rows are visited in the order of their ids; whoever is about to change a row announces
 * it with `keep`, and the row goes into the stream as it still is. A parent always precedes its children.
 */
export class StoreSnapshot implements StateSnapshot {
  readonly zxid: Zxid
  readonly #content: ZnodeContent
  readonly #digest: bigint
  readonly #total: number
  readonly #check = new ByteCheck()
  readonly #aclOrdinals = new Map<number, number>([[OPEN_ACL_ID, 0]])
  /** Rows on the way from the one to be kept up to the first ancestor in the stream. */
  readonly #chain: number[] = []
  #marks: Uint32Array
  #nextRow = 0
  #emitted = 0
  #ended = false
  #closed = false
  #pieceBytes = MIN_SNAPSHOT_PIECE_BYTES
  #out: ByteWriter
  readonly #pieces = new Ring<Buffer>()
  /** Bytes of the first piece that were handed out. */
  #taken = 0

  constructor(content: ZnodeContent, zxid: Zxid, head: Buffer) {
    invariant(head.length <= MAX_BLOB_BYTES, 'the head of a snapshot is longer than it may be (256 MiB)')
    this.zxid = zxid
    this.#content = content
    this.#digest = content.digest
    this.#total = content.count
    this.#marks = new Uint32Array(content.table.end)
    this.#out = new ByteWriter(this.#pieceBytes + SLACK_BYTES)
    this.#writeHeader(head)
    content.snapshot = this
  }

  #writeHeader(head: Buffer): void {
    const out = this.#out
    out.writeBytes(MAGIC)
    out.writeInt32(FORMAT_VERSION)
    out.writeZxid(this.zxid)
    out.writeInt32(this.#total)
    out.writeBuffer(head)
    this.#check.fold(out.bytes, 0, out.length)
  }

  /** Row `id` is about to change or to go. */
  keep(id: number): void {
    if (id < this.#marks.length && this.#marks[id] === NOT_YET) this.#emitWithAncestors(id)
  }

  /** Row `id` has just been made. */
  skip(id: number): void {
    if (id < this.#marks.length) this.#marks[id] = NEWBORN
  }

  #emitWithAncestors(id: number): void {
    const { table } = this.#content
    const chain = this.#chain
    for (let at = id; at !== NO_ROW && this.#marks[at] === NOT_YET; at = table.get(at, Row.PARENT)) chain.push(at)
    for (let at = chain.pop(); at !== undefined; at = chain.pop()) this.#emit(at)
  }

  #emit(id: number): void {
    const { table } = this.#content
    const parent = table.get(id, Row.PARENT)
    const parentOrdinal = parent === NO_ROW ? NO_PARENT : (this.#marks[parent] as number) - 1
    const aclOrdinal = this.#aclOrdinal(table.get(id, Row.ACL_ID))
    const start = this.#out.length
    writeZnodeRecord(this.#content, id, parentOrdinal, aclOrdinal, this.#out)
    if (table.get(id, Row.PATH_HASH) === LEFT_OUT) this.#check.fold(this.#out.bytes, start, this.#out.length)
    this.#marks[id] = ++this.#emitted
    if (this.#out.length >= this.#pieceBytes) this.#endPiece()
  }

  /** A list keeps its id as long as a row that is not yet in the stream has it, so the id can stand for it. */
  #aclOrdinal(aclId: number): number {
    const known = this.#aclOrdinals.get(aclId)
    if (known !== undefined) return known
    const ordinal = this.#aclOrdinals.size
    this.#aclOrdinals.set(aclId, ordinal)
    this.#writeAcl(aclId)
    return ordinal
  }

  #writeAcl(aclId: number): void {
    const out = this.#out
    const start = out.length
    out.writeByte(TAG_ACL)
    const lengthAt = out.reserve(4)
    writeAclList(out, this.#content.acls.list(aclId))
    out.setInt32(lengthAt, out.length - lengthAt - 4)
    this.#check.fold(out.bytes, start, out.length)
  }

  #endPiece(): void {
    this.#pieces.push(this.#out.take())
    this.#out = new ByteWriter(this.#pieceBytes + SLACK_BYTES)
  }

  next(maxBytes: number): Buffer | null {
    invariant(maxBytes > 0, 'a chunk has room for something')
    if (this.#closed) return null
    this.#pieceBytes = Math.min(Math.max(maxBytes, MIN_SNAPSHOT_PIECE_BYTES), MAX_SNAPSHOT_PIECE_BYTES)
    if (this.#pieces.size === 0) this.#advance(maxBytes)
    if (this.#pieces.size === 0 && this.#out.length > 0) this.#endPiece()
    return this.#take(maxBytes)
  }

  /** Visits rows until there are `maxBytes`, the end, or something after a long stretch of nothing. */
  #advance(maxBytes: number): void {
    let rowsLeft = SNAPSHOT_SCAN_ROWS
    while (this.#emitted < this.#total && this.#pieces.size === 0 && this.#out.length < maxBytes) {
      if (--rowsLeft < 0 && this.#out.length > 0) return
      this.#visit(this.#nextRow++)
    }
    if (this.#emitted === this.#total && !this.#ended) this.#writeEnd()
  }

  #visit(id: number): void {
    invariant(id < this.#marks.length, 'every znode of the snapshot is found before the rows end')
    if (this.#marks[id] === NOT_YET && this.#content.table.isUsed(id)) this.#emitWithAncestors(id)
  }

  #writeEnd(): void {
    this.#ended = true
    this.#out.writeByte(TAG_END)
    this.#out.writeInt32(this.#total)
    this.#out.writeInt64(BigInt.asIntN(64, this.#digest))
    this.#out.writeInt64(BigInt.asIntN(64, this.#check.value))
  }

  #take(maxBytes: number): Buffer | null {
    const piece = this.#pieces.peek()
    if (piece === undefined) return null
    const from = this.#taken
    if (piece.length - from > maxBytes) {
      this.#taken += maxBytes
      return piece.subarray(from, this.#taken)
    }
    this.#taken = 0
    this.#pieces.shift()
    return piece.subarray(from)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#marks = new Uint32Array(0)
    this.#pieces.clear()
    this.#out = new ByteWriter()
    if (this.#content.snapshot === this) this.#content.snapshot = null
  }
}
