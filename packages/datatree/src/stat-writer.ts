import type { ByteWriter } from '@zabkit/core'
import { STAT_BYTES } from '@zabkit/jute'
import * as Row from './znode-table.ts'
import type { ZnodeTable } from './znode-table.ts'

/** Upper half of a container's owner; its lower half is 0. */
const CONTAINER_HIGH = 0x8000_0000 | 0
/** Top byte of a TTL znode's owner. */
const TTL_TOP_BYTE = 0xff

/** Extended types are kept in the owner and are nobody's session: clients see 0. */
function isSession(high: number, low: number): boolean {
  return high >>> 24 !== TTL_TOP_BYTE && !(high === CONTAINER_HIGH && low === 0)
}

/** Appends the Stat of a row: 17 words in the order of the wire. */
export function writeStatOf(table: ZnodeTable, id: number, out: ByteWriter): void {
  const words = table.words(id)
  const base = table.base(id)
  const at = out.reserve(STAT_BYTES)
  // czxid, mzxid, ctime, mtime, version: nine words that stand in the row as they go out.
  for (let i = 0; i < 9; i++) out.setInt32(at + 4 * i, words[base + Row.CZXID + i] as number)
  const numChildren = words[base + Row.NUM_CHILDREN] as number
  out.setInt32(at + 36, 2 * (words[base + Row.CHILD_CREATES] as number) - numChildren)
  out.setInt32(at + 40, words[base + Row.AVERSION] as number)
  const high = words[base + Row.OWNER] as number
  const low = words[base + Row.OWNER + 1] as number
  const shown = isSession(high, low)
  out.setInt32(at + 44, shown ? high : 0)
  out.setInt32(at + 48, shown ? low : 0)
  out.setInt32(at + 52, Math.max(words[base + Row.DATA_LENGTH] as number, 0))
  out.setInt32(at + 56, numChildren)
  out.setInt32(at + 60, words[base + Row.PZXID] as number)
  out.setInt32(at + 64, words[base + Row.PZXID + 1] as number)
}
