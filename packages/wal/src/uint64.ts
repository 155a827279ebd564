import { EPOCH_UNIT, type Zxid } from '@zabkit/core'

/** Writes a whole number below 2^53 as eight bytes, big-endian. */
export function writeUint53(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt32BE(Math.floor(value / EPOCH_UNIT), at)
  bytes.writeUInt32BE(value % EPOCH_UNIT, at + 4)
}

/** Reads eight bytes as a number; a value that is not exact is none that was written, and the checksum beside it says so. */
export function readUint53(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at) * EPOCH_UNIT + bytes.readUInt32BE(at + 4)
}

export function readZxid(bytes: Buffer, at: number): Zxid {
  return readUint53(bytes, at) as Zxid
}
