import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { append, contentOf, makeRecords, plain, readAll, rejects, withStorage } from '@zabkit/conformance'
import { makeZxid, type Zxid } from '@zabkit/core'
import { ClassicLevel } from 'classic-level'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeHead, encodeHead, type Head } from '../src/head.ts'
import { chunkKey, EPOCH_KEY, HEAD_KEY, recordKey } from '../src/keys.ts'
import { makePlace, open } from './support.ts'

let place: Awaited<ReturnType<typeof makePlace>>

beforeEach(async () => {
  place = await makePlace()
})

afterEach(() => place.remove())

/** Looks at the database, or changes it, while no storage has it. */
async function inside<T>(work: (database: ClassicLevel<Buffer, Buffer>) => Promise<T>): Promise<T> {
  const database = new ClassicLevel<Buffer, Buffer>(join(place.directory, 'level'), { keyEncoding: 'buffer', valueEncoding: 'buffer' })
  await database.open()
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function headOf(database: ClassicLevel<Buffer, Buffer>): Promise<Head> {
  const head = decodeHead((await database.get(HEAD_KEY)) ?? Buffer.alloc(0))
  if (typeof head === 'string') throw new Error(head)
  return head
}

const revision = () => inside(async (database) => (await headOf(database)).revision)

describe('what a crash leaves is removed or refused', () => {
  it('records that a truncation had let go of are not there, and do not stand in the way of others', async () => {
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 1, 10)))
    const left = await inside((database) => database.get(recordKey(makeZxid(1, 9))))
    await withStorage(place, ({ log }) => log.truncateAfter(makeZxid(1, 5)))
    await inside((database) => database.put(recordKey(makeZxid(1, 9)), left ?? Buffer.alloc(0)))
    await withStorage(place, async ({ log }) => {
      expect(plain(await readAll(log))).toEqual(plain(makeRecords(1, 1, 5)))
      await append(log, makeRecords(2, 1, 3))
    })
    await withStorage(place, async ({ log }) => {
      expect(plain(await readAll(log))).toEqual(plain([...makeRecords(1, 1, 5), ...makeRecords(2, 1, 3)]))
    })
  })

  it('records that a purge had let go of are not there', async () => {
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 1, 10)))
    const left = await inside((database) => database.get(recordKey(makeZxid(1, 2))))
    await withStorage(place, ({ log }) => log.purgeBefore(makeZxid(1, 6)))
    await inside((database) => database.put(recordKey(makeZxid(1, 2)), left ?? Buffer.alloc(0)))
    await withStorage(place, async ({ log }) => expect(log.range.firstZxid).toBe(makeZxid(1, 6)))
    expect(await inside((database) => database.get(recordKey(makeZxid(1, 2))))).toBeUndefined()
  })

  it('entries of a snapshot that was not committed are removed by the next start', async () => {
    await withStorage(place, async ({ snapshots }) => {
      await (await snapshots.create(makeZxid(1, 1))).write(Buffer.alloc(2 << 20))
    })
    await withStorage(place, async () => {})
    expect(await inside((database) => database.keys({ gte: chunkKey(0, 0), lt: Buffer.from('d') }).all())).toEqual([])
  })

  it('a missing record is ZK_LOG_GAP, also at an epoch’s end where zxids alone show nothing', async () => {
    await withStorage(place, ({ log }) => append(log, [...makeRecords(1, 1, 10), ...makeRecords(2, 1, 3)]))
    await inside((database) => database.del(recordKey(makeZxid(1, 10))))
    const error = await rejects(() => place.open().start(), 'a start', 'ZK_LOG_GAP')
    expect(error.message).toContain(place.directory)
    expect(error.message).toContain('0x10000000a')
  })

  it('a head that is older than the mark is ZK_LOG_DAMAGED', async () => {
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 1, 5)))
    const before = await inside(headOf)
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 6, 5)))
    await inside((database) => database.put(HEAD_KEY, encodeHead(before)))
    await rejects(() => place.open().start(), 'a start', 'ZK_LOG_DAMAGED')
  })

  it('an older epoch record in place of the newest is ZK_EPOCH_DAMAGED', async () => {
    const state = (epoch: number) => ({ acceptedEpoch: epoch, currentEpoch: epoch, sessionSecret: new Uint8Array(32) })
    await withStorage(place, ({ epochs }) => epochs.save(state(1)))
    const older = await inside((database) => database.get(EPOCH_KEY))
    await withStorage(place, ({ epochs }) => epochs.save(state(2)))
    await inside((database) => database.put(EPOCH_KEY, older ?? Buffer.alloc(0)))
    await rejects(() => place.open().start(), 'a start', 'ZK_EPOCH_DAMAGED')
  })

  it('a damaged part of a snapshot is ZK_SNAPSHOT_DAMAGED, and what is put aside is the rest of it', async () => {
    const zxid = makeZxid(1, 1)
    await withStorage(place, async ({ snapshots }) => {
      const sink = await snapshots.create(zxid)
      await sink.write(Buffer.alloc((2 << 20) + 5, 'abc'))
      await sink.commit()
    })
    await inside((database) => database.del(chunkKey(1, 1)))
    await withStorage(place, async ({ snapshots }) => {
      await rejects(() => contentOf(snapshots.open(zxid)), 'opening it', 'ZK_SNAPSHOT_DAMAGED')
      await snapshots.detach(zxid, 'it was damaged')
    })
    const name = join(place.directory, 'detached', `snapshot.${zxid.toString(16)}`)
    expect((await readFile(name)).length).toBe((1 << 20) + 5)
    expect(await readFile(`${name}.reason`, 'utf8')).toBe('it was damaged\n')
  })

  it('another format is ZK_FORMAT_UNKNOWN', async () => {
    await withStorage(place, async () => {})
    await inside(async (database) => {
      const { seal } = await import('../src/sealed.ts')
      const bytes = encodeHead(await headOf(database))
      bytes[4] = 2
      await database.put(HEAD_KEY, seal(bytes, 1))
    })
    await rejects(() => place.open().start(), 'a start', 'ZK_FORMAT_UNKNOWN')
  })
})

describe('the directory', () => {
  it('that another server has is named in ZK_DIRECTORY_LOCKED', async () => {
    await withStorage(place, async () => {
      const error = await rejects(() => open(place.directory).start(), 'a second start', 'ZK_DIRECTORY_LOCKED')
      expect(error.message).toContain(place.directory)
    })
  })

  it('of another kind is refused and left as it is', async () => {
    await mkdir(join(place.directory, 'version-2'))
    await rejects(() => place.open().start(), 'a start', 'ZK_DIRECTORY_FOREIGN')
  })

  it('that cannot be made is ZK_DIRECTORY_UNUSABLE', async () => {
    await writeFile(join(place.directory, 'file'), '')
    await rejects(() => open(join(place.directory, 'file', 'data')).start(), 'a start', 'ZK_DIRECTORY_UNUSABLE')
  })
})

describe('the mark', () => {
  it('without a byte counts as none: no start has come to its end', async () => {
    await writeFile(join(place.directory, 'mark'), '')
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 1, 5)))
    await withStorage(place, async ({ log }) => expect(log.range.lastZxid).toBe(makeZxid(1, 5)))
  })

  it('that cannot be read is ZK_DIRECTORY_UNUSABLE, and one that cannot be written too', async () => {
    await mkdir(join(place.directory, 'mark'))
    const error = await rejects(() => place.open().start(), 'a start', 'ZK_DIRECTORY_UNUSABLE')
    expect(error.message).toContain(place.directory)
    await rm(join(place.directory, 'mark'), { recursive: true })
    await symlink(join(place.directory, 'nowhere', 'mark'), join(place.directory, 'mark'))
    await rejects(() => place.open().start(), 'a start', 'ZK_DIRECTORY_UNUSABLE')
  })
})

describe('group commit', () => {
  it('one write is under way at a time, and what arrives meanwhile shares the next', async () => {
    await withStorage(place, async () => {})
    const before = await revision()
    await withStorage(place, async ({ log }) => {
      await Promise.all(Array.from({ length: 100 }, (_, i) => append(log, makeRecords(1, 1 + i, 1))))
    })
    expect(await revision()).toBe(before + 2)
  })

  it('a call that is larger than one write is durable when all of it is', async () => {
    await withStorage(place, async () => {})
    const before = await revision()
    await withStorage(place, ({ log }) => append(log, makeRecords(1, 1, 100, 100_000), makeZxid(1, 99)))
    expect(await revision()).toBe(before + 3)
    await withStorage(place, async ({ log }) => {
      expect(log.range).toMatchObject({ lastZxid: makeZxid(1, 100), committedZxid: makeZxid(1, 99) })
      expect(await log.floor(makeZxid(5, 0) as Zxid)).toBe(makeZxid(1, 100))
    })
  })
})
