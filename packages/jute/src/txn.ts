import type { Acl, ByteWriter, Zxid } from '@zabkit/core'
import { writeAclList } from './acl.ts'

/** Bytes of a TxnHeader: long clientId, int cxid, long zxid, long time, int type. */
export const TXN_HEADER_BYTES = 32
const ZXID_AT = 12
const TIME_AT = 20
const TYPE_AT = 28

/** Appends a TxnHeader. `idHigh` and `idLow` are the halves of the session's id; `timeMs` is the leader's wall clock. */
export function writeTxnHeader(
  out: ByteWriter,
  idHigh: number,
  idLow: number,
  cxid: number,
  zxid: Zxid,
  timeMs: number,
  type: number,
): void {
  const at = out.reserve(TXN_HEADER_BYTES)
  out.setInt32(at, idHigh)
  out.setInt32(at + 4, idLow)
  out.setInt32(at + 8, cxid)
  out.setInt53(at + ZXID_AT, zxid)
  out.setInt53(at + TIME_AT, timeMs)
  out.setInt32(at + TYPE_AT, type)
}

/** Turns the txn that begins at `start` into an error txn: its type becomes -1 and its body is replaced by `code`. */
export function replaceByErrorTxn(out: ByteWriter, start: number, code: number): void {
  out.length = start + TXN_HEADER_BYTES
  out.setInt32(start + TYPE_AT, -1)
  out.writeInt32(code)
}

/** Field access to an encoded txn without decoding the rest. */
export const TxnBytes = {
  clientIdHigh: (bytes: Buffer): number => bytes.readInt32BE(0),
  clientIdLow: (bytes: Buffer): number => bytes.readInt32BE(4),
  cxid: (bytes: Buffer): number => bytes.readInt32BE(8),
  zxid: (bytes: Buffer): Zxid => (bytes.readUInt32BE(ZXID_AT) * 0x1_0000_0000 + bytes.readUInt32BE(ZXID_AT + 4)) as Zxid,
  timeMs: (bytes: Buffer): number => bytes.readInt32BE(TIME_AT) * 0x1_0000_0000 + bytes.readUInt32BE(TIME_AT + 4),
  type: (bytes: Buffer): number => bytes.readInt32BE(TYPE_AT),
}

/** CreateTxn; `parentCversion` is the parent's count of creates with this one. */
export function writeCreateTxn(
  out: ByteWriter,
  path: string,
  data: Uint8Array | null,
  acl: readonly Acl[],
  ephemeral: boolean,
  parentCversion: number,
): void {
  out.writeString(path)
  out.writeBuffer(data)
  writeAclList(out, acl)
  out.writeBoolean(ephemeral)
  out.writeInt32(parentCversion)
}

/** CreateContainerTxn: as CreateTxn without `ephemeral`. */
export function writeCreateContainerTxn(
  out: ByteWriter,
  path: string,
  data: Uint8Array | null,
  acl: readonly Acl[],
  parentCversion: number,
): void {
  out.writeString(path)
  out.writeBuffer(data)
  writeAclList(out, acl)
  out.writeInt32(parentCversion)
}

/** CreateTTLTxn: as CreateContainerTxn with a ttl in ms. */
export function writeCreateTtlTxn(
  out: ByteWriter,
  path: string,
  data: Uint8Array | null,
  acl: readonly Acl[],
  parentCversion: number,
  ttlMs: bigint,
): void {
  writeCreateContainerTxn(out, path, data, acl, parentCversion)
  out.writeInt64(ttlMs)
}

/** SetDataTxn; `version` is the new one. */
export function writeSetDataTxn(out: ByteWriter, path: string, data: Uint8Array | null, version: number): void {
  out.writeString(path)
  out.writeBuffer(data)
  out.writeInt32(version)
}

/** SetACLTxn; `version` is the new aversion. */
export function writeSetAclTxn(out: ByteWriter, path: string, acl: readonly Acl[], version: number): void {
  out.writeString(path)
  writeAclList(out, acl)
  out.writeInt32(version)
}

/** CheckVersionTxn. */
export function writeCheckVersionTxn(out: ByteWriter, path: string, version: number): void {
  out.writeString(path)
  out.writeInt32(version)
}
