import type { ByteWriter, Zxid } from '@zabkit/core'
import { STATE_SYNC_CONNECTED, Xid } from './op-code.ts'

/** Bytes of a reply's frame before its body: length, int xid, long zxid, int err. */
export const REPLY_HEADER_BYTES = 20

/** Makes room for a reply's length and header; fill it with `endReply` once the body is written. Returns where the frame begins. */
export function beginReply(out: ByteWriter): number {
  return out.reserve(REPLY_HEADER_BYTES)
}

/** Completes the frame that begins at `start`. `zxid`: the last txn the server has applied. */
export function endReply(out: ByteWriter, start: number, xid: number, zxid: Zxid, err: number): void {
  out.setInt32(start, out.length - start - 4)
  out.setInt32(start + 4, xid)
  out.setInt53(start + 8, zxid)
  out.setInt32(start + 16, err)
}

/** A reply without a body. */
export function writeReply(out: ByteWriter, xid: number, zxid: Zxid, err: number): void {
  endReply(out, beginReply(out), xid, zxid, err)
}

/** A whole notification frame: ReplyHeader with xid -1, then WatcherEvent. `zxid` of the txn, or -1 for catch-up events. */
export function writeNotification(out: ByteWriter, type: number, path: string, zxid: number): void {
  const start = beginReply(out)
  out.writeInt32(type)
  out.writeInt32(STATE_SYNC_CONNECTED)
  out.writeString(path)
  endReply(out, start, Xid.Notification, zxid as Zxid, 0)
}
