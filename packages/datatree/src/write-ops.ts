import { type Acl, type ByteReader, DecodeError } from '@zabkit/core'
import { CreateMode, createKind, OpCode, readAclList } from '@zabkit/jute'

/** A write, decoded. Fields that a type does not have are null or 0. A null path stands for a null string. */
export class WriteOp {
  /** Type of its txn. */
  readonly type: number
  readonly path: string | null
  readonly data: Buffer | null
  readonly acl: readonly Acl[] | null
  /** Create flags, or the expected version. */
  readonly number: number
  readonly ttlMs: bigint
  constructor(type: number, path: string | null, data: Buffer | null, acl: readonly Acl[] | null, number: number, ttlMs: bigint) {
    this.type = type
    this.path = path
    this.data = data
    this.acl = acl
    this.number = number
    this.ttlMs = ttlMs
  }
}

/** No ttl: what ZooKeeper assumes for creates that carry none. */
export const NO_TTL = -1n

/** A TTL's flag on a record without a TTL: when its turn comes, the whole multi makes no sense. */
const SENSELESS = new WriteOp(OpCode.Create, null, null, null, CreateMode.Persistent, NO_TTL)

/** Reads a write that stands alone or in a multi; null when `type` is none. Throws DecodeError. */
export function readWriteOp(type: number, reader: ByteReader): WriteOp | null {
  switch (type) {
    case OpCode.Create:
    case OpCode.Create2:
    case OpCode.CreateContainer:
      return new WriteOp(type, reader.readString(), reader.readBuffer(), readAclList(reader), reader.readInt32(), NO_TTL)
    case OpCode.CreateTtl:
      return new WriteOp(type, reader.readString(), reader.readBuffer(), readAclList(reader), reader.readInt32(), reader.readInt64())
    case OpCode.SetData:
      return new WriteOp(type, reader.readString(), reader.readBuffer(), null, reader.readInt32(), 0n)
    case OpCode.SetAcl:
      return new WriteOp(type, reader.readString(), null, readAclList(reader), reader.readInt32(), 0n)
    case OpCode.Delete:
    case OpCode.Check:
      return new WriteOp(type, reader.readString(), null, null, reader.readInt32(), 0n)
    case OpCode.DeleteContainer:
      return new WriteOp(type, reader.readString(), null, null, -1, 0n)
    default:
      return null
  }
}

/**
 * Reads one write of a multi. What a multi may not hold is a DecodeError; a create is what its flag says, whatever its opcode, so that a
 * flag that means nothing fails only when its turn comes.
 */
export function readMultiOp(type: number, reader: ByteReader): WriteOp {
  const op = type === OpCode.SetAcl || type === OpCode.DeleteContainer ? null : readWriteOp(type, reader)
  if (op === null || op.path === null) throw new DecodeError(`type ${type} cannot be part of a multi`)
  return isCreate(type) ? multiCreate(op) : op
}

function multiCreate(op: WriteOp): WriteOp {
  const kind = createKind(op.number)
  if (kind?.container) return retyped(op, OpCode.CreateContainer)
  if (kind?.ttl) return op.type === OpCode.CreateTtl ? op : SENSELESS
  return op.type === OpCode.Create2 ? op : retyped(op, OpCode.Create)
}

function retyped({ path, data, acl, number, ttlMs }: WriteOp, type: number): WriteOp {
  return new WriteOp(type, path, data, acl, number, ttlMs)
}

export function isCreate(type: number): boolean {
  return type === OpCode.Create || type === OpCode.Create2 || type === OpCode.CreateContainer || type === OpCode.CreateTtl
}
