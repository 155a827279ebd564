import { invariant } from '@zabkit/core'
import { AclTable, type FrozenAcls, OPEN_ACL_ID } from './acl-table.ts'
import { ByteArena, type FrozenArena, NO_BLOB } from './byte-arena.ts'
import { ChildIndex } from './child-index.ts'
import { ContentDigest, childPathHash, LEFT_OUT, NULL_DATA_HASH, ROOT_PATH_HASH } from './digest.ts'
import type { FigureReader } from './figure-reader.ts'
import type { FrozenPages } from './frozen-pages.ts'
import { damaged, halves } from './snapshot-format.ts'
import { MAX_ACL_BYTES, MAX_BLOB_BYTES, MAX_ZNODES } from './store-limits.ts'
import type { StoreSnapshot } from './store-snapshot.ts'
import * as Row from './znode-table.ts'
import { NO_ROW, ZnodeTable } from './znode-table.ts'
import { ROOT } from './znodes.ts'

/** A content as it was at one moment, to be taken part by part. */
export interface FrozenContent {
  readonly figures: readonly number[]
  readonly rows: FrozenPages
  readonly blobs: FrozenArena
  readonly slots: readonly Int32Array[]
  readonly acls: FrozenAcls
}

/**
 * The tables that together hold the znodes, kept consistent with each other: rows, names and data, the index of children, ACLs, the
 * digest, and the snapshot that is being taken of them. A restore refills a content of its own, which then replaces this one.
 */
export class ZnodeContent {
  readonly table = new ZnodeTable()
  readonly arena = new ByteArena()
  readonly acls = new AclTable()
  readonly index: ChildIndex
  /** The one that is being taken; the tables tell its parts before anything changes. */
  snapshot: StoreSnapshot | null = null
  count = 0
  dataBytes = 0
  readonly #digest = new ContentDigest()
  /** The row that is being changed: counted out of the digest until another one is. A txn changes a row many times. */
  #open = NO_ROW

  constructor() {
    this.index = new ChildIndex(this.table, this.arena)
  }

  get digest(): bigint {
    this.settle()
    return this.#digest.value
  }

  /** To be called before a figure, the data or the ACL of `id` changes. */
  touch(id: number): void {
    if (id === this.#open) return
    this.settle()
    this.#count(id, -1)
    this.#open = id
  }

  /** Counts the row that was being changed into the digest again. */
  settle(): void {
    if (this.#open !== NO_ROW) this.#count(this.#open, 1)
    this.#open = NO_ROW
  }

  #count(id: number, sign: 1 | -1): void {
    const words = this.table.words(id)
    const base = this.table.base(id)
    if (words[base + Row.PATH_HASH] === LEFT_OUT) return
    this.#digest.count(words, base, this.acls.hash(words[base + Row.ACL_ID] as number), sign)
  }

  /** The root, the first row of all. */
  attachRoot(): number {
    invariant(this.count === 0, 'the root is made once')
    const id = this.#newRow(NO_ROW, NO_BLOB, 0, 0, ROOT_PATH_HASH)
    this.dataBytes = 1
    return id
  }

  /** A child of `parent` under the name in `bytes[start, end)`, of hash `nameHash`, which must be new: figures 0, no data, open ACL. */
  attach(parent: number, nameHash: number, bytes: Buffer, start: number, end: number): number {
    const length = end - start
    const pathHash = childPathHash(this.table.get(parent, Row.PATH_HASH), nameHash)
    const id = this.#newRow(parent, this.arena.put(bytes, start, length), length, nameHash, pathHash)
    this.#link(parent, id)
    this.index.add(id)
    this.dataBytes += this.pathLength(id)
    return id
  }

  #newRow(parent: number, nameRef: number, nameLength: number, nameHash: number, pathHash: number): number {
    this.settle()
    const id = this.table.allocate()
    const words = this.table.writable(id)
    const base = this.table.base(id)
    words[base + Row.PARENT] = parent
    words[base + Row.FIRST_CHILD] = NO_ROW
    words[base + Row.NEXT_SIBLING] = NO_ROW
    words[base + Row.PREVIOUS_SIBLING] = NO_ROW
    words[base + Row.NAME_REF] = nameRef
    words[base + Row.NAME_LENGTH] = nameLength
    words[base + Row.NAME_HASH] = nameHash
    words[base + Row.PATH_HASH] = pathHash
    words[base + Row.DATA_REF] = NO_BLOB
    words[base + Row.DATA_LENGTH] = -1
    words[base + Row.DATA_HASH] = NULL_DATA_HASH
    this.count++
    this.#open = id
    return id
  }

  #link(parent: number, id: number): void {
    const { table } = this
    const first = table.get(parent, Row.FIRST_CHILD)
    if (first !== NO_ROW) table.set(first, Row.PREVIOUS_SIBLING, id)
    table.set(id, Row.NEXT_SIBLING, first)
    table.set(parent, Row.FIRST_CHILD, id)
    table.set(parent, Row.NUM_CHILDREN, table.get(parent, Row.NUM_CHILDREN) + 1)
  }

  /** Removes a row without children; its id may be given again at once. */
  detach(id: number): void {
    this.touch(id)
    this.#open = NO_ROW
    this.dataBytes -= this.pathLength(id) + Math.max(this.table.get(id, Row.DATA_LENGTH), 0)
    this.index.remove(id)
    this.#unlink(id)
    this.arena.remove(this.table.get(id, Row.NAME_REF))
    this.arena.remove(this.table.get(id, Row.DATA_REF))
    this.acls.release(this.table.get(id, Row.ACL_ID))
    this.table.release(id)
    this.count--
  }

  #unlink(id: number): void {
    const { table } = this
    const parent = table.get(id, Row.PARENT)
    const next = table.get(id, Row.NEXT_SIBLING)
    const previous = table.get(id, Row.PREVIOUS_SIBLING)
    if (next !== NO_ROW) table.set(next, Row.PREVIOUS_SIBLING, previous)
    if (previous !== NO_ROW) table.set(previous, Row.NEXT_SIBLING, next)
    else table.set(parent, Row.FIRST_CHILD, next)
    table.set(parent, Row.NUM_CHILDREN, table.get(parent, Row.NUM_CHILDREN) - 1)
  }

  /** Copies `length` bytes in as the data of `id`. */
  putData(id: number, from: Buffer, start: number, length: number): void {
    invariant(length <= MAX_BLOB_BYTES, 'data of a znode is longer than the store can hold (256 MiB)')
    this.dropData(id)
    const ref = this.arena.put(from, start, length)
    const words = this.table.writable(id)
    const base = this.table.base(id)
    words[base + Row.DATA_REF] = ref
    words[base + Row.DATA_LENGTH] = length
    words[base + Row.DATA_HASH] = this.arena.hash(ref, length)
    this.dataBytes += length
  }

  /** The data of `id` becomes null. */
  dropData(id: number): void {
    this.touch(id)
    const words = this.table.writable(id)
    const base = this.table.base(id)
    this.arena.remove(words[base + Row.DATA_REF] as number)
    this.dataBytes -= Math.max(words[base + Row.DATA_LENGTH] as number, 0)
    words[base + Row.DATA_REF] = NO_BLOB
    words[base + Row.DATA_LENGTH] = -1
    words[base + Row.DATA_HASH] = NULL_DATA_HASH
  }

  /** Gives `id` a list that was acquired for it, and lets go of its former one. */
  putAcl(id: number, aclId: number): void {
    this.touch(id)
    const former = this.table.get(id, Row.ACL_ID)
    this.table.set(id, Row.ACL_ID, aclId)
    if (former !== OPEN_ACL_ID) this.acls.release(former)
  }

  /** Bytes of the path of `id`; 1 for the root. */
  pathLength(id: number): number {
    if (id === ROOT) return 1
    let length = 0
    for (let at = id; at !== ROOT; at = this.table.get(at, Row.PARENT)) length += 1 + this.table.get(at, Row.NAME_LENGTH)
    return length
  }

  /** Everything as it is now, until `thaw`, while changes go on. `copied` is told of memory that they cost, in bytes. */
  freeze(copied: (bytes: number) => void): FrozenContent {
    this.settle()
    const figures = [this.count, ...halves(this.dataBytes), this.#digest.high, this.#digest.low]
    const rows = this.table.freeze(figures, copied)
    const blobs = this.arena.freeze(figures, copied)
    const slots = this.index.freeze(figures)
    figures.push(this.acls.end, this.acls.storedBytes)
    return { figures, rows, blobs, slots, acls: this.acls.freeze() }
  }

  thaw(): void {
    this.table.thaw()
    this.arena.thaw()
    this.index.thaw()
  }

  /**
   * Makes the empty content what another one was at `freeze`. Yields memory, each piece to be filled before the next; the caller makes sure
   * that all of it came as it was before anything else is done. The function that it returns then does the rest: it makes the digest anew.
   */
  *refill(figures: FigureReader): Generator<Uint8Array, () => void> {
    this.count = figures.take(1, MAX_ZNODES)
    this.dataBytes = figures.wide()
    const digest = [figures.word(), figures.word()]
    yield* this.table.refill(figures)
    yield* this.arena.refill(figures)
    yield* this.index.refill(figures)
    const aclCount = figures.take(1, MAX_ZNODES)
    const acls = Buffer.allocUnsafeSlow(figures.take(0, MAX_ACL_BYTES))
    yield acls
    return () => {
      this.acls.refill(aclCount, acls)
      if (this.#recount() !== this.count) throw damaged(`it has not the ${this.count} znodes that it says`)
      if (this.#digest.high !== digest[0] || this.#digest.low !== digest[1]) throw damaged('its digest is not that of its znodes')
    }
  }

  /** Counts every row into the digest and to its ACL; returns how many there are. */
  #recount(): number {
    let rows = 0
    for (let id = 0, { end } = this.table; id < end; id++) {
      if (!this.table.isUsed(id)) continue
      rows++
      const aclId = this.table.get(id, Row.ACL_ID)
      if (!this.acls.has(aclId)) throw damaged(`znode ${id} has the unknown ACL ${aclId}`)
      this.acls.retain(aclId)
      this.#count(id, 1)
    }
    return rows
  }
}
