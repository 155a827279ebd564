import { makeZxid } from '@zabkit/core'
import { equal, ok, rejects } from './check.ts'
import { epochStoreSuite } from './storage-epoch-suite.ts'
import { durabilitySuite } from './storage-durability-suite.ts'
import { append, inImage, makeRecords, type StorageHarness, testWithPlace, withStorage } from './storage-harness.ts'
import { logStoreSuite } from './storage-log-suite.ts'
import { snapshotStoreSuite } from './storage-snapshot-suite.ts'

/** What every Storage promises: its three stores, and its life. */
export function storageSuite(harness: StorageHarness): void {
  const test = testWithPlace(harness)

  test('storage: a second one over the same place is refused until the first has stopped', async (place) => {
    await withStorage(place, async ({ description }) => {
      const error = await rejects(() => place.open().start(), 'a second start', 'ZK_DIRECTORY_LOCKED')
      ok(error.message.includes(description), `the message names "${description}"`)
    })
    await withStorage(place, async () => {})
  })

  test('storage: what a killed one leaves is not locked', (place) => withStorage(place, () => inImage(place, async () => {})))

  test('storage: start and stop may be called twice, and stop without start', async (place) => {
    await place.open().stop()
    const storage = place.open()
    await storage.start()
    await storage.start()
    await storage.stop()
    await storage.stop()
  })

  test('storage: its three stores are there before start, and are the same ones after it', async (place) => {
    const storage = place.open()
    const { log, snapshots, epochs } = storage
    ok(epochs.description !== '' && storage.description !== '', 'the descriptions')
    await storage.start()
    try {
      ok(log === storage.log && snapshots === storage.snapshots && epochs === storage.epochs, 'the same objects')
      await append(log, makeRecords(1, 1, 1))
      equal([log.range.lastZxid, await snapshots.list(), await epochs.load()], [makeZxid(1, 1), [], null], 'what was taken before works after')
    } finally {
      await storage.stop()
    }
  })

  logStoreSuite(harness)
  snapshotStoreSuite(harness)
  epochStoreSuite(harness)
  durabilitySuite(harness)
}
