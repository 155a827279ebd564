import { EPOCH_UNIT, MAX_EPOCH, type TraceContext, type Zxid } from '@zabkit/core'
import protobuf from 'protobufjs/minimal.js'
import { FRAME_ITEMS_MAX } from '../limits.ts'
import { malformed } from './malformed.ts'
import { BYTES, FIXED64, VARINT } from './wire-writer.ts'

/** Protobuf out of one frame, checked at every step. Byte fields are slices of the frame. */
export class WireReader {
  readonly reader: protobuf.Reader
  /** Wire type of the last tag. */
  #wireType = 0
  #items = 0

  constructor(frame: Uint8Array) {
    this.reader = protobuf.Reader.create(frame)
  }

  get at(): number {
    return this.reader.pos
  }

  get length(): number {
    return this.reader.len
  }

  /** The number of the field that begins here. */
  field(): number {
    const tag = this.reader.uint32()
    this.#wireType = tag & 7
    return tag >>> 3
  }

  /** The field that begins here has a length. */
  get isBytes(): boolean {
    return this.#wireType === BYTES
  }

  /** Counts a message, record or request. */
  item(): void {
    if (++this.#items > FRAME_ITEMS_MAX) malformed('too many messages and records in a frame')
  }

  /** Offset at which the field that begins here ends. `limit`: the end of what it is in. */
  end(limit: number): number {
    this.#require(BYTES)
    const length = this.reader.uint32()
    const end = this.reader.pos + length
    if (end > limit) malformed('a field is longer than what it is in')
    return end
  }

  blob(limit: number): Buffer {
    const end = this.end(limit)
    const slice = this.reader.buf.subarray(this.reader.pos, end)
    this.reader.pos = end
    return Buffer.isBuffer(slice) ? slice : Buffer.from(slice.buffer, slice.byteOffset, slice.length)
  }

  text(limit: number): string {
    return this.blob(limit).toString('utf8')
  }

  uint32(): number {
    this.#require(VARINT)
    return this.reader.uint32()
  }

  sint32(): number {
    this.#require(VARINT)
    return this.reader.sint32()
  }

  zxid(): Zxid {
    this.#require(FIXED64)
    const low = this.reader.fixed32()
    return zxidOf(this.reader.fixed32(), low)
  }

  /** Lower and upper half of an sfixed64: read the lower one first. */
  half(): number {
    return this.reader.sfixed32()
  }

  requireFixed64(): void {
    this.#require(FIXED64)
  }

  /** A field that this version does not know. */
  skip(limit: number): null {
    this.reader.skipType(this.#wireType)
    return this.reader.pos > limit ? malformed('a field is longer than what it is in') : null
  }

  /** All of what ends at `end` was read, and no more. */
  close(end: number): void {
    if (this.reader.pos !== end) malformed('a field is longer than what it is in')
  }

  trace(limit: number): TraceContext {
    const end = this.end(limit)
    let traceId = ''
    let spanId = ''
    let sampled = false
    while (this.at < end) {
      const field = this.field()
      if (field === 1) traceId = this.blob(end).toString('hex')
      else if (field === 2) spanId = this.blob(end).toString('hex')
      else if (field === 3) sampled = this.uint32() !== 0
      else this.skip(end)
    }
    this.close(end)
    if (traceId.length !== 32 || spanId.length !== 16) malformed('a trace context of the wrong size')
    return { traceId, spanId, sampled }
  }

  #require(wireType: number): void {
    if (this.#wireType !== wireType) malformed('a field of another wire type')
  }
}

/** `high` and `low`: unsigned. */
export function zxidOf(high: number, low: number): Zxid {
  if (high > MAX_EPOCH) malformed('a zxid whose epoch is beyond what a zxid may hold')
  return (high * EPOCH_UNIT + low) as Zxid
}
