import type { LogRecord, Zxid } from '@zabkit/core'
import { isSealed, SEAL_BYTES, seal, unsealed } from './sealed.ts'

const PREVIOUS = SEAL_BYTES
const TOTAL = PREVIOUS + 8
const BYTES = TOTAL + 8
const KEY_BYTES = 9

/** A record as it is kept: what it comes after, so that a missing one is noticed, and the bytes of the log up to it, so that its size need not be counted. */
export interface LogEntry {
  readonly previousZxid: Zxid
  readonly totalBytes: number
  readonly record: LogRecord
}

/** Bytes that a record of `length` bytes takes. */
export function entryBytes(length: number): number {
  return KEY_BYTES + BYTES + length
}

export function encodeEntry(record: LogRecord, previousZxid: Zxid, totalBytes: number): Buffer {
  const value = unsealed(BYTES - SEAL_BYTES + record.bytes.length)
  value.writeDoubleBE(previousZxid, PREVIOUS)
  value.writeDoubleBE(totalBytes, TOTAL)
  record.bytes.copy(value, BYTES)
  return seal(value, record.zxid)
}

/** Null when it is damaged. The record's bytes are a part of `value`. */
export function decodeEntry(zxid: Zxid, value: Buffer): LogEntry | null {
  if (value.length < BYTES || !isSealed(value, zxid)) return null
  return {
    previousZxid: value.readDoubleBE(PREVIOUS) as Zxid,
    totalBytes: value.readDoubleBE(TOTAL),
    record: { zxid, bytes: value.subarray(BYTES) },
  }
}
