import { makeZxid, type SnapshotStore, type Zxid } from '@zabkit/core'
import { equal, ok, rejects } from './check.ts'
import { contentOf, type StorageHarness, testWithPlace, withStorage } from './storage-harness.ts'

/** What every SnapshotStore promises. */
export function snapshotStoreSuite(harness: StorageHarness): void {
  const test = testWithPlace(harness)

  test('snapshots: one is not seen before commit, and is there with its content after it and after a restart', async (place) => {
    const zxid = makeZxid(1, 7)
    const content = Buffer.alloc(700_001, 'content')
    await withStorage(place, async ({ snapshots }) => {
      equal(await snapshots.list(), [], 'none at first')
      const sink = await snapshots.create(zxid)
      for (let at = 0; at < content.length; at += 99_991) await sink.write(content.subarray(at, at + 99_991))
      equal(await snapshots.list(), [], 'none before commit')
      await sink.commit()
      equal((await snapshots.list()).map((one) => one.zxid), [zxid], 'one after commit')
    })
    await withStorage(place, async ({ snapshots }) => {
      const [info] = await snapshots.list()
      ok(info !== undefined && info.sizeBytes >= content.length && info.createdAtMs > 0, 'its size and time')
      ok(snapshots.sizeBytes >= content.length, 'the size of all')
      ok((await contentOf(snapshots.open(zxid))).equals(content), 'its content')
    })
  })

  test('snapshots: the memory of a chunk is the caller’s again when write has resolved', (place) =>
    withStorage(place, async ({ snapshots }) => {
      const sink = await snapshots.create(makeZxid(1, 1))
      const chunk = Buffer.alloc(10, 1)
      await sink.write(chunk)
      chunk.fill(2)
      await sink.write(chunk)
      await sink.commit()
      equal(await contentOf(snapshots.open(makeZxid(1, 1))), Buffer.concat([Buffer.alloc(10, 1), Buffer.alloc(10, 2)]), 'both chunks')
    }))

  test('snapshots: an aborted or unfinished one leaves nothing behind', async (place) => {
    await withStorage(place, async ({ snapshots }) => {
      const aborted = await snapshots.create(makeZxid(1, 1))
      await aborted.write(Buffer.alloc(300_000))
      await aborted.abort()
      await aborted.abort()
      const unfinished = await snapshots.create(makeZxid(1, 2))
      await unfinished.write(Buffer.alloc(10))
    })
    await withStorage(place, async ({ snapshots }) => {
      equal([await snapshots.list(), snapshots.sizeBytes], [[], 0], 'nothing')
    })
  })

  test('snapshots: an empty one, and a second one of the same zxid which replaces the first', (place) =>
    withStorage(place, async ({ snapshots }) => {
      await write(snapshots, 5, '')
      equal(await contentOf(snapshots.open(makeZxid(1, 5))), Buffer.alloc(0), 'empty')
      await write(snapshots, 5, 'second')
      equal((await snapshots.list()).length, 1, 'still one')
      equal(await contentOf(snapshots.open(makeZxid(1, 5))), Buffer.from('second'), 'the second')
    }))

  test('snapshots: list is newest first; purge keeps the newest and tells the oldest kept', async (place) => {
    await withStorage(place, async ({ snapshots }) => {
      for (const counter of [30, 10, 50, 20, 40]) await write(snapshots, counter, `at ${counter}`)
      equal(await zxids(snapshots), [50, 40, 30, 20, 10], 'newest first')
      equal(await snapshots.purge(3), makeZxid(1, 30), 'the oldest kept')
      equal(await snapshots.purge(9), makeZxid(1, 30), 'nothing more to remove')
    })
    await withStorage(place, async ({ snapshots }) => {
      equal(await zxids(snapshots), [50, 40, 30], 'after a restart')
      equal(await contentOf(snapshots.open(makeZxid(1, 30))), Buffer.from('at 30'), 'a kept one can be opened')
    })
  })

  test('snapshots: a detached one is never listed again; an unknown one is an error', async (place) => {
    await withStorage(place, async ({ snapshots }) => {
      await write(snapshots, 1, 'one')
      await write(snapshots, 2, 'two')
      await snapshots.detach(makeZxid(1, 2), 'newer than a truncation')
      await rejects(() => contentOf(snapshots.open(makeZxid(1, 2))), 'opening it', 'ZK_SNAPSHOT_DAMAGED')
      equal(await snapshots.purge(0), 0 as Zxid, 'nothing kept')
    })
    await withStorage(place, async ({ snapshots }) => equal(await zxids(snapshots), [], 'after a restart'))
  })
}

async function write(snapshots: SnapshotStore, counter: number, content: string): Promise<void> {
  const sink = await snapshots.create(makeZxid(1, counter))
  await sink.write(Buffer.from(content))
  await sink.commit()
}

async function zxids(snapshots: SnapshotStore): Promise<number[]> {
  return (await snapshots.list()).map(({ zxid }) => zxid % 2 ** 32)
}
