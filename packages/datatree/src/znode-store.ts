import {
  type Acl,
  type ByteWriter,
  invariant,
  type SessionId,
  type StateRestore,
  type StateSnapshot,
  sessionIdFromHalves,
  sessionIdHigh,
  sessionIdLow,
  type Zxid,
} from '@zabkit/core'
import { OPEN_ACL_ID } from './acl-table.ts'
import { hashName, NAME_HASH_BEGIN, stepNameHash } from './digest.ts'
import { StoreRestore } from './store-restore.ts'
import { StoreSnapshot } from './store-snapshot.ts'
import { writeStatOf } from './stat-writer.ts'
import { ZnodeContent } from './znode-content.ts'
import * as Row from './znode-table.ts'
import { NO_ZNODE, ROOT, type ZnodeId, type Znodes } from './znodes.ts'

const SLASH = 0x2f
const MAX_UTF8_BYTES_PER_UNIT = 3

/** The store of znodes in typed arrays; see `Znodes` for what each method promises. Not for concurrent use; nothing in it waits. */
export class ZnodeStore implements Znodes {
  #content = new ZnodeContent()
  /** Where a path given as a string is encoded. */
  #scratch: Buffer = Buffer.allocUnsafeSlow(1024)

  constructor() {
    this.#content.attachRoot()
  }

  get count(): number {
    return this.#content.count
  }

  get dataBytes(): number {
    return this.#content.dataBytes
  }

  get digest(): bigint {
    return this.#content.digest
  }

  find(bytes: Buffer, start: number, end: number): ZnodeId {
    if (start === end) return ROOT
    if (bytes[start] !== SLASH) return NO_ZNODE
    if (end - start === 1) return ROOT
    const { index } = this.#content
    let id: ZnodeId = ROOT
    let nameAt = start + 1
    let hash = NAME_HASH_BEGIN
    for (let at = nameAt; at < end; at++) {
      const byte = bytes[at] as number
      if (byte !== SLASH) hash = stepNameHash(hash, byte)
      else {
        id = index.find(id, hash, bytes, nameAt, at)
        if (id === NO_ZNODE) return NO_ZNODE
        nameAt = at + 1
        hash = NAME_HASH_BEGIN
      }
    }
    return index.find(id, hash, bytes, nameAt, end)
  }

  findPath(path: string): ZnodeId {
    const length = this.#encode(path, 0)
    return this.find(this.#scratch, 0, length)
  }

  /** Encodes `text` from its unit `from` on into the scratch buffer; returns the number of bytes. */
  #encode(text: string, from: number): number {
    const units = text.length - from
    if (units * MAX_UTF8_BYTES_PER_UNIT > this.#scratch.length) {
      this.#scratch = Buffer.allocUnsafeSlow(units * MAX_UTF8_BYTES_PER_UNIT)
    }
    const bytes = this.#scratch
    for (let i = 0; i < units; i++) {
      const unit = text.charCodeAt(from + i)
      if (unit > 0x7f) return bytes.write(text.slice(from), 0, 'utf8')
      bytes[i] = unit
    }
    return units
  }

  path(id: ZnodeId): string {
    this.#expectUsed(id)
    if (id === ROOT) return '/'
    const { table, arena } = this.#content
    const bytes = Buffer.allocUnsafe(this.#content.pathLength(id))
    let at = bytes.length
    for (let node = id; node !== ROOT; node = table.get(node, Row.PARENT)) {
      const length = table.get(node, Row.NAME_LENGTH)
      at -= length
      arena.copy(table.get(node, Row.NAME_REF), length, bytes, at)
      bytes[--at] = SLASH
    }
    return bytes.toString('utf8')
  }

  parent(id: ZnodeId): ZnodeId {
    return this.#content.table.get(id, Row.PARENT)
  }

  *children(id: ZnodeId): IterableIterator<ZnodeId> {
    const { table } = this.#content
    for (let child = table.get(id, Row.FIRST_CHILD); child !== NO_ZNODE; child = table.get(child, Row.NEXT_SIBLING)) yield child
  }

  countDescendants(id: ZnodeId): number {
    let count = 0
    for (let at = this.#following(id, id); at !== NO_ZNODE; at = this.#following(at, id)) count++
    return count
  }

  *owned(): IterableIterator<ZnodeId> {
    const { table } = this.#content
    for (let id = 0, { end } = table; id < end; id++) {
      const words = table.words(id)
      const at = table.base(id) + Row.OWNER
      if (((words[at] as number) | (words[at + 1] as number)) !== 0 && table.isUsed(id)) yield id
    }
  }

  /** The znode after `id` when the tree below `top` is walked parents first; NO_ZNODE after the last. */
  #following(id: ZnodeId, top: ZnodeId): ZnodeId {
    const { table } = this.#content
    const child = table.get(id, Row.FIRST_CHILD)
    if (child !== NO_ZNODE) return child
    let at = id
    while (at !== top && table.get(at, Row.NEXT_SIBLING) === NO_ZNODE) at = table.get(at, Row.PARENT)
    return at === top ? NO_ZNODE : table.get(at, Row.NEXT_SIBLING)
  }

  create(parent: ZnodeId, path: string): ZnodeId {
    this.#expectUsed(parent)
    const length = this.#encode(path, path.lastIndexOf('/') + 1)
    invariant(length > 0, 'a znode has a name')
    const hash = hashName(this.#scratch, 0, length)
    invariant(this.#content.index.find(parent, hash, this.#scratch, 0, length) === NO_ZNODE, 'a znode is created once')
    return this.#content.attach(parent, hash, this.#scratch, 0, length)
  }

  remove(id: ZnodeId): void {
    this.#expectUsed(id)
    invariant(id !== ROOT, 'the root stays')
    invariant(this.numChildren(id) === 0, 'a znode with children is not removed')
    this.#content.detach(id)
  }

  #expectUsed(id: ZnodeId): void {
    invariant(this.#content.table.isUsed(id), 'the znode exists')
  }

  setData(id: ZnodeId, data: Buffer | null): void {
    this.#expectUsed(id)
    if (data === null) this.#content.dropData(id)
    else this.#content.putData(id, data, 0, data.length)
  }

  data(id: ZnodeId): Buffer | null {
    const { table, arena } = this.#content
    const length = table.get(id, Row.DATA_LENGTH)
    if (length === -1) return null
    const copied = Buffer.allocUnsafe(length)
    arena.copy(table.get(id, Row.DATA_REF), length, copied, 0)
    return copied
  }

  dataLength(id: ZnodeId): number {
    return Math.max(this.#content.table.get(id, Row.DATA_LENGTH), 0)
  }

  acl(id: ZnodeId): readonly Acl[] {
    return this.#content.acls.list(this.#content.table.get(id, Row.ACL_ID))
  }

  isOpen(id: ZnodeId): boolean {
    return this.#content.table.get(id, Row.ACL_ID) === OPEN_ACL_ID
  }

  setAcl(id: ZnodeId, acl: readonly Acl[]): void {
    this.#expectUsed(id)
    this.#content.putAcl(id, this.#content.acls.acquire(acl))
  }

  numChildren(id: ZnodeId): number {
    return this.#content.table.get(id, Row.NUM_CHILDREN)
  }

  version(id: ZnodeId): number {
    return this.#content.table.get(id, Row.VERSION)
  }

  childCreates(id: ZnodeId): number {
    return this.#content.table.get(id, Row.CHILD_CREATES)
  }

  aversion(id: ZnodeId): number {
    return this.#content.table.get(id, Row.AVERSION)
  }

  owner(id: ZnodeId): SessionId {
    const { table } = this.#content
    const high = table.get(id, Row.OWNER)
    const low = table.get(id, Row.OWNER + 1)
    return high === 0 && low === 0 ? 0n : sessionIdFromHalves(high, low)
  }

  czxid(id: ZnodeId): Zxid {
    return this.#content.table.getWide(id, Row.CZXID) as Zxid
  }

  mzxid(id: ZnodeId): Zxid {
    return this.#content.table.getWide(id, Row.MZXID) as Zxid
  }

  pzxid(id: ZnodeId): Zxid {
    return this.#content.table.getWide(id, Row.PZXID) as Zxid
  }

  mtimeMs(id: ZnodeId): number {
    return this.#content.table.getWide(id, Row.MTIME)
  }

  setBirth(id: ZnodeId, zxid: Zxid, timeMs: number, owner: SessionId): void {
    this.#content.touch(id)
    const words = this.#content.table.writable(id)
    const base = this.#content.table.base(id)
    Row.putWide(words, base + Row.CZXID, zxid)
    Row.putWide(words, base + Row.MZXID, zxid)
    Row.putWide(words, base + Row.PZXID, zxid)
    Row.putWide(words, base + Row.CTIME, timeMs)
    Row.putWide(words, base + Row.MTIME, timeMs)
    words[base + Row.OWNER] = owner === 0n ? 0 : sessionIdHigh(owner)
    words[base + Row.OWNER + 1] = owner === 0n ? 0 : sessionIdLow(owner)
  }

  setModified(id: ZnodeId, zxid: Zxid, timeMs: number, version: number): void {
    this.#content.touch(id)
    const words = this.#content.table.writable(id)
    const base = this.#content.table.base(id)
    Row.putWide(words, base + Row.MZXID, zxid)
    Row.putWide(words, base + Row.MTIME, timeMs)
    words[base + Row.VERSION] = version
  }

  setAversion(id: ZnodeId, aversion: number): void {
    this.#content.touch(id)
    this.#content.table.set(id, Row.AVERSION, aversion)
  }

  setChildCreates(id: ZnodeId, childCreates: number): void {
    this.#content.touch(id)
    this.#content.table.set(id, Row.CHILD_CREATES, childCreates)
  }

  setPzxid(id: ZnodeId, zxid: Zxid): void {
    this.#content.touch(id)
    this.#content.table.setWide(id, Row.PZXID, zxid)
  }

  writeStat(id: ZnodeId, out: ByteWriter): void {
    writeStatOf(this.#content.table, id, out)
  }

  writeData(id: ZnodeId, out: ByteWriter): void {
    const { table, arena } = this.#content
    const length = table.get(id, Row.DATA_LENGTH)
    out.writeInt32(length)
    if (length <= 0) return
    const at = out.reserve(length)
    arena.copy(table.get(id, Row.DATA_REF), length, out.bytes, at)
  }

  writeChildren(id: ZnodeId, out: ByteWriter): void {
    const { table, arena } = this.#content
    out.writeInt32(table.get(id, Row.NUM_CHILDREN))
    for (let child = table.get(id, Row.FIRST_CHILD); child !== NO_ZNODE; child = table.get(child, Row.NEXT_SIBLING)) {
      const length = table.get(child, Row.NAME_LENGTH)
      const at = out.reserve(4 + length)
      out.setInt32(at, length)
      arena.copy(table.get(child, Row.NAME_REF), length, out.bytes, at + 4)
    }
  }

  snapshot(zxid: Zxid, head: Buffer): StateSnapshot {
    invariant(this.#content.snapshot === null, 'one snapshot is taken at a time')
    return new StoreSnapshot(this.#content, zxid, head)
  }

  restore(done: (zxid: Zxid, head: Buffer) => void): StateRestore {
    return new StoreRestore((content, zxid, head) => {
      done(zxid, head)
      this.#content = content
    })
  }
}
