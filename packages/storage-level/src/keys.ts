import { counterOf, epochOf, type Zxid, zxidFromHalves } from '@zabkit/core'

/** The head: what was written last. */
export const HEAD_KEY = Buffer.from('h')
export const EPOCH_KEY = Buffer.from('e')
/** The index of committed snapshots. */
export const SNAPSHOTS_KEY = Buffer.from('s')

const RECORD = 0x72 // r
const CHUNK = 0x63 // c

/** Sorts as zxids do. */
export function recordKey(zxid: Zxid): Buffer {
  const key = Buffer.allocUnsafe(9)
  key[0] = RECORD
  key.writeUInt32BE(epochOf(zxid), 1)
  key.writeUInt32BE(counterOf(zxid), 5)
  return key
}

/** After the key of every record. */
export const RECORDS_END = Buffer.from([RECORD + 1])

export function zxidOfKey(key: Buffer): Zxid {
  return zxidFromHalves(key.readUInt32BE(1), key.readUInt32BE(5))
}

/** Entry `index` of the snapshot that was written under number `id`. */
export function chunkKey(id: number, index: number): Buffer {
  const key = Buffer.allocUnsafe(9)
  key[0] = CHUNK
  key.writeUInt32BE(id, 1)
  key.writeUInt32BE(index, 5)
  return key
}

/** After the key of every chunk. */
export const CHUNKS_END = Buffer.from([CHUNK + 1])
