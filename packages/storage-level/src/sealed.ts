import { crc32 } from 'node:zlib'

/** Bytes before what is sealed. */
export const SEAL_BYTES = 4

/** Room for `length` bytes behind a seal. */
export function unsealed(length: number): Buffer {
  return Buffer.allocUnsafe(SEAL_BYTES + length)
}

/** Writes the checksum in front. `place` is that of the entry: an entry that turns up under another key does not pass. */
export function seal(value: Buffer, place: number): Buffer {
  value.writeUInt32BE(checksum(value, place), 0)
  return value
}

export function isSealed(value: Buffer, place: number): boolean {
  return value.length >= SEAL_BYTES && value.readUInt32BE(0) === checksum(value, place)
}

function checksum(value: Buffer, place: number): number {
  return crc32(value.subarray(SEAL_BYTES), placeSeed(place))
}

/** A whole number of up to 53 bits as 32. */
function placeSeed(place: number): number {
  return (place ^ Math.imul(Math.floor(place / 0x1_0000_0000), 0x9e37_79b1)) >>> 0
}

/** A small object that is written now and then. */
export function sealJson(value: unknown, place: number): Buffer {
  const text = JSON.stringify(value)
  const bytes = unsealed(Buffer.byteLength(text))
  bytes.write(text, SEAL_BYTES)
  return seal(bytes, place)
}

/** Null when it is not what was sealed. */
export function openJson(bytes: Buffer, place: number): unknown {
  return isSealed(bytes, place) ? JSON.parse(bytes.toString('utf8', SEAL_BYTES)) : null
}
