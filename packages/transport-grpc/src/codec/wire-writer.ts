import { EPOCH_UNIT, invariant, type TraceContext, type Zxid } from '@zabkit/core'

/** Wire types of protobuf, as they stand in a tag. */
export const VARINT = 0
export const FIXED64 = 1
export const BYTES = 2

/** Bytes of a fixed64 field whose number is below 16. */
export const FIXED64_FIELD_BYTES = 9

export function tagOf(field: number, wireType: number): number {
  return (field << 3) | wireType
}

/** Bytes of `value` (unsigned 32 bits) as a varint. */
export function varintBytes(value: number): number {
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  if (value < 0x20_0000) return 3
  return value < 0x1000_0000 ? 4 : 5
}

/** Bytes of a length-delimited field whose number is below 16. */
export function fieldBytes(length: number): number {
  return 1 + varintBytes(length) + length
}

/**
 * Protobuf into memory of exactly the size that was reckoned before: the messages that go by thousands are written without growing, shifting
 * or copying.
 */
export class WireWriter {
  readonly bytes: Buffer
  at = 0

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size)
  }

  /** What was written: all of it, or the reckoning was wrong. */
  finish(): Buffer {
    invariant(this.at === this.bytes.length, 'a message is as long as it was reckoned')
    return this.bytes
  }

  varint(value: number): void {
    let rest = value >>> 0
    while (rest > 0x7f) {
      this.bytes[this.at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.bytes[this.at++] = rest
  }

  /** Tag and length of a field that follows. */
  header(field: number, length: number): void {
    this.varint(tagOf(field, BYTES))
    this.varint(length)
  }

  blob(field: number, source: Uint8Array): void {
    this.header(field, source.length)
    this.bytes.set(source, this.at)
    this.at += source.length
  }

  zxid(field: number, zxid: Zxid): void {
    this.varint(tagOf(field, FIXED64))
    this.halves(Math.floor(zxid / EPOCH_UNIT), zxid % EPOCH_UNIT)
  }

  /** 64 bits, little-endian. */
  halves(high: number, low: number): void {
    this.int32(low)
    this.int32(high)
  }

  int32(value: number): void {
    const { bytes, at } = this
    bytes[at] = value
    bytes[at + 1] = value >>> 8
    bytes[at + 2] = value >>> 16
    bytes[at + 3] = value >>> 24
    this.at = at + 4
  }

  text(field: number, text: string, length: number): void {
    this.header(field, length)
    this.at += this.bytes.write(text, this.at, 'utf8')
  }

  trace(field: number, trace: TraceContext): void {
    this.header(field, traceBytes(trace))
    this.#hex(1, trace.traceId)
    this.#hex(2, trace.spanId)
    if (!trace.sampled) return
    this.varint(tagOf(3, VARINT))
    this.varint(1)
  }

  #hex(field: number, hex: string): void {
    this.header(field, hex.length / 2)
    this.at += this.bytes.write(hex, this.at, 'hex')
  }
}

/** Bytes of a trace context without tag and length. */
export function traceBytes(trace: TraceContext): number {
  return TRACE_BYTES + (trace.sampled ? 2 : 0)
}

const TRACE_ID_BYTES = 16
const SPAN_ID_BYTES = 8
const TRACE_BYTES = fieldBytes(TRACE_ID_BYTES) + fieldBytes(SPAN_ID_BYTES)

const HEX = /^[0-9a-f]+$/

/** The trace to send along: null where there is none, or where a tracer gave ids that are not of W3C's form. */
export function sentTrace(trace: TraceContext | null | undefined): TraceContext | null {
  if (trace === null || trace === undefined) return null
  const { traceId, spanId } = trace
  if (traceId.length !== TRACE_ID_BYTES * 2 || spanId.length !== SPAN_ID_BYTES * 2) return null
  return HEX.test(traceId) && HEX.test(spanId) ? trace : null
}
