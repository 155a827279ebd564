import { ByteReader, type ByteWriter, ErrorCode, invariant, type LogRecord, OPEN_ACL, type SessionId, type Zxid, ZERO_ZXID } from '@zabkit/core'
import { OpCode, TXN_HEADER_BYTES, TxnBytes } from '@zabkit/jute'
import { MultiApplier } from './apply-multi.ts'
import { AclReader } from './open-acl.ts'
import { CONTAINER_OWNER, ttlOwner } from './owner.ts'
import type { TreeState } from './tree-state.ts'
import { NO_ZNODE, ROOT, type ZnodeId } from './znodes.ts'

const EMPTY = Buffer.alloc(0)
const SLASH = 0x2f

/** Turns txns into state and tells who watches. Reads the fields where they stand; a path becomes a string only if someone needs it. */
export class Applier {
  readonly #state: TreeState
  readonly #reader = new ByteReader(EMPTY)
  readonly #acls = new AclReader()
  readonly #multi: MultiApplier
  #zxid: Zxid = ZERO_ZXID
  #timeMs = 0
  #session: SessionId = 0n
  #pathStart = 0
  #pathEnd = 0

  constructor(state: TreeState) {
    this.#state = state
    this.#multi = new MultiApplier(this)
  }

  /** Applies one txn, then appends the reply's body for `replyType`. */
  apply({ bytes, zxid }: LogRecord, replyType: number, reply: ByteWriter | null): number {
    const reader = this.#reader.reset(bytes, TXN_HEADER_BYTES)
    this.#zxid = zxid
    this.#timeMs = TxnBytes.timeMs(bytes)
    this.#session = bytes.readBigInt64BE(0)
    const type = TxnBytes.type(bytes)
    if (type === OpCode.Error) return reader.readInt32()
    if (type === OpCode.Multi) return this.#multi.apply(reader, reply)
    const id = this.applyOne(type, reader)
    if (reply !== null) this.writeResult(replyType, id, reply)
    return ErrorCode.Ok
  }

  /** Applies one txn that is no multi; gives the znode it made or changed. */
  applyOne(type: number, reader: ByteReader): ZnodeId {
    switch (type) {
      case OpCode.Create:
      case OpCode.Create2:
      case OpCode.CreateContainer:
      case OpCode.CreateTtl:
        return this.#create(type, reader)
      case OpCode.Delete:
      case OpCode.DeleteContainer:
        return this.#delete(reader)
      case OpCode.SetData:
      case OpCode.Reconfig:
        return this.#setData(reader)
      case OpCode.SetAcl:
        return this.#setAcl(reader)
      case OpCode.Check:
        return NO_ZNODE
      case OpCode.CreateSession:
        this.#state.sessions.begin(this.#session, reader.readInt32())
        return NO_ZNODE
      case OpCode.CloseSession:
        return this.#closeSession(reader)
      default:
        invariant(false, `the log holds a txn of a type that this server does not know: ${type}`)
    }
  }

  /** The body of the answer to a request of `type` about the txn just applied. */
  writeResult(type: number, id: ZnodeId, out: ByteWriter): void {
    const { znodes } = this.#state
    switch (type) {
      case OpCode.Create:
        return this.#writePath(out)
      case OpCode.Create2:
      case OpCode.CreateContainer:
      case OpCode.CreateTtl:
        this.#writePath(out)
        return znodes.writeStat(id, out)
      case OpCode.SetData:
      case OpCode.SetAcl:
        return znodes.writeStat(id, out)
    }
  }

  #writePath(out: ByteWriter): void {
    out.writeInt32(this.#pathEnd - this.#pathStart)
    out.writeSlice(this.#reader.bytes, this.#pathStart, this.#pathEnd)
  }

  #readPath(reader: ByteReader): void {
    const length = reader.readLength()
    invariant(length > 0, 'a txn has no path')
    this.#pathStart = reader.skip(length)
    this.#pathEnd = this.#pathStart + length
  }

  /** The path as a string; nobody changes the reader's bytes meanwhile. */
  #pathText(): string {
    return new ByteReader(this.#reader.bytes, this.#pathStart - 4).readString() ?? ''
  }

  #find(): ZnodeId {
    return this.#state.znodes.find(this.#reader.bytes, this.#pathStart, this.#pathEnd)
  }

  #findParent(): ZnodeId {
    const slash = this.#reader.bytes.lastIndexOf(SLASH, this.#pathEnd - 1)
    return slash <= this.#pathStart ? ROOT : this.#state.znodes.find(this.#reader.bytes, this.#pathStart, slash)
  }

  #create(type: number, reader: ByteReader): ZnodeId {
    const { znodes, owners, quotas, watches } = this.#state
    this.#readPath(reader)
    const data = reader.readBuffer()
    const acl = this.#acls.read(reader)
    const ephemeral = type === OpCode.Create || type === OpCode.Create2 ? reader.readBoolean() : false
    const childCreates = reader.readInt32()
    const owner = this.#ownerOf(type, ephemeral, reader)

    const path = this.#pathText()
    const parent = this.#findParent()
    invariant(parent !== NO_ZNODE, 'a create was committed under a parent that does not exist')
    invariant(this.#find() === NO_ZNODE, 'a create was committed for a znode that exists')
    const id = znodes.create(parent, path)
    znodes.setBirth(id, this.#zxid, this.#timeMs, owner)
    if (data !== null) znodes.setData(id, data)
    if (acl !== null) znodes.setAcl(id, acl)
    znodes.setChildCreates(parent, childCreates)
    znodes.setPzxid(parent, this.#zxid)
    if (owner !== 0n) owners.add(id, owner)
    quotas.created(path, data?.length ?? 0)
    if (watches.any) this.#tellCreated(path, parent, acl)
    return id
  }

  #ownerOf(type: number, ephemeral: boolean, reader: ByteReader): SessionId {
    if (type === OpCode.CreateContainer) return CONTAINER_OWNER
    if (type === OpCode.CreateTtl) return ttlOwner(reader.readInt64())
    return ephemeral ? this.#session : 0n
  }

  #tellCreated(path: string, parent: ZnodeId, acl: Parameters<TreeState['allows']>[0]): void {
    const { watches, znodes } = this.#state
    if (watches.data.size !== 0) watches.created(path, this.#zxid, acl)
    if (watches.children.size !== 0) watches.childrenChanged(znodes.path(parent), this.#zxid, this.#state.aclOf(parent))
  }

  #delete(reader: ByteReader): ZnodeId {
    this.#readPath(reader)
    const id = this.#find()
    invariant(id !== NO_ZNODE, 'a delete was committed for a znode that does not exist')
    this.#remove(id)
    return NO_ZNODE
  }

  #remove(id: ZnodeId): void {
    const { znodes, owners, quotas, watches } = this.#state
    const parent = znodes.parent(id)
    const owner = znodes.owner(id)
    if (owner !== 0n) owners.remove(id, owner)
    const concerns = watches.any || quotas.any
    const path = concerns ? znodes.path(id) : ''
    const acl = concerns ? this.#state.aclOf(id) : null
    const dataLength = znodes.dataLength(id)
    znodes.remove(id)
    znodes.setPzxid(parent, this.#zxid)
    if (!concerns) return
    quotas.removed(path, dataLength)
    watches.deleted(path, this.#zxid, acl)
    watches.childrenChanged(znodes.path(parent), this.#zxid, this.#state.aclOf(parent))
  }

  #setData(reader: ByteReader): ZnodeId {
    const { znodes, quotas, watches } = this.#state
    this.#readPath(reader)
    const data = reader.readBuffer()
    const version = reader.readInt32()
    const id = this.#find()
    invariant(id !== NO_ZNODE, 'a setData was committed for a znode that does not exist')
    const grown = (data?.length ?? 0) - znodes.dataLength(id)
    znodes.setData(id, data)
    znodes.setModified(id, this.#zxid, this.#timeMs, version)
    if (!quotas.any && watches.data.size === 0) return id
    const path = this.#pathText()
    quotas.changed(path, 0, grown)
    watches.dataChanged(path, this.#zxid, this.#state.aclOf(id))
    return id
  }

  #setAcl(reader: ByteReader): ZnodeId {
    const { znodes } = this.#state
    this.#readPath(reader)
    const acl = this.#acls.read(reader) ?? OPEN_ACL
    const id = this.#find()
    invariant(id !== NO_ZNODE, 'a setACL was committed for a znode that does not exist')
    znodes.setAcl(id, acl)
    znodes.setAversion(id, reader.readInt32())
    return id
  }

  /** Removes the listed ephemerals and, should the list lack any (it did before ZooKeeper 3.6), the session's others. */
  #closeSession(reader: ByteReader): ZnodeId {
    const { owners, sessions } = this.#state
    const count = reader.remaining === 0 ? 0 : reader.readCount(4)
    for (let i = 0; i < count; i++) {
      this.#readPath(reader)
      const id = this.#find()
      if (id !== NO_ZNODE) this.#remove(id)
    }
    for (const id of [...(owners.ephemerals.get(this.#session) ?? [])]) this.#remove(id)
    sessions.end(this.#session)
    return NO_ZNODE
  }
}
