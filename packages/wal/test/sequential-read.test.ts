import { append, makeRecords } from '@zabkit/conformance'
import { type File, type FileSystem, makeZxid, type Zxid } from '@zabkit/core'
import { SimulatedFileSystem } from '@zabkit/simulator'
import { expect, it } from 'vitest'
import { READ_STEP_BYTES } from '../src/limits.ts'
import { open } from './support.ts'

/** A disk that counts the bytes read from it, call by call. */
function countingDisk(): { fileSystem: FileSystem; reads: number[] } {
  const reads: number[] = []
  const disk = new SimulatedFileSystem()
  const counted = (file: File): File => ({
    read: (buffer, position) => {
      reads.push(buffer.length)
      return file.read(buffer, position)
    },
    write: (buffers, position, done) => file.write(buffers, position, done),
    datasync: (done) => file.datasync(done),
    truncate: (length) => file.truncate(length),
    close: () => file.close(),
  })
  const fileSystem: FileSystem = {
    open: async (path, create) => counted(await disk.open(path, create)),
    list: (directory) => disk.list(directory),
    makeDirectory: (directory) => disk.makeDirectory(directory),
    rename: (from, to) => disk.rename(from, to),
    unlink: (path) => disk.unlink(path),
    syncDirectory: (directory) => disk.syncDirectory(directory),
    size: (path) => disk.size(path),
    lock: (path) => disk.lock(path),
  }
  return { fileSystem, reads }
}

const CHUNK = 100_000
const RECORDS = 4_000

/** A log of 4,000 records of 1,000 bytes, in frames of `perFrame`, and what is read of it when three readers go through it in chunks by turns. */
async function readByThree(perFrame: number): Promise<{ reads: number[]; counts: number[]; sizeBytes: number }> {
  const { fileSystem, reads } = countingDisk()
  const storage = open({ directory: '/d', fileSystem, segmentBytes: 3_000_000 })
  await storage.start()
  const { log } = storage
  for (let i = 1; i <= RECORDS; i += perFrame) await append(log, makeRecords(1, i, perFrame, 1_000))
  reads.length = 0
  const after = [0, makeZxid(1, 200), makeZxid(1, 399)] as Zxid[]
  const counts = [0, 0, 0]
  for (let i = 0, ended = 0; ended < 3; i = (i + 1) % 3) {
    const records = await log.read(after[i] ?? (0 as Zxid), CHUNK)
    ended = records.length === 0 ? ended + 1 : 0
    counts[i] = (counts[i] ?? 0) + records.length
    after[i] = records.at(-1)?.zxid ?? after[i] ?? (0 as Zxid)
  }
  const { sizeBytes } = log
  await storage.stop()
  return { reads, counts, sizeBytes }
}

it.each([1, 8])('a log with frames of %s records that is read in chunks is read once a reader, wherever the others are', async (perFrame) => {
  const { reads, counts, sizeBytes } = await readByThree(perFrame)
  expect(counts).toEqual([RECORDS, RECORDS - 200, RECORDS - 399])
  const total = reads.reduce((sum, bytes) => sum + bytes, 0)
  // The frame in which a chunk ends comes again with the next one.
  expect(total).toBeLessThan(3.4 * sizeBytes)
})

it('one read of the disk brings no more than a step, unless a frame is larger', async () => {
  const { fileSystem, reads } = countingDisk()
  const storage = open({ directory: '/d', fileSystem })
  await storage.start()
  for (let i = 1; i <= 600; i += 2) await append(storage.log, makeRecords(1, i, 2, 1_000))
  await append(storage.log, makeRecords(1, 601, 1, 3 * READ_STEP_BYTES))
  reads.length = 0
  const records = await storage.log.read(0 as Zxid, 2 << 20)
  expect(records).toHaveLength(601)
  expect(reads.slice(0, 2)).toEqual([READ_STEP_BYTES, READ_STEP_BYTES])
  expect(Math.max(...reads)).toBeLessThanOrEqual(3 * READ_STEP_BYTES + 1_000)
  expect(reads.reduce((sum, bytes) => sum + bytes, 0)).toBe(storage.log.sizeBytes - 40)
  await storage.stop()
})
