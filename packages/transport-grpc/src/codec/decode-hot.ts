import {
  type ForwardedRequest,
  type Id,
  type LogRecord,
  type PeerMessage,
  type SessionId,
  sessionIdFromHalves,
  type TraceContext,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'
import { malformed } from './malformed.ts'
import type { WireReader } from './wire-reader.ts'

const NO_BYTES = Buffer.alloc(0)

/** Ack, Commit and LeaderDurable. */
export function decodeZxid(reader: WireReader, end: number): Zxid {
  let zxid = ZERO_ZXID
  while (reader.at < end) {
    if (reader.field() === 1) zxid = reader.zxid()
    else reader.skip(end)
  }
  return zxid
}

export function decodeChunk(reader: WireReader, end: number): PeerMessage {
  let bytes: Buffer = NO_BYTES
  while (reader.at < end) {
    if (reader.field() === 1) bytes = reader.blob(end)
    else reader.skip(end)
  }
  return { type: 'snapshotChunk', bytes }
}

/** Proposal and History; Inform has no watermark. */
export function decodeRecords(reader: WireReader, end: number): { records: LogRecord[]; committedZxid: Zxid } {
  const records: LogRecord[] = []
  let committedZxid = ZERO_ZXID
  while (reader.at < end) {
    const field = reader.field()
    if (field === 1) records.push(decodeRecord(reader, reader.end(end)))
    else if (field === 2) committedZxid = reader.zxid()
    else reader.skip(end)
  }
  return { records, committedZxid }
}

function decodeRecord(reader: WireReader, end: number): LogRecord {
  reader.item()
  let zxid = ZERO_ZXID
  let bytes: Buffer = NO_BYTES
  let trace: TraceContext | null = null
  while (reader.at < end) {
    const field = reader.field()
    if (field === 1) zxid = reader.zxid()
    else if (field === 2) bytes = reader.blob(end)
    else if (field === 3) trace = reader.trace(end)
    else reader.skip(end)
  }
  reader.close(end)
  return { zxid, bytes, trace }
}

export function decodeTouches(reader: WireReader, end: number): PeerMessage {
  const sessions: SessionId[] = []
  while (reader.at < end) {
    if (reader.field() === 1) readSessions(reader, reader.end(end), sessions)
    else reader.skip(end)
  }
  return { type: 'touches', sessions }
}

function readSessions(reader: WireReader, end: number, sessions: SessionId[]): void {
  if ((end - reader.at) % 8 !== 0) malformed('session ids of the wrong size')
  while (reader.at < end) {
    const low = reader.half()
    sessions.push(sessionIdFromHalves(reader.half(), low))
  }
}

export function decodeRequests(reader: WireReader, end: number): PeerMessage {
  const identities: (readonly Id[])[] = []
  const requests: ForwardedRequest[] = []
  while (reader.at < end) {
    const field = reader.field()
    if (field === 1) identities.push(decodeIdentities(reader, reader.end(end)))
    else if (field === 2) requests.push(decodeRequest(reader, reader.end(end), identities))
    else reader.skip(end)
  }
  return { type: 'requests', requests }
}

function decodeIdentities(reader: WireReader, end: number): Id[] {
  reader.item()
  const ids: Id[] = []
  while (reader.at < end) {
    if (reader.field() === 1) ids.push(decodeIdentity(reader, reader.end(end)))
    else reader.skip(end)
  }
  reader.close(end)
  return ids
}

function decodeIdentity(reader: WireReader, end: number): Id {
  reader.item()
  let scheme = ''
  let id = ''
  while (reader.at < end) {
    const field = reader.field()
    if (field === 1) scheme = reader.text(end)
    else if (field === 2) id = reader.text(end)
    else reader.skip(end)
  }
  reader.close(end)
  return { scheme, id }
}

function decodeRequest(reader: WireReader, end: number, identities: readonly (readonly Id[])[]): ForwardedRequest {
  reader.item()
  let sessionHigh = 0
  let sessionLow = 0
  let xid = 0
  let opcode = 0
  let body: Buffer = NO_BYTES
  let set = 0
  let trace: TraceContext | null = null
  let local = false
  while (reader.at < end) {
    switch (reader.field()) {
      case 1:
        reader.requireFixed64()
        sessionLow = reader.half()
        sessionHigh = reader.half()
        break
      case 2:
        xid = reader.sint32()
        break
      case 3:
        opcode = reader.sint32()
        break
      case 4:
        body = reader.blob(end)
        break
      case 5:
        set = reader.uint32()
        break
      case 6:
        trace = reader.trace(end)
        break
      case 7:
        local = reader.uint32() !== 0
        break
      default:
        reader.skip(end)
    }
  }
  reader.close(end)
  const ids = identities[set] ?? malformed('a request of nobody')
  return { sessionHigh, sessionLow, local, xid, opcode, body, ids, trace }
}
