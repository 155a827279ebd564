import type { Zxid } from '@zabkit/core'
import { FORMAT } from './limits.ts'
import { isSealed, SEAL_BYTES, seal, unsealed } from './sealed.ts'

/**
 * What was written last, repeated in every write: LevelDB takes a write as a whole or not at all, so that the head and what it names are always of one
 * moment.
 */
export interface Head {
  /** Rises by one with every write. */
  revision: number
  /** Zxid of the last record, 0 when there is none. Records outside (baseZxid, lastZxid] are left from a removal and not in use. */
  lastZxid: Zxid
  committedZxid: Zxid
  baseZxid: Zxid
  /** Bytes of all records up to the last one, since the log began. */
  totalBytes: number
  /** Of these, those up to `baseZxid`. */
  baseBytes: number
  /** The revision that wrote the epoch record; 0: there is none. */
  epochRevision: number
  /** The revision that wrote the index of snapshots; 0: there is none. */
  snapshotsRevision: number
}

const FIELDS = [
  'revision', 'lastZxid', 'committedZxid', 'baseZxid', 'totalBytes', 'baseBytes', 'epochRevision', 'snapshotsRevision',
] as const
const HEAD_BYTES = 1 + 8 * FIELDS.length
const PLACE = 1

export function newHead(): Head {
  const zero = 0 as Zxid
  return {
    revision: 0, lastZxid: zero, committedZxid: zero, baseZxid: zero, totalBytes: 0, baseBytes: 0, epochRevision: 0, snapshotsRevision: 0,
  }
}

export function encodeHead(head: Head): Buffer {
  const bytes = unsealed(HEAD_BYTES)
  bytes[SEAL_BYTES] = FORMAT
  let at = SEAL_BYTES + 1
  for (const field of FIELDS) at = bytes.writeDoubleBE(head[field], at)
  return seal(bytes, PLACE)
}

/** `unknown-format`: whole, but of another release. */
export function decodeHead(bytes: Buffer): Head | 'damaged' | 'unknown-format' {
  if (!isSealed(bytes, PLACE) || bytes.length <= SEAL_BYTES) return 'damaged'
  if (bytes[SEAL_BYTES] !== FORMAT) return 'unknown-format'
  if (bytes.length !== SEAL_BYTES + HEAD_BYTES) return 'damaged'
  const head = newHead()
  FIELDS.forEach((field, i) => {
    head[field] = bytes.readDoubleBE(SEAL_BYTES + 1 + 8 * i) as Zxid
  })
  return head
}
