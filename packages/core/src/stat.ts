import type { SessionId } from './session-id.ts'
import type { Zxid } from './zxid.ts'

/** What a client sees of a znode beside its data (ZooKeeper's Stat, 68 bytes on the wire). Times are ms since 1970. */
export interface Stat {
  czxid: Zxid
  mzxid: Zxid
  ctime: number
  mtime: number
  version: number
  cversion: number
  aversion: number
  ephemeralOwner: SessionId
  dataLength: number
  numChildren: number
  pzxid: Zxid
}
