import { type Acl, type ByteReader, type ByteWriter, DecodeError, OPEN_ACL } from '@zabkit/core'
import {
  OpCode, type ReconfigRequest, readCreateReply, readGetAclReply, readGetChildrenReply, readGetDataReply, readStatReply, readStringList,
  readWhoAmIReply, writeCreateRequest, writePathAndNumber, writePathAndWatch, writePathRequest, writeReconfigRequest, writeSetAclRequest, writeSetDataRequest,
} from '@zabkit/jute'
import type { Codec, Operation } from './operation.ts'
import type { Stat } from './types.ts'

const NO_DATA = Buffer.alloc(0)

export interface CreateReply {
  readonly path: string
  readonly stat: Stat
}

export interface DataReply {
  readonly data: Buffer
  readonly stat: Stat
}

export interface ChildrenReply {
  readonly children: string[]
  readonly stat: Stat
}

export interface AclReply {
  readonly acl: Acl[]
  readonly stat: Stat
}

function encodePath(out: ByteWriter, operation: Operation<unknown>): void {
  writePathRequest(out, operation.serverPath)
}

function encodePathAndWatch(out: ByteWriter, operation: Operation<unknown>): void {
  writePathAndWatch(out, operation.serverPath, operation.watch !== null)
}

function encodePathAndNumber(out: ByteWriter, operation: Operation<unknown>): void {
  writePathAndNumber(out, operation.serverPath, operation.number)
}

function nothing(): void {}

/** The caller's own copy: what was received goes on being one piece of memory for many replies. */
export function ownedData(data: Buffer | null): Buffer {
  return data === null || data.length === 0 ? NO_DATA : Buffer.from(data)
}

function decodeData(body: ByteReader): DataReply {
  const { data, stat } = readGetDataReply(body)
  return { data: ownedData(data), stat }
}

function create(opCode: number, withTtl: boolean): Codec<CreateReply> {
  return {
    opCode, name: 'create', safe: false, absent: undefined,
    encode(out, { serverPath, data, acl, number, ttlMs }) {
      writeCreateRequest(out, serverPath, data, acl ?? OPEN_ACL, number, withTtl ? BigInt(ttlMs) : undefined)
    },
    decode(body, { chroot }) {
      const { path, stat } = readCreateReply(body)
      if (stat === null) throw new DecodeError('a created znode without a Stat')
      return { path: chroot.toCaller(path), stat }
    },
  }
}

export const createCodec = create(OpCode.Create2, false)
export const createContainerCodec = create(OpCode.CreateContainer, false)
export const createTtlCodec = create(OpCode.CreateTtl, true)

export const deleteCodec: Codec<void> = { opCode: OpCode.Delete, name: 'delete', safe: false, absent: undefined, encode: encodePathAndNumber, decode: nothing }
export const existsCodec: Codec<Stat | null> = { opCode: OpCode.Exists, name: 'exists', safe: true, absent: null, encode: encodePathAndWatch, decode: readStatReply }
export const getDataCodec: Codec<DataReply> = { opCode: OpCode.GetData, name: 'getData', safe: true, absent: undefined, encode: encodePathAndWatch, decode: decodeData }
export const setDataCodec: Codec<Stat> = {
  opCode: OpCode.SetData, name: 'setData', safe: false, absent: undefined,
  encode: (out, operation) => writeSetDataRequest(out, operation.serverPath, operation.data, operation.number),
  decode: readStatReply,
}
export const getAclCodec: Codec<AclReply> = { opCode: OpCode.GetAcl, name: 'getAcl', safe: true, absent: undefined, encode: encodePath, decode: readGetAclReply }
export const setAclCodec: Codec<Stat> = {
  opCode: OpCode.SetAcl, name: 'setAcl', safe: false, absent: undefined,
  encode: (out, operation) => writeSetAclRequest(out, operation.serverPath, operation.acl ?? OPEN_ACL, operation.number),
  decode: readStatReply,
}
export const getChildrenCodec: Codec<ChildrenReply> = {
  opCode: OpCode.GetChildren2, name: 'getChildren', safe: true, absent: undefined, encode: encodePathAndWatch, decode: readGetChildrenReply,
}
export const syncCodec: Codec<void> = { opCode: OpCode.Sync, name: 'sync', safe: true, absent: undefined, encode: encodePath, decode: nothing }
export const countCodec: Codec<number> = {
  opCode: OpCode.GetAllChildrenNumber, name: 'getAllChildrenNumber', safe: true, absent: undefined, encode: encodePath, decode: (body) => body.readInt32(),
}
export const whoAmICodec: Codec<{ scheme: string; id: string }[]> = {
  opCode: OpCode.WhoAmI, name: 'whoAmI', safe: true, absent: undefined, encode: nothing, decode: readWhoAmIReply,
}
/** A prefix, not a path: `/` is all of the chroot's, whose neighbour may begin with the same letters. */
export const getEphemeralsCodec: Codec<string[]> = {
  opCode: OpCode.GetEphemerals, name: 'getEphemerals', safe: true, absent: undefined,
  encode: (out, { chroot, path }) => writePathRequest(out, chroot.prefix + (path ?? '/')),
  decode: (body, { chroot }) => readStringList(body).map((path) => chroot.toCaller(path)),
}
export const reconfigCodec: Codec<DataReply> = {
  opCode: OpCode.Reconfig, name: 'reconfig', safe: false, absent: undefined,
  encode: (out, { extra }) => writeReconfigRequest(out, extra as ReconfigRequest),
  decode: decodeData,
}
export const addWatchCodec: Codec<void> = { opCode: OpCode.AddWatch, name: 'addWatch', safe: true, absent: undefined, encode: encodePathAndNumber, decode: nothing }
export const removeWatchesCodec: Codec<void> = {
  opCode: OpCode.RemoveWatches, name: 'removeWatches', safe: true, absent: undefined, encode: encodePathAndNumber, decode: nothing,
}
