import type { EpochState } from '@zabkit/core'
import { equal, rejects } from './check.ts'
import { type StorageHarness, testWithPlace, withStorage } from './storage-harness.ts'

/** What every EpochStore promises. */
export function epochStoreSuite(harness: StorageHarness): void {
  const test = testWithPlace(harness)

  test('epochs: null on a fresh server, then always what was saved last', async (place) => {
    await withStorage(place, async ({ epochs }) => equal(await epochs.load(), null, 'a fresh server'))
    for (const [accepted, current] of [[1, 0], [1, 1], [5, 1], [5, 5]] as const) {
      await withStorage(place, async ({ epochs }) => {
        await epochs.save(state(accepted, current))
        equal(await epochs.load(), state(accepted, current), 'in the same life')
      })
      await withStorage(place, async ({ epochs }) => equal(await epochs.load(), state(accepted, current), 'after a restart'))
    }
  })

  test('epochs: a state that takes a promise back, or is none, is refused', (place) =>
    withStorage(place, async ({ epochs }) => {
      await epochs.save(state(7, 6))
      await rejects(() => epochs.save(state(6, 6)), 'a smaller accepted epoch')
      await rejects(() => epochs.save(state(7, 8)), 'a current epoch above the accepted one')
      equal(await epochs.load(), state(7, 6), 'the state is as it was')
    }))

  test('epochs: many saves in one life', async (place) => {
    await withStorage(place, async ({ epochs }) => {
      for (let epoch = 1; epoch <= 20; epoch++) await epochs.save(state(epoch, epoch - 1))
    })
    await withStorage(place, async ({ epochs }) => equal(await epochs.load(), state(20, 19), 'the last'))
  })
}

function state(acceptedEpoch: number, currentEpoch: number): EpochState {
  return { acceptedEpoch, currentEpoch, sessionSecret: new Uint8Array(32).fill(acceptedEpoch) }
}
