import type { Acl, ByteWriter, SessionId } from '@zabkit/core'
import { writeAclList } from './acl.ts'
import { writeMultiHeader } from './multi.ts'
import { OpCode } from './op-code.ts'
import type { ReconfigRequest, SetWatchesRequest } from './request.ts'
import { writeStringList } from './strings.ts'

/** Bytes of a connect request's payload, with the read-only flag at its end. */
export const CONNECT_REQUEST_BYTES = 45

/** The payload of a connection's first frame, in the long form (45 bytes with a password of 16). A new session has id 0 and a password of zeros. */
export function writeConnectRequest(
  out: ByteWriter,
  lastZxidSeen: bigint,
  timeoutMs: number,
  sessionId: SessionId,
  password: Uint8Array,
  readOnly: boolean,
): void {
  out.writeInt32(0)
  out.writeInt64(lastZxidSeen)
  out.writeInt32(timeoutMs)
  out.writeSessionId(sessionId)
  out.writeBuffer(password)
  out.writeBoolean(readOnly)
}

/** RequestHeader. The reply to `xid` bears the same number. */
export function writeRequestHeader(out: ByteWriter, xid: number, opCode: number): void {
  out.writeInt32(xid)
  out.writeInt32(opCode)
}

/** GetACLRequest, SyncRequest, GetAllChildrenNumberRequest, GetEphemeralsRequest: nothing but a path. */
export function writePathRequest(out: ByteWriter, path: string): void {
  out.writeString(path)
}

/** ExistsRequest, GetDataRequest, GetChildrenRequest and GetChildren2Request. */
export function writePathAndWatch(out: ByteWriter, path: string, watch: boolean): void {
  out.writeString(path)
  out.writeBoolean(watch)
}

/** DeleteRequest and CheckVersionRequest (a version), AddWatchRequest (a mode), CheckWatchesRequest and RemoveWatchesRequest (a WatcherType). */
export function writePathAndNumber(out: ByteWriter, path: string, value: number): void {
  out.writeString(path)
  out.writeInt32(value)
}

/** SetDataRequest; version -1 is any. */
export function writeSetDataRequest(out: ByteWriter, path: string, data: Uint8Array | null, version: number): void {
  out.writeString(path)
  out.writeBuffer(data)
  out.writeInt32(version)
}

/** SetACLRequest; `version` is the aversion, -1 any. */
export function writeSetAclRequest(out: ByteWriter, path: string, acl: readonly Acl[], version: number): void {
  out.writeString(path)
  writeAclList(out, acl)
  out.writeInt32(version)
}

/** SetWatches, or with `withPersistent` SetWatches2. */
export function writeSetWatches(out: ByteWriter, request: SetWatchesRequest, withPersistent: boolean): void {
  out.writeInt64(request.relativeZxid)
  writeStringList(out, request.data)
  writeStringList(out, request.exist)
  writeStringList(out, request.child)
  if (!withPersistent) return
  writeStringList(out, request.persistent)
  writeStringList(out, request.persistentRecursive)
}

export function writeReconfigRequest(out: ByteWriter, request: ReconfigRequest): void {
  out.writeString(request.joining)
  out.writeString(request.leaving)
  out.writeString(request.members)
  out.writeInt64(request.configId)
}

export function writeAuthPacket(out: ByteWriter, scheme: string, credential: Uint8Array): void {
  out.writeInt32(0)
  out.writeString(scheme)
  out.writeBuffer(credential)
}

/** GetSASLRequest. */
export function writeSaslRequest(out: ByteWriter, token: Uint8Array): void {
  out.writeBuffer(token)
}

/** Begins a part of a multi or a multiRead; the part's own request record comes next. After the last one `writeMultiTrailer`. */
export function beginMultiPart(out: ByteWriter, opCode: number): void {
  writeMultiHeader(out, opCode, -1)
}

/** The opcode under which a create with these flags is asked for, so that the answer has path and Stat. */
export function createOpCode(container: boolean, ttl: boolean): number {
  if (container) return OpCode.CreateContainer
  return ttl ? OpCode.CreateTtl : OpCode.Create2
}
