import type { Acl, ByteReader, ByteWriter } from '@zabkit/core'
import { writeAclList } from './acl.ts'
import { CreateMode } from './op-code.ts'
import { readPresentString, readPresentStringList } from './strings.ts'

/** Appends a CreateRequest, or with `ttlMs` a CreateTTLRequest. */
export function writeCreateRequest(
  out: ByteWriter,
  path: string,
  data: Uint8Array | null,
  acl: readonly Acl[],
  flags: number,
  ttlMs?: bigint,
): void {
  out.writeString(path)
  out.writeBuffer(data)
  writeAclList(out, acl)
  out.writeInt32(flags)
  if (ttlMs !== undefined) out.writeInt64(ttlMs)
}

/** SetWatches and SetWatches2 (which has the last two lists). A null list or path is a DecodeError. */
export interface SetWatchesRequest {
  readonly relativeZxid: bigint
  readonly data: string[]
  readonly exist: string[]
  readonly child: string[]
  readonly persistent: string[]
  readonly persistentRecursive: string[]
}

export function readSetWatches(reader: ByteReader, withPersistent: boolean): SetWatchesRequest {
  return {
    relativeZxid: reader.readInt64(),
    data: readPresentStringList(reader),
    exist: readPresentStringList(reader),
    child: readPresentStringList(reader),
    persistent: withPersistent ? readPresentStringList(reader) : [],
    persistentRecursive: withPersistent ? readPresentStringList(reader) : [],
  }
}

/** AddWatchRequest, CheckWatchesRequest and RemoveWatchesRequest: a path and a number. A null path is a DecodeError. */
export interface PathAndNumber {
  readonly path: string
  readonly value: number
}

export function readPathAndNumber(reader: ByteReader): PathAndNumber {
  return { path: readPresentString(reader), value: reader.readInt32() }
}

/** ReconfigRequest: lists of servers as text, null where nothing is asked of that kind. */
export interface ReconfigRequest {
  readonly joining: string | null
  readonly leaving: string | null
  readonly members: string | null
  /** Version of the membership it is meant for; -1: any. */
  readonly configId: bigint
}

export function readReconfigRequest(reader: ByteReader): ReconfigRequest {
  return { joining: reader.readString(), leaving: reader.readString(), members: reader.readString(), configId: reader.readInt64() }
}

/** AuthPacket. `credential` shares memory with the reader; null where the client sent null. */
export interface AuthPacket {
  readonly scheme: string
  readonly credential: Buffer | null
}

export function readAuthPacket(reader: ByteReader): AuthPacket {
  reader.readInt32()
  return { scheme: reader.readString() ?? '', credential: reader.readBuffer() }
}

/** What a create flag asks for, or null when there is no such flag. */
export interface CreateKind {
  readonly ephemeral: boolean
  readonly sequential: boolean
  readonly container: boolean
  readonly ttl: boolean
}

const kinds = new Map<number, CreateKind>([
  [CreateMode.Persistent, { ephemeral: false, sequential: false, container: false, ttl: false }],
  [CreateMode.Ephemeral, { ephemeral: true, sequential: false, container: false, ttl: false }],
  [CreateMode.PersistentSequential, { ephemeral: false, sequential: true, container: false, ttl: false }],
  [CreateMode.EphemeralSequential, { ephemeral: true, sequential: true, container: false, ttl: false }],
  [CreateMode.Container, { ephemeral: false, sequential: false, container: true, ttl: false }],
  [CreateMode.PersistentWithTtl, { ephemeral: false, sequential: false, container: false, ttl: true }],
  [CreateMode.PersistentSequentialWithTtl, { ephemeral: false, sequential: true, container: false, ttl: true }],
])

export function createKind(flags: number): CreateKind | null {
  return kinds.get(flags) ?? null
}
