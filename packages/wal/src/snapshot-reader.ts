import { type File, type FileSystem, OperatorError, type SnapshotInfo, type Zxid } from '@zabkit/core'
import { operatorErrorOf, withOperatorErrors } from './disk-error.ts'
import { withFile } from './files.ts'
import { SNAPSHOT_CHUNK_BYTES } from './limits.ts'
import { readSpan } from './segment-scan.ts'
import {
  CHUNK_HEADER_BYTES, chunkChecksum, decodeSnapshotHeader, decodeSnapshotTrailer, SNAPSHOT_HEADER_BYTES, SNAPSHOT_TRAILER_BYTES,
} from './snapshot-format.ts'

/** ZK_SNAPSHOT_DAMAGED: `what` is wrong with the file at `path`. */
export function snapshotDamaged(path: string, what: string): OperatorError {
  return new OperatorError('ZK_SNAPSHOT_DAMAGED', `${path}: ${what}`)
}

/** A look at both ends: what the snapshot is, or why it cannot be whole. Its chunks are not read. */
export async function inspectSnapshot(fileSystem: FileSystem, path: string, zxid: Zxid): Promise<SnapshotInfo | string> {
  const size = (await fileSystem.size(path)) ?? 0
  return withFile(fileSystem, path, false, async (file) => {
    const header = decodeSnapshotHeader(await readSpan(file, 0, SNAPSHOT_HEADER_BYTES), size, path)
    if (typeof header === 'string') return header
    if (header.zxid !== zxid) return 'its name and its header disagree on the zxid'
    if (size < SNAPSHOT_HEADER_BYTES + SNAPSHOT_TRAILER_BYTES) return 'it is cut short'
    const trailer = decodeSnapshotTrailer(await readSpan(file, size - SNAPSHOT_TRAILER_BYTES, size))
    if (trailer === null || sizeWith(trailer.totalBytes) !== size) return 'it is cut short or its end is damaged'
    return { zxid, sizeBytes: size, createdAtMs: header.createdAtMs }
  })
}

/** The size of a file that holds `totalBytes` in chunks. */
function sizeWith(totalBytes: number): number {
  const chunks = Math.ceil(totalBytes / SNAPSHOT_CHUNK_BYTES)
  return SNAPSHOT_HEADER_BYTES + totalBytes + chunks * CHUNK_HEADER_BYTES + SNAPSHOT_TRAILER_BYTES
}

/** The chunks of the snapshot at `path`, each verified before it is given. */
export async function* readSnapshot(fileSystem: FileSystem, path: string, zxid: Zxid): AsyncGenerator<Buffer, void, undefined> {
  const info = await withOperatorErrors('reading', path, () => existing(fileSystem, path, zxid))
  const file = await withOperatorErrors('opening', path, () => fileSystem.open(path, false))
  try {
    yield* readChunks(file, path, info.sizeBytes)
  } catch (error) {
    throw operatorErrorOf('reading', path, error)
  } finally {
    await file.close()
  }
}

async function existing(fileSystem: FileSystem, path: string, zxid: Zxid): Promise<SnapshotInfo> {
  if ((await fileSystem.size(path)) === null) throw snapshotDamaged(path, 'there is no such snapshot')
  const info = await inspectSnapshot(fileSystem, path, zxid)
  if (typeof info === 'string') throw snapshotDamaged(path, info)
  return info
}

async function* readChunks(file: File, path: string, size: number): AsyncGenerator<Buffer, void, undefined> {
  const header = decodeSnapshotHeader(await readSpan(file, 0, SNAPSHOT_HEADER_BYTES), size, path)
  if (typeof header === 'string') throw snapshotDamaged(path, header)
  let seed = header.seed
  let at = SNAPSHOT_HEADER_BYTES
  const end = size - SNAPSHOT_TRAILER_BYTES
  while (at < end) {
    const bytes = await readSpan(file, at, Math.min(end, at + CHUNK_HEADER_BYTES + SNAPSHOT_CHUNK_BYTES))
    const length = bytes.length < CHUNK_HEADER_BYTES ? bytes.length : bytes.readUInt32BE(0)
    if (length === 0 || length > bytes.length - CHUNK_HEADER_BYTES) throw snapshotDamaged(path, `damaged at byte ${at}`)
    seed = checkChunk(bytes, length, seed, path, at)
    yield bytes.subarray(CHUNK_HEADER_BYTES, CHUNK_HEADER_BYTES + length)
    at += CHUNK_HEADER_BYTES + length
  }
  const trailer = decodeSnapshotTrailer(await readSpan(file, end, size))
  if (trailer?.lastChecksum !== seed) throw snapshotDamaged(path, 'its end does not belong to it')
}

function checkChunk(bytes: Buffer, length: number, seed: number, path: string, at: number): number {
  const sum = chunkChecksum(bytes, CHUNK_HEADER_BYTES, length, seed)
  if (sum !== bytes.readUInt32BE(4)) throw snapshotDamaged(path, `the checksum of the chunk at byte ${at} is wrong`)
  return sum
}
