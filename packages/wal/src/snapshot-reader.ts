import { type File, type FileSystem, OperatorError, type SnapshotInfo, type Zxid } from '@zabkit/core'
import { operatorErrorOf, withOperatorErrors } from './disk-error.ts'
import { withFile } from './files.ts'
import { SNAPSHOT_CHUNK_BYTES, SNAPSHOT_READ_CHUNKS } from './limits.ts'
import { readSpan } from './segment-scan.ts'
import {
  CHUNK_HEADER_BYTES, chunkChecksum, decodeSnapshotHeader, decodeSnapshotTrailer, SNAPSHOT_HEADER_BYTES, SNAPSHOT_TRAILER_BYTES,
} from './snapshot-format.ts'

const STORED_CHUNK_BYTES = CHUNK_HEADER_BYTES + SNAPSHOT_CHUNK_BYTES
const SPAN_BYTES = SNAPSHOT_READ_CHUNKS * STORED_CHUNK_BYTES
const ignore = (): undefined => undefined

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
  const end = size - SNAPSHOT_TRAILER_BYTES
  for await (const [span, spanAt] of readSpans(file, SNAPSHOT_HEADER_BYTES, end)) {
    for (let at = 0; at < span.length; at += STORED_CHUNK_BYTES) {
      const length = Math.min(SNAPSHOT_CHUNK_BYTES, end - spanAt - at - CHUNK_HEADER_BYTES)
      seed = checkChunk(span.subarray(at), length, seed, path, spanAt + at)
      yield span.subarray(at + CHUNK_HEADER_BYTES, at + CHUNK_HEADER_BYTES + length)
    }
  }
  const trailer = decodeSnapshotTrailer(await readSpan(file, end, size))
  if (trailer?.lastChecksum !== seed) throw snapshotDamaged(path, 'its end does not belong to it')
}

/** `[start, end)` in spans, with where each begins. One is read ahead: the disk and whoever uses the bytes work at the same time. */
async function* readSpans(file: File, start: number, end: number): AsyncGenerator<readonly [Buffer, number], void, undefined> {
  let ahead = readSpan(file, start, Math.min(end, start + SPAN_BYTES))
  try {
    for (let at = start; at < end; at += SPAN_BYTES) {
      const span = await ahead
      const next = Math.min(end, at + SPAN_BYTES)
      ahead = readSpan(file, next, Math.min(end, next + SPAN_BYTES))
      // Whoever stops early never asks for it.
      ahead.catch(ignore)
      yield [span, at]
    }
  } finally {
    // The file is closed next: not under a read.
    await ahead.catch(ignore)
  }
}

function checkChunk(bytes: Buffer, length: number, seed: number, path: string, at: number): number {
  if (length <= 0 || bytes.length < CHUNK_HEADER_BYTES + length || bytes.readUInt32BE(0) !== length) {
    throw snapshotDamaged(path, `damaged at byte ${at}`)
  }
  const sum = chunkChecksum(bytes, CHUNK_HEADER_BYTES, length, seed)
  if (sum !== bytes.readUInt32BE(4)) throw snapshotDamaged(path, `the checksum of the chunk at byte ${at} is wrong`)
  return sum
}
