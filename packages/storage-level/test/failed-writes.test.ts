import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { append, contentOf, makeRecords, plain, readAll } from '@zabkit/conformance'
import { isOperatorError, makeZxid, type SnapshotSink, type Storage, type Zxid } from '@zabkit/core'
import { expect, it } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { storageOver } from '../src/level-storage.ts'
import { type Failing, FailingDatabases } from './failing-database.ts'
import { clock, makePlace } from './support.ts'

const CONTENT = Buffer.alloc((1 << 20) + 10, 'content')

/** What a storage shows, to compare. */
interface Shown {
  readonly records: readonly (readonly [zxid: string, bytes: string])[]
  readonly lastZxid: Zxid
  readonly snapshots: readonly Zxid[]
  readonly acceptedEpoch: number
}

async function shownBy({ log, snapshots, epochs }: Storage): Promise<Shown> {
  const list = await snapshots.list()
  for (const { zxid } of list) expect((await contentOf(snapshots.open(zxid))).equals(CONTENT)).toBe(true)
  const records = plain(await readAll(log, log.range.baseZxid))
  return { records, lastZxid: log.range.lastZxid, snapshots: list.map(({ zxid }) => zxid), acceptedEpoch: (await epochs.load())?.acceptedEpoch ?? 0 }
}

/** A call, by name. */
type Step = readonly [name: string, run: (storage: Storage) => Promise<unknown>]

const STEPS: readonly Step[] = [
  ['append', ({ log }) => append(log, makeRecords(1, 1, 5))],
  ['save', ({ epochs }) => epochs.save({ acceptedEpoch: 1, currentEpoch: 1, sessionSecret: new Uint8Array(32) })],
  ['snapshot', ({ snapshots }) => snapshot(snapshots.create(makeZxid(1, 5)), (sink) => sink.commit())],
  ['append', ({ log }) => append(log, makeRecords(1, 6, 5))],
  ['aborted snapshot', ({ snapshots }) => snapshot(snapshots.create(makeZxid(1, 9)), (sink) => sink.abort())],
  ['append', ({ log }) => append(log, makeRecords(1, 11, 5))],
  ['purge of the log', ({ log }) => log.purgeBefore(makeZxid(1, 4))],
  ['append', ({ log }) => append(log, makeRecords(1, 16, 5))],
  ['truncation', ({ log }) => log.truncateAfter(makeZxid(1, 12))],
  ['append', ({ log }) => append(log, makeRecords(2, 1, 5))],
  ['snapshot in place of another', ({ snapshots }) => snapshot(snapshots.create(makeZxid(1, 5)), (sink) => sink.commit())],
  ['snapshot', ({ snapshots }) => snapshot(snapshots.create(makeZxid(2, 3)), (sink) => sink.commit())],
  ['purge of snapshots', ({ snapshots }) => snapshots.purge(1)],
  ['append', ({ log }) => append(log, makeRecords(2, 6, 1))],
  ['detachment', ({ snapshots }) => snapshots.detach(makeZxid(2, 3), 'as a test')],
  ['a new log', ({ log }) => log.truncateAfter(0 as Zxid)],
  ['append', ({ log }) => append(log, makeRecords(3, 1, 5))],
  ['save', ({ epochs }) => epochs.save({ acceptedEpoch: 3, currentEpoch: 3, sessionSecret: new Uint8Array(32) })],
]

/** As the server does: what fails is aborted, and the first error is told. */
async function snapshot(created: Promise<SnapshotSink>, end: (sink: SnapshotSink) => Promise<void>): Promise<void> {
  const sink = await created
  try {
    await sink.write(CONTENT)
    await end(sink)
  } catch (error) {
    await sink.abort().catch(() => {})
    throw error
  }
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    return isOperatorError(error) ? error.code : String(error)
  }
}

/** All steps without a failure: what is shown before the first and after each. */
async function shownAfterEach(databases: FailingDatabases): Promise<Shown[]> {
  const place = await makePlace()
  const storage = storageOver(place.directory, { clock }, databases.open)
  await storage.start()
  const shown = [await shownBy(storage)]
  for (const [, run] of STEPS) {
    await run(storage)
    shown.push(await shownBy(storage))
  }
  await storage.stop()
  await place.remove()
  return shown
}

/** Runs the steps with a failing write; returns how many were done, after looking at all that came after the first that was not. */
async function doneOver(directory: string, databases: FailingDatabases): Promise<number> {
  const storage = storageOver(directory, { clock }, databases.open)
  const started = await codeOf(() => storage.start())
  if (started !== 'done') {
    expect(started).toBe('ZK_DISK_FAILED')
    return 0
  }
  const codes: string[] = []
  for (const [, run] of STEPS) codes.push(await codeOf(() => run(storage)))
  await storage.stop()
  const done = codes.findIndex((code) => code !== 'done')
  expect(codes.slice(done)).toEqual(Array(STEPS.length - done).fill('ZK_DISK_FAILED'))
  return done
}

/** What the next start shows, and that what is then acknowledged is there at the one after it. */
async function shownNext(directory: string): Promise<Shown> {
  const storage = storageOver(directory, { clock }, openDatabase)
  await storage.start()
  const shown = await shownBy(storage)
  const next = makeRecords(4, 1, 1)
  await append(storage.log, next)
  await storage.stop()
  await storage.start()
  expect((await readAll(storage.log, shown.lastZxid)).map(({ zxid }) => zxid)).toEqual([makeZxid(4, 1)])
  await storage.stop()
  return shown
}

it.each<Failing>(['before', 'after'])('whichever write fails, %s it is on the disk: it is the last, and what was acknowledged is there', async (when) => {
  const counting = new FailingDatabases(0, when)
  const shown = await shownAfterEach(counting)
  expect(counting.writes).toBeGreaterThan(STEPS.length)
  for (let failing = 1; failing <= counting.writes; failing++) {
    const place = await makePlace()
    const databases = new FailingDatabases(failing, when)
    const done = await doneOver(place.directory, databases)
    expect(databases.writes, 'nothing is tried after it').toBe(failing)
    expect([shown[done], shown[done + 1]], `write ${failing}, in "${STEPS[done]?.[0]}"`).toContainEqual(await shownNext(place.directory))
    await place.remove()
  }
}, 30_000)

it('one write is under way at a time, whoever writes', async () => {
  const place = await makePlace()
  const databases = new FailingDatabases(0, 'before')
  const storage = storageOver(place.directory, { clock }, databases.open)
  await storage.start()
  await append(storage.log, makeRecords(1, 1, 10))
  const { log, snapshots } = storage
  await Promise.all([
    snapshot(snapshots.create(makeZxid(1, 5)), (sink) => sink.commit()),
    snapshot(snapshots.create(makeZxid(1, 9)), (sink) => sink.abort()),
    log.purgeBefore(makeZxid(1, 5)),
    append(log, makeRecords(1, 11, 10)),
  ])
  expect(databases.writesAtOnce).toBe(1)
  await storage.stop()
  await place.remove()
})

it('appends that wait when a write of a snapshot fails are not acknowledged', async () => {
  const place = await makePlace()
  const storage = storageOver(place.directory, { clock }, new FailingDatabases(2, 'before').open)
  await storage.start()
  const sink = await storage.snapshots.create(makeZxid(1, 1))
  const [written, appended] = await Promise.all([
    codeOf(() => sink.write(CONTENT)),
    codeOf(() => append(storage.log, makeRecords(1, 1, 1))),
  ])
  expect([written, appended]).toEqual(['ZK_DISK_FAILED', 'ZK_DISK_FAILED'])
  expect(await storage.log.read(0 as Zxid, 1_000)).toEqual([])
  await storage.stop()
  await place.remove()
})

it('a truncation whose removal fails has cut nevertheless: the log says what its head says', async () => {
  const place = await makePlace()
  const storage = storageOver(place.directory, { clock }, new FailingDatabases(4, 'before').open)
  await storage.start()
  await append(storage.log, makeRecords(1, 1, 9), makeZxid(1, 7))
  expect(await codeOf(() => storage.log.truncateAfter(makeZxid(1, 5)))).toBe('ZK_DISK_FAILED')
  const { range } = storage.log
  expect(range).toMatchObject({ lastZxid: makeZxid(1, 5), committedZxid: makeZxid(1, 5) })
  await storage.stop()
  const next = place.open()
  await next.start()
  expect(next.log.range).toEqual(range)
  await next.stop()
  await place.remove()
})

it('a first start that fails leaves no mark: a mark says that there was a database', async () => {
  const place = await makePlace()
  const failing = storageOver(place.directory, { clock }, new FailingDatabases(1, 'before').open)
  expect(await codeOf(() => failing.start())).toBe('ZK_DISK_FAILED')
  expect(existsSync(join(place.directory, 'mark'))).toBe(false)
  await place.remove()
})
