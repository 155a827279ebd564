import type { ByteWriter } from '@zabkit/core'
import { OpCode, type SetWatchesRequest, writeSetWatches, Xid } from '@zabkit/jute'
import { SET_WATCHES_FRAME_BYTES_MAX } from './api-limits.ts'

/** Paths as servers name them, by the list that they belong to. */
export interface WatchedPaths {
  readonly data: Iterable<string>
  readonly exist: Iterable<string>
  readonly child: Iterable<string>
  readonly persistent: Iterable<string>
  readonly persistentRecursive: Iterable<string>
}

/** A frame that sets watches again; the session sends it before anything else. */
export interface SetWatchesFrame {
  readonly opCode: number
  readonly xid: number
  readonly encode: (out: ByteWriter) => void
  readonly onReply: (err: number) => void
}

const LISTS = ['data', 'exist', 'child', 'persistent', 'persistentRecursive'] as const
/** Frame length, header, zxid, the counts of five lists. */
const FIXED_BYTES = 4 + 8 + 8 + 5 * 4

type Batch = { relativeZxid: bigint } & Record<(typeof LISTS)[number], string[]>

/** Splits the watched paths over as many requests as it takes. A path that is longer than a frame alone has one of its own. */
export function setWatchesBatches(paths: WatchedPaths, relativeZxid: bigint, bytesMax = SET_WATCHES_FRAME_BYTES_MAX): SetWatchesRequest[] {
  const batches: Batch[] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const list of LISTS) {
    for (const path of paths[list]) {
      const pathBytes = 4 + Buffer.byteLength(path)
      if (bytes + pathBytes > bytesMax) {
        batches.push({ relativeZxid, data: [], exist: [], child: [], persistent: [], persistentRecursive: [] })
        bytes = FIXED_BYTES
      }
      batches.at(-1)?.[list].push(path)
      bytes += pathBytes
    }
  }
  return batches
}

/** SetWatches2 only where it must be: servers before 3.6 do not know it. */
export function setWatchesFrame(request: SetWatchesRequest, onReply: (err: number) => void): SetWatchesFrame {
  const withPersistent = request.persistent.length + request.persistentRecursive.length > 0
  return {
    opCode: withPersistent ? OpCode.SetWatches2 : OpCode.SetWatches,
    xid: Xid.SetWatches,
    encode: (out) => writeSetWatches(out, request, withPersistent),
    onReply,
  }
}
