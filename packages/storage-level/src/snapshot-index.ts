import type { SnapshotInfo, Zxid } from '@zabkit/core'
import type { Head } from './head.ts'
import { SNAPSHOTS_KEY } from './keys.ts'
import { sealJson } from './sealed.ts'
import type { Batch } from './database.ts'

/** A committed snapshot and where its entries are. */
export interface KeptSnapshot extends SnapshotInfo {
  /** The number in the keys of its entries. */
  readonly id: number
  readonly chunks: number
}

export const SNAPSHOTS_PLACE = 4
/** Snapshots' entries are sealed with this and their number: no place of anything else. */
const CHUNK_PLACE = 0x10_0000

/** What the checksum of an entry is bound to. */
export function chunkPlace(id: number, index: number): number {
  return (CHUNK_PLACE + id) * 0x1_0000_0000 + index
}

/** Newest first. */
export function sorted(snapshots: readonly KeptSnapshot[]): KeptSnapshot[] {
  return [...snapshots].sort((a, b) => b.zxid - a.zxid)
}

/** Adds the index to a write. */
export function putIndex(batch: Batch, head: Head, snapshots: readonly KeptSnapshot[]): void {
  head.snapshotsRevision = head.revision
  batch.put(SNAPSHOTS_KEY, sealJson({ revision: head.revision, snapshots }, SNAPSHOTS_PLACE))
}

/** From what was sealed; the checksum has vouched for its shape. */
export function decodeIndex(json: unknown): { readonly revision: number; readonly snapshots: readonly KeptSnapshot[] } {
  return json as { revision: number; snapshots: (KeptSnapshot & { zxid: Zxid })[] }
}
