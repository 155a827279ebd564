import {
  type ForwardedRequest,
  type ForwardedRequests,
  type Id,
  type LogRecord,
  type SessionId,
  sessionIdHigh,
  sessionIdLow,
  type Touches,
  type TraceContext,
  type Zxid,
} from '@zabkit/core'
import { FrameField } from './kinds.ts'
import { FIXED64_FIELD_BYTES, fieldBytes, sentTrace, tagOf, traceBytes, VARINT, varintBytes, WireWriter } from './wire-writer.ts'

/** Bytes of a bool that is true. */
const FLAG_FIELD_BYTES = 2

/** Begins a frame's message of `kind` whose body has `length` bytes. */
function begin(kind: number, length: number): WireWriter {
  const inner = varintBytes(kind << 3) + varintBytes(length) + length
  const writer = new WireWriter(fieldBytes(inner))
  writer.header(FrameField.messages, inner)
  writer.header(kind, length)
  return writer
}

/** Ack, Commit and LeaderDurable. */
export function encodeZxid(kind: number, zxid: Zxid): Buffer {
  const writer = begin(kind, FIXED64_FIELD_BYTES)
  writer.zxid(1, zxid)
  return writer.finish()
}

/** SnapshotChunk. */
export function encodeChunk(kind: number, bytes: Uint8Array): Buffer {
  const writer = begin(kind, fieldBytes(bytes.length))
  writer.blob(1, bytes)
  return writer.finish()
}

/** Proposal, History, and Inform, which has no watermark. */
export function encodeRecords(kind: number, records: readonly LogRecord[], committedZxid: Zxid | null): Buffer {
  let length = committedZxid === null ? 0 : FIXED64_FIELD_BYTES
  for (const record of records) length += fieldBytes(recordBytes(record))
  const writer = begin(kind, length)
  for (const record of records) writeRecord(writer, record)
  if (committedZxid !== null) writer.zxid(2, committedZxid)
  return writer.finish()
}

function recordBytes(record: LogRecord): number {
  return FIXED64_FIELD_BYTES + fieldBytes(record.bytes.length) + traceFieldBytes(sentTrace(record.trace))
}

function traceFieldBytes(trace: TraceContext | null): number {
  return trace === null ? 0 : fieldBytes(traceBytes(trace))
}

function writeRecord(writer: WireWriter, record: LogRecord): void {
  writer.header(1, recordBytes(record))
  writer.zxid(1, record.zxid)
  writer.blob(2, record.bytes)
  const trace = sentTrace(record.trace)
  if (trace !== null) writer.trace(3, trace)
}

/** Touches: a packed field. */
export function encodeTouches(kind: number, { sessions }: Touches): Buffer {
  const writer = begin(kind, fieldBytes(sessions.length * 8))
  writer.header(1, sessions.length * 8)
  for (const session of sessions) writeSession(writer, session)
  return writer.finish()
}

function writeSession(writer: WireWriter, session: SessionId): void {
  writer.halves(sessionIdHigh(session), sessionIdLow(session))
}

export function encodeRequests(kind: number, { requests }: ForwardedRequests): Buffer {
  const identities = new IdentitySets()
  let length = 0
  for (const request of requests) length += fieldBytes(requestBytes(request, identities.indexOf(request.ids)))
  for (const set of identities.sets) length += fieldBytes(set.length)
  const writer = begin(kind, length)
  for (const set of identities.sets) writer.blob(1, set)
  for (const request of requests) writeRequest(writer, request, identities.indexOf(request.ids))
  return writer.finish()
}

/** session_id, xid, opcode, body, identities, trace, local. */
function requestBytes(request: ForwardedRequest, identities: number): number {
  const numbers = 3 + varintBytes(zigzag(request.xid)) + varintBytes(zigzag(request.opcode)) + varintBytes(identities)
  const local = request.local ? FLAG_FIELD_BYTES : 0
  return FIXED64_FIELD_BYTES + numbers + fieldBytes(request.body.length) + traceFieldBytes(sentTrace(request.trace)) + local
}

function writeRequest(writer: WireWriter, request: ForwardedRequest, identities: number): void {
  writer.header(2, requestBytes(request, identities))
  writer.varint(tagOf(1, 1))
  writer.halves(request.sessionHigh, request.sessionLow)
  writeNumber(writer, 2, zigzag(request.xid))
  writeNumber(writer, 3, zigzag(request.opcode))
  writer.blob(4, request.body)
  writeNumber(writer, 5, identities)
  const trace = sentTrace(request.trace)
  if (trace !== null) writer.trace(6, trace)
  if (request.local) writeNumber(writer, 7, 1)
}

function writeNumber(writer: WireWriter, field: number, value: number): void {
  writer.varint(tagOf(field, VARINT))
  writer.varint(value)
}

function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0
}

/** The identities of a message's requests: each array once, however many requests share it. */
class IdentitySets {
  readonly sets: Buffer[] = []
  readonly #indexes = new Map<readonly Id[], number>()
  #last: readonly Id[] | null = null
  #lastIndex = 0

  indexOf(ids: readonly Id[]): number {
    if (ids === this.#last) return this.#lastIndex
    this.#last = ids
    this.#lastIndex = this.#indexes.get(ids) ?? this.#add(ids)
    return this.#lastIndex
  }

  #add(ids: readonly Id[]): number {
    const index = this.sets.length
    this.#indexes.set(ids, index)
    this.sets.push(encodeIdentities(ids))
    return index
  }
}

function encodeIdentities(ids: readonly Id[]): Buffer {
  let length = 0
  for (const id of ids) length += fieldBytes(identityBytes(id))
  const writer = new WireWriter(length)
  for (const id of ids) {
    writer.header(1, identityBytes(id))
    writer.text(1, id.scheme, Buffer.byteLength(id.scheme))
    writer.text(2, id.id, Buffer.byteLength(id.id))
  }
  return writer.finish()
}

function identityBytes({ scheme, id }: Id): number {
  return fieldBytes(Buffer.byteLength(scheme)) + fieldBytes(Buffer.byteLength(id))
}
