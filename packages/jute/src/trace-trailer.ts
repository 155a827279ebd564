import type { TraceContext } from '@zabkit/core'

/**
 * Trace context behind a request's body, where ZooKeeper's decoders no longer look: magic `zktp`, version 0, 16 bytes of trace id, 8 of span id, flags.
 */
export const TRACE_TRAILER_BYTES = 30
const MAGIC = 0x7a6b_7470
const VERSION_AT = 4
const TRACE_ID_AT = 5
const SPAN_ID_AT = 21
const FLAGS_AT = 29
const SAMPLED = 1

/** 32 and 16 hex digits that are not all zero, as W3C demands. */
const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/
const SPAN_ID = /^(?!0+$)[0-9a-f]{16}$/

/** The trailer of a request under `context`; null where the ids are not what W3C's trace context calls valid. */
export function encodeTraceTrailer({ traceId, spanId, sampled }: TraceContext): Buffer | null {
  if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId)) return null
  const bytes = Buffer.alloc(TRACE_TRAILER_BYTES)
  bytes.writeUInt32BE(MAGIC, 0)
  bytes.write(traceId, TRACE_ID_AT, 'hex')
  bytes.write(spanId, SPAN_ID_AT, 'hex')
  bytes[FLAGS_AT] = sampled ? SAMPLED : 0
  return bytes
}

/** The context at the end of a request's bytes `[start, end)`; null where there is none, or one of another version or shape. */
export function readTraceTrailer(chunk: Buffer, start: number, end: number): TraceContext | null {
  const at = end - TRACE_TRAILER_BYTES
  if (at < start || chunk.readUInt32BE(at) !== MAGIC || chunk[at + VERSION_AT] !== 0) return null
  const traceId = chunk.toString('hex', at + TRACE_ID_AT, at + SPAN_ID_AT)
  const spanId = chunk.toString('hex', at + SPAN_ID_AT, at + FLAGS_AT)
  if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId)) return null
  return { traceId, spanId, sampled: ((chunk[at + FLAGS_AT] as number) & SAMPLED) !== 0 }
}
