import type { Acl, ByteReader, ByteWriter } from '@zabkit/core'
import { writeAclList } from './acl.ts'
import { CreateMode } from './op-code.ts'
import { readStringList } from './strings.ts'

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

/** SetWatches and SetWatches2 (which has the last two lists). */
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
    data: readStringList(reader),
    exist: readStringList(reader),
    child: readStringList(reader),
    persistent: withPersistent ? readStringList(reader) : [],
    persistentRecursive: withPersistent ? readStringList(reader) : [],
  }
}

/** AddWatchRequest, CheckWatchesRequest and RemoveWatchesRequest: a path and a number. */
export interface PathAndNumber {
  readonly path: string
  readonly value: number
}

export function readPathAndNumber(reader: ByteReader): PathAndNumber {
  return { path: reader.readString() ?? '', value: reader.readInt32() }
}

/** AuthPacket. `credential` shares memory with the reader. */
export interface AuthPacket {
  readonly scheme: string
  readonly credential: Buffer
}

export function readAuthPacket(reader: ByteReader): AuthPacket {
  reader.readInt32()
  return { scheme: reader.readString() ?? '', credential: reader.readBuffer() ?? Buffer.alloc(0) }
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
