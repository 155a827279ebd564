import { type Acl, ByteReader, ByteWriter, invariant, isOperatorError, MAX_EPOCH, type StateRestore, type Zxid, zxidFromHalves } from '@zabkit/core'
import { readAclList } from '@zabkit/jute'
import { ByteCheck, hashName, LEFT_OUT } from './digest.ts'
import {
  ACL_PREFIX_BYTES,
  ALL_FLAGS,
  damaged,
  END_BYTES,
  FORMAT_VERSION,
  HEADER_BYTES,
  MAGIC,
  NO_PARENT,
  optionalBytes,
  TAG_ACL,
  TAG_END,
  TAG_ZNODE,
  ZNODE_PREFIX_BYTES,
} from './snapshot-format.ts'
import { MAX_BLOB_BYTES, MAX_ZNODES } from './store-limits.ts'
import { ZnodeContent } from './znode-content.ts'
import { readFigures, takeInt32 } from './znode-record.ts'
import * as Row from './znode-table.ts'
import { NO_ROW } from './znode-table.ts'

/** The record at hand goes on in a chunk that has not come yet. */
const INCOMPLETE = -1

/** Takes over what was restored. */
export type Restored = (content: ZnodeContent, zxid: Zxid, head: Buffer) => void

/**
 * Builds a content of its own from the chunks of a snapshot. Rows are given in order, so the ordinal of a znode is its row. What is wrong with
 * the stream is found while it comes and told at `finish`; after that nothing more of it is looked at.
 */
export class StoreRestore implements StateRestore {
  readonly #restored: Restored
  #content: ZnodeContent | null = new ZnodeContent()
  #damage: Error | null = null
  readonly #check = new ByteCheck()
  /** By ordinal; 0 is open. */
  readonly #aclIds: number[] = [0]
  /** A record that was cut, from its first byte. */
  readonly #rest = new ByteWriter()
  #zxid: Zxid | null = null
  #head: Buffer | null = null
  #ended = false

  constructor(restored: Restored) {
    this.#restored = restored
  }

  push(chunk: Buffer): void {
    invariant(this.#content !== null || this.#damage !== null, 'nothing is pushed after finish')
    if (this.#content === null) return
    try {
      this.#consume(this.#content, chunk)
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    const known = isOperatorError(error) || (error instanceof Error && error.name === 'DecodeError')
    if (!known) throw error
    this.#damage = isOperatorError(error) ? error : damaged('a record cannot be read', error)
    this.#content = null
    this.#rest.take()
  }

  finish(): void {
    if (this.#damage !== null) throw this.#damage
    const content = this.#content
    invariant(content !== null, 'a restore is finished once')
    this.#content = null
    if (!this.#ended || this.#zxid === null || this.#head === null) throw damaged('it ends before its end record')
    this.#restored(content, this.#zxid, this.#head)
  }

  #consume(content: ZnodeContent, chunk: Buffer): void {
    const rest = this.#rest
    if (rest.length === 0) {
      const used = this.#parse(content, chunk, chunk.length)
      if (used < chunk.length) rest.writeSlice(chunk, used, chunk.length)
      return
    }
    rest.writeBytes(chunk)
    const used = this.#parse(content, rest.bytes, rest.length)
    if (used === 0) return
    rest.bytes.copyWithin(0, used, rest.length)
    rest.length -= used
  }

  /** Takes whole records from `bytes[0, end)`; returns where the first cut one begins. */
  #parse(content: ZnodeContent, bytes: Buffer, end: number): number {
    let at = 0
    while (at < end) {
      const after = this.#zxid === null ? this.#readHeader(content, bytes, at, end) : this.#readRecord(content, bytes, at, end)
      if (after === INCOMPLETE) break
      at = after
    }
    return at
  }

  #readHeader(content: ZnodeContent, bytes: Buffer, at: number, end: number): number {
    if (end - at < HEADER_BYTES) return INCOMPLETE
    if (!bytes.subarray(at, at + MAGIC.length).equals(MAGIC)) throw damaged('it does not begin as one')
    const version = bytes.readInt32BE(at + 8)
    if (version !== FORMAT_VERSION) throw damaged(`format version ${version} is not known, only ${FORMAT_VERSION}`)
    const epoch = bytes.readInt32BE(at + 12)
    if (epoch < 0 || epoch > MAX_EPOCH) throw damaged(`its zxid has the epoch ${epoch}`)
    const count = bytes.readInt32BE(at + 20)
    if (count < 1 || count > MAX_ZNODES) throw damaged(`it says that it has ${count} znodes`)
    const after = this.#blobEnd(at + HEADER_BYTES, bytes.readInt32BE(at + 24), 'head')
    if (after > end) return INCOMPLETE
    content.index.expect(count)
    this.#zxid = zxidFromHalves(epoch, bytes.readInt32BE(at + 16))
    this.#head = Buffer.from(bytes.subarray(at + HEADER_BYTES, after))
    this.#check.fold(bytes, at, after)
    return after
  }

  #blobEnd(at: number, length: number, what: string): number {
    if (length < 0 || length > MAX_BLOB_BYTES) throw damaged(`${what} of ${length} bytes`)
    return at + length
  }

  #readRecord(content: ZnodeContent, bytes: Buffer, at: number, end: number): number {
    if (this.#ended) throw damaged('something follows its end record')
    const tag = bytes[at]
    if (tag === TAG_ZNODE) return this.#readZnode(content, bytes, at, end)
    if (tag === TAG_ACL) return this.#readAcl(content, bytes, at, end)
    if (tag === TAG_END) return this.#readEnd(content, bytes, at, end)
    throw damaged(`record of unknown type ${tag}`)
  }

  #readZnode(content: ZnodeContent, bytes: Buffer, at: number, end: number): number {
    if (end - at < ZNODE_PREFIX_BYTES) return INCOMPLETE
    const flags = bytes[at + 1] as number
    if ((flags & ~ALL_FLAGS) !== 0) throw damaged(`znode with unknown flags ${flags}`)
    const dataLength = takeInt32(bytes, at + 14)
    const nameAt = at + ZNODE_PREFIX_BYTES + optionalBytes(flags)
    const dataAt = this.#blobEnd(nameAt, takeInt32(bytes, at + 10), 'name')
    const after = dataLength === -1 ? dataAt : this.#blobEnd(dataAt, dataLength, 'data')
    if (after > end) return INCOMPLETE
    const id = this.#attach(content, takeInt32(bytes, at + 2), bytes, nameAt, dataAt)
    readFigures(bytes, at, flags, content.table.words(id), content.table.base(id))
    this.#giveAcl(content, id, takeInt32(bytes, at + 6))
    if (dataLength !== -1) content.putData(id, bytes, dataAt, dataLength)
    if (content.table.get(id, Row.PATH_HASH) === LEFT_OUT) this.#check.fold(bytes, at, after)
    return after
  }

  #attach(content: ZnodeContent, parent: number, bytes: Buffer, nameAt: number, nameEnd: number): number {
    if (content.count === 0) {
      if (parent !== NO_PARENT || nameEnd !== nameAt) throw damaged('its first znode is not the root')
      return content.attachRoot()
    }
    if (parent < 0 || parent >= content.count) throw damaged(`znode ${content.count} has the parent ${parent}, which does not precede it`)
    if (nameEnd === nameAt) throw damaged(`znode ${content.count} has no name`)
    if (content.count >= MAX_ZNODES) throw damaged(`it has more than ${MAX_ZNODES} znodes`)
    const hash = hashName(bytes, nameAt, nameEnd)
    if (content.index.find(parent, hash, bytes, nameAt, nameEnd) !== NO_ROW) throw damaged(`znode ${content.count} occurs twice`)
    return content.attach(parent, hash, bytes, nameAt, nameEnd)
  }

  #giveAcl(content: ZnodeContent, id: number, ordinal: number): void {
    if (ordinal === 0) return
    const aclId = this.#aclIds[ordinal]
    if (aclId === undefined) throw damaged(`znode ${id} has the unknown ACL ${ordinal}`)
    content.acls.retain(aclId)
    content.putAcl(id, aclId)
  }

  #readAcl(content: ZnodeContent, bytes: Buffer, at: number, end: number): number {
    if (end - at < ACL_PREFIX_BYTES) return INCOMPLETE
    const after = this.#blobEnd(at + ACL_PREFIX_BYTES, bytes.readInt32BE(at + 1), 'ACL')
    if (after > end) return INCOMPLETE
    // One reference is the restore's own, so that the list stays; #readEnd gives it back.
    this.#aclIds.push(content.acls.acquire(decodeAcl(bytes, at + ACL_PREFIX_BYTES, after)))
    this.#check.fold(bytes, at, after)
    return after
  }

  #readEnd(content: ZnodeContent, bytes: Buffer, at: number, end: number): number {
    if (end - at < END_BYTES) return INCOMPLETE
    const count = bytes.readInt32BE(at + 1)
    if (count !== content.count) throw damaged(`it has ${content.count} znodes where its end says ${count}`)
    if (bytes.readBigUInt64BE(at + 5) !== content.digest) throw damaged('its digest is not that of its znodes')
    if (bytes.readBigUInt64BE(at + 13) !== this.#check.value) throw damaged('its check is not that of its records')
    for (const aclId of this.#aclIds) content.acls.release(aclId)
    this.#ended = true
    return at + END_BYTES
  }
}

function decodeAcl(bytes: Buffer, start: number, end: number): Acl[] {
  const reader = new ByteReader(bytes, start, end)
  const acl = readAclList(reader)
  if (acl === null || reader.remaining > 0) throw damaged('an ACL is not what its length says')
  return acl
}
