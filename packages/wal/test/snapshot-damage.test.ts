import { append, contentOf, makeRecords } from '@zabkit/conformance'
import { isOperatorError, makeZxid } from '@zabkit/core'
import { SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { expect, test } from 'vitest'
import { SNAPSHOT_CHUNK_BYTES, SNAPSHOT_READ_CHUNKS } from '../src/limits.ts'
import { CHUNK_HEADER_BYTES, SNAPSHOT_HEADER_BYTES } from '../src/snapshot-format.ts'
import { open, warnings } from './support.ts'

const PATH = '/d/snapshots/snapshot.100000009'
const ZXID = makeZxid(1, 9)
const CONTENT = Buffer.from('the whole tree, in few words')

async function diskWithSnapshot(content = CONTENT, hasLog = true): Promise<SimulatedFileSystem> {
  const disk = new SimulatedFileSystem()
  const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem: disk })
  await storage.start()
  if (hasLog) await append(storage.log, makeRecords(1, 1, 9))
  const sink = await storage.snapshots.create(ZXID)
  await sink.write(content)
  await sink.commit()
  await storage.stop()
  return disk
}

/** The content, 'refused' when opening it threw ZK_SNAPSHOT_DAMAGED, 'aside' when start had put it aside. */
async function outcome(disk: SimulatedFileSystem): Promise<string> {
  const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem: disk })
  await storage.start()
  try {
    if ((await storage.snapshots.list()).length === 0) return 'aside'
    return String(await contentOf(storage.snapshots.open(ZXID)))
  } catch (error) {
    return isOperatorError(error) && error.code === 'ZK_SNAPSHOT_DAMAGED' ? 'refused' : 'another error'
  }
}

test('a snapshot with any byte flipped is never given out', async () => {
  const disk = await diskWithSnapshot()
  const size = disk.contents().get(PATH)?.length ?? 0
  for (let at = 0; at < size; at++) {
    const copy = disk.powerLoss({ keep: 'all', random: seededRandom(1) })
    copy.damage(PATH, (content) => {
      content[at] = (content[at] ?? 0) ^ 1
      return content
    })
    const inChunk = at >= SNAPSHOT_HEADER_BYTES && at < SNAPSHOT_HEADER_BYTES + CHUNK_HEADER_BYTES + CONTENT.length
    expect([at, await outcome(copy)]).toEqual([at, inChunk ? 'refused' : 'aside'])
  }
})

test('a snapshot cut at any byte is put aside, not deleted, and said so', async () => {
  const disk = await diskWithSnapshot()
  const whole = disk.contents().get(PATH) ?? Buffer.alloc(0)
  for (let length = 0; length < whole.length; length++) {
    const copy = disk.powerLoss({ keep: 'all', random: seededRandom(1) })
    copy.damage(PATH, (content) => content.subarray(0, length))
    expect([length, await outcome(copy)]).toEqual([length, 'aside'])
    expect(copy.contents().get('/d/detached/snapshot.100000009.damaged')).toEqual(whole.subarray(0, length))
  }
})

test('a snapshot that cannot be whole, and that no log reaches, is refused and left where it is, at every start', async () => {
  const disk = await diskWithSnapshot(CONTENT, false)
  disk.damage(PATH, (content) => content.subarray(0, 40))
  const before = [...disk.contents().keys()]
  for (let start = 0; start < 2; start++) {
    const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem: disk })
    await expect(storage.start()).rejects.toMatchObject({ code: 'ZK_SNAPSHOT_DAMAGED', message: expect.stringContaining(PATH) })
    expect([...disk.contents().keys()]).toEqual(before)
  }
})

test('chunks that changed places are found out', async () => {
  const disk = await diskWithSnapshot(Buffer.concat([Buffer.alloc(262_144, 1), Buffer.alloc(262_144, 2)]))
  disk.damage(PATH, (content) => {
    const [start, length] = [SNAPSHOT_HEADER_BYTES, CHUNK_HEADER_BYTES + 262_144]
    const [first, second] = [content.subarray(start, start + length), content.subarray(start + length, start + 2 * length)]
    return Buffer.concat([content.subarray(0, start), second, first, content.subarray(start + 2 * length)])
  })
  expect(await outcome(disk.kill())).toBe('refused')
})

test('what was never finished is removed at start without a word', async () => {
  const disk = await diskWithSnapshot()
  const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem: disk.kill() })
  await storage.start()
  await (await storage.snapshots.create(makeZxid(1, 10))).write(Buffer.alloc(600_000))
  const after = disk.kill()
  const { logger, lines } = warnings()
  await open({ directory: '/d', preallocateBytes: 0, fileSystem: after }, logger).start()
  expect([...after.contents().keys()].filter((path) => path.startsWith('/d/snapshots/'))).toEqual([PATH])
  expect(lines).toEqual([])
})

test('a snapshot of several reads comes whole, up to where it is damaged, and may be left at any chunk', async () => {
  const content = Buffer.alloc(SNAPSHOT_CHUNK_BYTES * (2 * SNAPSHOT_READ_CHUNKS + 1) + 5, 'all of it, ')
  const disk = await diskWithSnapshot(content)
  const damagedAt = SNAPSHOT_HEADER_BYTES + (CHUNK_HEADER_BYTES + SNAPSHOT_CHUNK_BYTES) * (SNAPSHOT_READ_CHUNKS + 1) + CHUNK_HEADER_BYTES
  const expectChunks = async (most: number, length: number, code: string | null): Promise<void> => {
    const [bytes, error] = await chunksOf(disk, most)
    expect([bytes.length, bytes.equals(content.subarray(0, length)), error]).toEqual([length, true, code])
  }
  await expectChunks(Number.POSITIVE_INFINITY, content.length, null)
  for (let chunks = 1; chunks < 7; chunks++) await expectChunks(chunks, chunks * SNAPSHOT_CHUNK_BYTES, null)
  disk.damage(PATH, (bytes) => bytes.fill(0, damagedAt, damagedAt + 1))
  await expectChunks(Number.POSITIVE_INFINITY, (SNAPSHOT_READ_CHUNKS + 1) * SNAPSHOT_CHUNK_BYTES, 'ZK_SNAPSHOT_DAMAGED')
})

/** The content of up to `most` chunks, and the code of the error that ended them. */
async function chunksOf(disk: SimulatedFileSystem, most: number): Promise<[Buffer, string | null]> {
  const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem: disk })
  await storage.start()
  const chunks: Buffer[] = []
  try {
    for await (const chunk of storage.snapshots.open(ZXID)) if (chunks.push(chunk) >= most) break
    return [Buffer.concat(chunks), null]
  } catch (error) {
    return [Buffer.concat(chunks), isOperatorError(error) ? error.code : String(error)]
  } finally {
    await storage.stop()
  }
}
