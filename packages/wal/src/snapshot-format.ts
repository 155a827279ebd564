import type { SnapshotInfo, Zxid } from '@zabkit/core'
import { checksum } from './checksum.ts'
import { formatUnknown } from './format-version.ts'
import { readUint53, readZxid, writeUint53 } from './uint64.ts'

/**
 * A snapshot file, big-endian: a header (magic, CRC-32C of bytes 8..32, version, zero, zxid, time), chunks (length, CRC-32C of length and
 * bytes begun from the CRC before it, bytes), and a trailer (zero, magic, bytes of all chunks, CRC of the last chunk, CRC of the trailer).
 */
export const SNAPSHOT_HEADER_BYTES = 32
export const CHUNK_HEADER_BYTES = 8
export const SNAPSHOT_TRAILER_BYTES = 24
const MAGIC = 0x5a4b736e // "ZKsn"
const TRAILER_MAGIC = 0x5a4b656e // "ZKen"
const VERSION = 1
const NAME = /^snapshot\.([0-9a-f]{1,14})$/

export function snapshotName(zxid: Zxid): string {
  return `snapshot.${zxid.toString(16)}`
}

export function parseSnapshotName(name: string): Zxid | null {
  const match = NAME.exec(name)
  return match?.[1] === undefined ? null : (Number.parseInt(match[1], 16) as Zxid)
}

export function encodeSnapshotHeader(zxid: Zxid, createdAtMs: number): Buffer {
  const bytes = Buffer.alloc(SNAPSHOT_HEADER_BYTES)
  bytes.writeUInt32BE(MAGIC, 0)
  bytes.writeUInt32BE(VERSION, 8)
  writeUint53(bytes, zxid, 16)
  writeUint53(bytes, createdAtMs, 24)
  bytes.writeUInt32BE(checksum(bytes, 8, SNAPSHOT_HEADER_BYTES, 0), 4)
  return bytes
}

/** What the header of the snapshot at `path` says, or what is wrong with it. Throws ZK_FORMAT_UNKNOWN. */
export function decodeSnapshotHeader(bytes: Buffer, sizeBytes: number, path: string): (SnapshotInfo & { readonly seed: number }) | string {
  if (bytes.length < SNAPSHOT_HEADER_BYTES) return 'the header is cut short'
  if (bytes.readUInt32BE(0) !== MAGIC) return 'the file does not begin like a snapshot'
  const seed = bytes.readUInt32BE(4)
  if (checksum(bytes, 8, SNAPSHOT_HEADER_BYTES, 0) !== seed) return 'the checksum of the header is wrong'
  if (bytes.readUInt32BE(8) !== VERSION) throw formatUnknown(path, bytes.readUInt32BE(8))
  return { zxid: readZxid(bytes, 16), createdAtMs: readUint53(bytes, 24), sizeBytes, seed }
}

/** The checksum that chunks are begun from. */
export function seedOf(header: Buffer): number {
  return header.readUInt32BE(4)
}

/** Fills in the header of the chunk that `bytes` holds from 0 on; returns its checksum. */
export function sealChunk(bytes: Buffer, length: number, seed: number): number {
  bytes.writeUInt32BE(length, 0)
  const sum = chunkChecksum(bytes, CHUNK_HEADER_BYTES, length, seed)
  bytes.writeUInt32BE(sum, 4)
  return sum
}

/** `bytes[start, start + length)`, with its length, begun from `seed`. */
export function chunkChecksum(bytes: Buffer, start: number, length: number, seed: number): number {
  return checksum(bytes, start, start + length, (seed ^ length) >>> 0)
}

export function encodeSnapshotTrailer(totalBytes: number, lastChecksum: number): Buffer {
  const bytes = Buffer.alloc(SNAPSHOT_TRAILER_BYTES)
  bytes.writeUInt32BE(TRAILER_MAGIC, 4)
  writeUint53(bytes, totalBytes, 8)
  bytes.writeUInt32BE(lastChecksum, 16)
  bytes.writeUInt32BE(checksum(bytes, 0, 20, 0), 20)
  return bytes
}

/** What a trailer says, or null when it is none. */
export function decodeSnapshotTrailer(bytes: Buffer): { readonly totalBytes: number; readonly lastChecksum: number } | null {
  if (bytes.length !== SNAPSHOT_TRAILER_BYTES || bytes.readUInt32BE(0) !== 0 || bytes.readUInt32BE(4) !== TRAILER_MAGIC) return null
  if (checksum(bytes, 0, 20, 0) !== bytes.readUInt32BE(20)) return null
  return { totalBytes: readUint53(bytes, 8), lastChecksum: bytes.readUInt32BE(16) }
}
