import { type Acl, type ByteReader, DecodeError, type Id } from '@zabkit/core'
import { readAclList } from './acl.ts'
import { OpCode } from './op-code.ts'
import { readStringList } from './strings.ts'

/** A Stat as a client takes it from any server: zxids and the owner are whole 64-bit numbers, times are ms since 1970. */
export interface StatReply {
  readonly czxid: bigint
  readonly mzxid: bigint
  readonly pzxid: bigint
  readonly ctime: number
  readonly mtime: number
  readonly version: number
  readonly cversion: number
  readonly aversion: number
  readonly ephemeralOwner: bigint
  readonly dataLength: number
  readonly numChildren: number
}

/** ExistsResponse, SetDataResponse, SetACLResponse, and the end of others. */
export function readStatReply(reader: ByteReader): StatReply {
  const czxid = reader.readInt64()
  const mzxid = reader.readInt64()
  const ctime = reader.readInt53()
  const mtime = reader.readInt53()
  const version = reader.readInt32()
  const cversion = reader.readInt32()
  const aversion = reader.readInt32()
  const ephemeralOwner = reader.readInt64()
  const dataLength = reader.readInt32()
  const numChildren = reader.readInt32()
  const pzxid = reader.readInt64()
  return { czxid, mzxid, pzxid, ctime, mtime, version, cversion, aversion, ephemeralOwner, dataLength, numChildren }
}

/** The first frame from a server. `timeoutMs` 0 or less: the session is gone. `readOnly` null: the short form. */
export interface ConnectReply {
  readonly timeoutMs: number
  readonly sessionId: bigint
  /** Shares memory with the reader. */
  readonly password: Buffer
  readonly readOnly: boolean | null
}

export function readConnectReply(reader: ByteReader): ConnectReply {
  reader.readInt32()
  const timeoutMs = reader.readInt32()
  const sessionId = reader.readInt64()
  const password = reader.readBuffer()
  if (password === null) throw new DecodeError('a connect reply without a password')
  return { timeoutMs, sessionId, password, readOnly: reader.remaining > 0 ? reader.readBoolean() : null }
}

/** WatcherEvent without its state, which no server makes anything but SyncConnected. */
export interface NotificationReply {
  readonly type: number
  readonly path: string
}

export function readNotification(reader: ByteReader): NotificationReply {
  const type = reader.readInt32()
  reader.readInt32()
  return { type, path: reader.readString() ?? '' }
}

/** Create2Response; also the answer to createContainer and createTTL. */
export interface CreateReply {
  readonly path: string
  /** Null from a server that answers with the path alone. */
  readonly stat: StatReply | null
}

export function readCreateReply(reader: ByteReader): CreateReply {
  const path = reader.readString() ?? ''
  return { path, stat: reader.remaining > 0 ? readStatReply(reader) : null }
}

export interface GetDataReply {
  /** Shares memory with the reader; null where the znode has none. */
  readonly data: Buffer | null
  readonly stat: StatReply
}

/** GetDataResponse, which also answers a reconfiguration. */
export function readGetDataReply(reader: ByteReader): GetDataReply {
  const data = reader.readBuffer()
  return { data, stat: readStatReply(reader) }
}

export interface GetChildrenReply {
  readonly children: string[]
  readonly stat: StatReply
}

/** GetChildren2Response. */
export function readGetChildrenReply(reader: ByteReader): GetChildrenReply {
  const children = readStringList(reader)
  return { children, stat: readStatReply(reader) }
}

export interface GetAclReply {
  readonly acl: Acl[]
  readonly stat: StatReply
}

export function readGetAclReply(reader: ByteReader): GetAclReply {
  const acl = readAclList(reader) ?? []
  return { acl, stat: readStatReply(reader) }
}

/** WhoAmIResponse: each way in which the connection has shown who it is. */
export function readWhoAmIReply(reader: ByteReader): Id[] {
  const count = reader.readCount(8)
  const ids: Id[] = []
  for (let i = 0; i < count; i++) ids.push({ scheme: reader.readString() ?? '', id: reader.readString() ?? '' })
  return ids
}

/** SetSASLResponse; shares memory with the reader. */
export function readSaslReply(reader: ByteReader): Buffer | null {
  return reader.readBuffer()
}

/** What became of one part of a multi or a multiRead; fields that its kind does not have are null. */
export interface MultiPartReply {
  /** The opcode that the result has, -1 for an error. Not always that of the request: a container or a TTL znode answers as create2. */
  readonly type: number
  /** 0 also for a part before the one that failed. */
  readonly err: number
  readonly path: string | null
  /** Shares memory with the reader. */
  readonly data: Buffer | null
  readonly stat: StatReply | null
  readonly children: string[] | null
}

/** All parts of the answer to a multi or a multiRead. */
export function readMultiReply(reader: ByteReader): MultiPartReply[] {
  const parts: MultiPartReply[] = []
  for (;;) {
    const type = reader.readInt32()
    const done = reader.readBoolean()
    reader.readInt32()
    if (done) return parts
    parts.push(readPart(type, reader))
  }
}

function readPart(type: number, reader: ByteReader): MultiPartReply {
  switch (type) {
    case OpCode.Create:
      return part(type, 0, reader.readString(), null, null, null)
    case OpCode.Create2:
    case OpCode.CreateContainer:
    case OpCode.CreateTtl:
      return part(type, 0, reader.readString(), null, readStatReply(reader), null)
    case OpCode.SetData:
      return part(type, 0, null, null, readStatReply(reader), null)
    case OpCode.GetData:
      return part(type, 0, null, reader.readBuffer(), readStatReply(reader), null)
    case OpCode.GetChildren:
      return part(type, 0, null, null, null, readStringList(reader))
    case OpCode.Delete:
    case OpCode.DeleteContainer:
    case OpCode.Check:
      return part(type, 0, null, null, null, null)
    case OpCode.Error:
      return part(type, reader.readInt32(), null, null, null, null)
    default:
      throw new DecodeError(`a result of type ${type} in a multi`)
  }
}

function part(
  type: number,
  err: number,
  path: string | null,
  data: Buffer | null,
  stat: StatReply | null,
  children: string[] | null,
): MultiPartReply {
  return { type, err, path, data, stat, children }
}
