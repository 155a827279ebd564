import { type EpochState, type LogStore, makeZxid, type SnapshotSink, type SnapshotStore, type Storage, type Zxid } from '@zabkit/core'
import { equal, ok, rejects } from './check.ts'
import {
  append, contentOf, inImage, makeRecords, plain, readAll, type StorageHarness, type StoragePlace, type StorageTest, testWithPlace, withStorage,
} from './storage-harness.ts'

/** What every Storage promises for the case that its process is killed: looked at in images of its place, taken while it runs. */
export function durabilitySuite(harness: StorageHarness): void {
  const test = testWithPlace(harness)
  appends(test)
  cuts(test)
  snapshots(test)
  epochs(test)
}

const SNAPSHOT_BYTES = 200_001
/** Turns of the microtask queue into a call at which images are taken. */
const TURNS: readonly number[] = [0, 3, 9, 27, 81]

function appends(test: StorageTest): void {
  test('images: what was appended is in one that is taken as soon as it is acknowledged, with the commit watermark', (place) =>
    withStorage(place, async ({ log }) => {
      for (let i = 0; i < 4; i++) {
        const committedZxid = makeZxid(1, 1 + i * 10)
        await append(log, makeRecords(1, 1 + i * 10, 10), committedZxid)
        await inImage(place, async (found) => {
          equal([found.log.range.lastZxid, found.log.range.committedZxid], [makeZxid(1, 10 + i * 10), committedZxid], 'the end and the watermark')
          equal(plain(await readAll(found.log)), plain(makeRecords(1, 1, 10 + i * 10)), 'all that was acknowledged')
        })
      }
    }))

  test('images: one that is taken inside done, with more under way, holds what was acknowledged and no hole', (place) =>
    withStorage(place, async ({ log }) => {
      const looks: Promise<void>[] = []
      const call = (i: number) =>
        new Promise<void>((resolve) => {
          log.append(makeRecords(1, 1 + i * 3, 3), 0 as Zxid, () => {
            if (i % 4 === 0) looks.push(inImage(place, ({ log: found }) => holdsPrefix(found, 3 + i * 3)))
            resolve()
          })
        })
      await Promise.all([0, 1, 2, 3].map(call))
      await Promise.all(Array.from({ length: 9 }, (_, i) => call(4 + i)))
      await Promise.all(looks)
    }))
}

/** Records 1 to some of epoch 1, at least `count`. */
async function holdsPrefix(log: LogStore, count: number): Promise<void> {
  const records = await readAll(log)
  ok(records.length >= count, `${count} records were acknowledged, ${records.length} are there`)
  equal(plain(records), plain(makeRecords(1, 1, records.length)), 'a beginning without a hole')
}

function cuts(test: StorageTest): void {
  test('images: what truncateAfter removed is in none that is taken after it, and what is appended then is', (place) =>
    withStorage(place, async ({ log }) => {
      await append(log, makeRecords(1, 1, 30), makeZxid(1, 25))
      await log.truncateAfter(makeZxid(1, 20))
      await inImage(place, async ({ log: found }) => {
        equal([found.range.lastZxid, found.range.committedZxid], [makeZxid(1, 20), makeZxid(1, 20)], 'the end and the watermark')
        equal(plain(await readAll(found)), plain(makeRecords(1, 1, 20)), 'what is left')
      })
      await append(log, makeRecords(2, 1, 2))
      await inImage(place, async ({ log: found }) => {
        equal(plain(await readAll(found)), plain([...makeRecords(1, 1, 20), ...makeRecords(2, 1, 2)]), 'the new end')
      })
      await log.truncateAfter(0 as Zxid)
      await inImage(place, async ({ log: found }) => equal([found.range.lastZxid, await found.read(0 as Zxid, 1000)], [0, []], 'nothing'))
    }))

  test('images: one that is taken during a truncation holds all that is to be left, and what more it holds has no hole', (place) =>
    withStorage(place, async ({ log }) => {
      for (let i = 0; i < 10; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 100))
      await during(place, log.truncateAfter(makeZxid(1, 35)), ({ log: found }) => holdsLongPrefix(found, 35))
    }))

  test('images: after purgeBefore and during it one holds what is needed, without a hole, and knows what it comes after', (place) =>
    withStorage(place, async ({ log }) => {
      for (let i = 0; i < 40; i++) await append(log, makeRecords(1, 1 + i * 10, 10, 100))
      await during(place, log.purgeBefore(makeZxid(1, 350)), ({ log: found }) => holdsEnd(found, 350, 400))
      await inImage(place, ({ log: found }) => holdsEnd(found, 350, 400))
      await append(log, makeRecords(1, 401, 1, 100))
      await inImage(place, ({ log: found }) => holdsEnd(found, 350, 401))
    }))
}

async function holdsLongPrefix(log: LogStore, count: number): Promise<void> {
  const records = await readAll(log)
  ok(records.length >= count, `${count} records were to be left, ${records.length} are there`)
  equal(plain(records), plain(makeRecords(1, 1, records.length, 100)), 'a beginning without a hole')
}

/** Records some to `last` of epoch 1, that of `needed` included. */
async function holdsEnd(log: LogStore, needed: number, last: number): Promise<void> {
  const { firstZxid, baseZxid } = log.range
  ok(firstZxid > 0 && firstZxid <= makeZxid(1, needed), 'it begins not after what is needed')
  equal(baseZxid, firstZxid === makeZxid(1, 1) ? 0 : firstZxid - 1, 'what it comes after')
  const first = firstZxid % 2 ** 32
  equal(plain(await readAll(log, baseZxid)), plain(makeRecords(1, first, last + 1 - first, 100)), 'no hole, to the end')
}

/** Images as soon as a call has been made, and some turns into it, until it is over. */
async function during(place: StoragePlace, call: Promise<unknown>, look: (storage: Storage) => Promise<void>): Promise<void> {
  const looks: Promise<void>[] = []
  let isOver = false
  const over = call.finally(() => {
    isOver = true
  })
  for (let turn = 0, last = TURNS.at(-1) ?? 0; turn <= last && !isOver; turn++) {
    if (TURNS.includes(turn)) looks.push(inImage(place, look))
    await Promise.resolve()
  }
  await over
  await Promise.all(looks)
}

function snapshots(test: StorageTest): void {
  test('images: a snapshot is in one with its content as soon as it is committed, in none before, and whole if it is listed during the commit', (place) =>
    withStorage(place, async (storage) => {
      const sink = await begun(storage.snapshots, 7)
      await inImage(place, async (found) => equal([await found.snapshots.list(), found.snapshots.sizeBytes], [[], 0], 'nothing before commit'))
      await during(place, sink.commit(), (found) => holdsWhole(found.snapshots, []))
      await inImage(place, (found) => holdsWhole(found.snapshots, [7]))
    }))

  test('images: a snapshot that was detached is in none, and those that a purge keeps are', (place) =>
    withStorage(place, async (storage) => {
      for (const counter of [1, 2, 3, 4]) await (await begun(storage.snapshots, counter)).commit()
      await storage.snapshots.detach(makeZxid(1, 4), 'as a check')
      await inImage(place, async (found) => {
        await holdsWhole(found.snapshots, [3, 2, 1])
        await rejects(() => contentOf(found.snapshots.open(makeZxid(1, 4))), 'opening it', 'ZK_SNAPSHOT_DAMAGED')
      })
      await storage.snapshots.purge(2)
      await inImage(place, (found) => holdsWhole(found.snapshots, [3, 2]))
    }))
}

async function begun(store: SnapshotStore, counter: number): Promise<SnapshotSink> {
  const sink = await store.create(makeZxid(1, counter))
  await sink.write(Buffer.alloc(SNAPSHOT_BYTES, `content ${counter}`))
  return sink
}

/** Every snapshot that is listed is whole, and those of `counters` are listed. */
async function holdsWhole(store: SnapshotStore, counters: readonly number[]): Promise<void> {
  const listed = (await store.list()).map(({ zxid }) => zxid % 2 ** 32)
  for (const counter of counters) ok(listed.includes(counter), `snapshot ${counter} is there: found ${listed.join(' ')}`)
  for (const counter of listed) {
    const content = await contentOf(store.open(makeZxid(1, counter)))
    ok(content.equals(Buffer.alloc(SNAPSHOT_BYTES, `content ${counter}`)), `snapshot ${counter} is whole`)
  }
}

function epochs(test: StorageTest): void {
  test('images: an epoch record is in one as soon as it is saved, and one that is taken meanwhile has the old one or the new one', (place) =>
    withStorage(place, async (storage) => {
      for (let epoch = 1; epoch <= 4; epoch++) {
        const states = [epoch === 1 ? null : stateOf(epoch - 1), stateOf(epoch)]
        await during(place, storage.epochs.save(stateOf(epoch)), async (found) => isOneOf(await found.epochs.load(), states))
        await inImage(place, async (found) => equal(await found.epochs.load(), stateOf(epoch), 'the new one'))
      }
    }))
}

function isOneOf(state: EpochState | null, states: readonly (EpochState | null)[]): void {
  if (state?.acceptedEpoch === states[0]?.acceptedEpoch) equal(state, states[0], 'wholly the old one')
  else equal(state, states[1], 'wholly the new one')
}

function stateOf(epoch: number): EpochState {
  return { acceptedEpoch: epoch, currentEpoch: epoch - 1, sessionSecret: new Uint8Array(32).fill(epoch) }
}
