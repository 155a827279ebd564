import { crc32c } from '@node-rs/crc32'

/** CRC-32C of `bytes[start, end)`, continued from `seed`. */
export function checksum(bytes: Buffer, start: number, end: number, seed: number): number {
  return crc32c(bytes.subarray(start, end), seed)
}
