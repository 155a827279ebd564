import type { ByteReader, ByteWriter, Stat } from '@zabkit/core'

/** Bytes of a Stat on the wire. */
export const STAT_BYTES = 68

export function readStat(reader: ByteReader): Stat {
  return {
    czxid: reader.readZxid(),
    mzxid: reader.readZxid(),
    ctime: reader.readInt53(),
    mtime: reader.readInt53(),
    version: reader.readInt32(),
    cversion: reader.readInt32(),
    aversion: reader.readInt32(),
    ephemeralOwner: reader.readSessionId(),
    dataLength: reader.readInt32(),
    numChildren: reader.readInt32(),
    pzxid: reader.readZxid(),
  }
}

export function writeStat(out: ByteWriter, stat: Stat): void {
  out.writeZxid(stat.czxid)
  out.writeZxid(stat.mzxid)
  out.writeInt53(stat.ctime)
  out.writeInt53(stat.mtime)
  out.writeInt32(stat.version)
  out.writeInt32(stat.cversion)
  out.writeInt32(stat.aversion)
  out.writeSessionId(stat.ephemeralOwner)
  out.writeInt32(stat.dataLength)
  out.writeInt32(stat.numChildren)
  out.writeZxid(stat.pzxid)
}
