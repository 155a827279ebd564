import { append, contentOf, makeRecords, plain, readAll } from '@zabkit/conformance'
import { type EpochState, type LogRecord, makeZxid, type Storage, type Zxid } from '@zabkit/core'
import { expect } from 'vitest'

/** What a run has been promised by the storage, and what it has asked for: between the two lies every state that a crash may leave. */
export class Promised {
  /** The log if everything asked for has happened. */
  intended: LogRecord[] = []
  /** So many of them must be there. */
  required = 0
  /** Records up to here may have been purged. */
  purgedUpTo = 0 as Zxid
  epochAsked = 0
  epochKept = 0
  snapshots = new Map<Zxid, string>()
  /** Snapshots that may be there or not. */
  doubtful = new Set<Zxid>()
}

export function epochState(epoch: number): EpochState {
  return { acceptedEpoch: epoch, currentEpoch: epoch - 1, sessionSecret: new Uint8Array(32).fill(epoch) }
}

/** A small life of a storage that does everything once: batches alone and together, rolls, snapshots, purges, cuts, epochs. */
export async function live(storage: Storage, promised: Promised): Promise<void> {
  await storage.start()
  await saveEpoch(storage, promised, 1)
  await appendAll(storage, promised, 1, 1, [2, 1, 3])
  await appendAll(storage, promised, 1, 7, [4])
  await takeSnapshot(storage, promised, makeZxid(1, 6))
  await appendAll(storage, promised, 1, 11, [5, 5])
  await saveEpoch(storage, promised, 2)
  await cut(storage, promised, 1, 18)
  await appendAll(storage, promised, 2, 1, [3, 3])
  await takeSnapshot(storage, promised, makeZxid(2, 4))
  await purge(storage, promised)
  await cut(storage, promised, 2, 5)
  await appendAll(storage, promised, 3, 1, [1, 2])
  await saveEpoch(storage, promised, 3)
  await storage.stop()
}

/** Several appends at once, each of so many records. */
async function appendAll(storage: Storage, promised: Promised, epoch: number, first: number, counts: readonly number[]): Promise<void> {
  const pending: Promise<void>[] = []
  let counter = first
  for (const count of counts) {
    const records = makeRecords(epoch, counter, count, 20 + counter * 3)
    counter += count
    promised.intended.push(...records)
    const length = promised.intended.length
    const done = append(storage.log, records, makeZxid(epoch, 0)).then(() => {
      expect(promised.required).toBeLessThan(length)
      promised.required = length
    })
    pending.push(done)
  }
  await Promise.all(pending)
}

async function cut(storage: Storage, promised: Promised, epoch: number, counter: number): Promise<void> {
  const zxid = makeZxid(epoch, counter)
  const length = promised.intended.filter((record) => record.zxid <= zxid).length
  promised.required = length
  await storage.log.truncateAfter(zxid)
  promised.intended.length = length
}

async function saveEpoch(storage: Storage, promised: Promised, epoch: number): Promise<void> {
  promised.epochAsked = epoch
  await storage.epochs.save(epochState(epoch))
  promised.epochKept = epoch
}

async function takeSnapshot(storage: Storage, promised: Promised, zxid: Zxid): Promise<void> {
  promised.doubtful.add(zxid)
  const content = `state at ${zxid}`
  const sink = await storage.snapshots.create(zxid)
  await sink.write(Buffer.from(content))
  await sink.commit()
  promised.snapshots.set(zxid, content)
  promised.doubtful.delete(zxid)
}

async function purge(storage: Storage, promised: Promised): Promise<void> {
  const [newest] = [...promised.snapshots.keys()].sort((a, b) => b - a)
  for (const zxid of promised.snapshots.keys()) if (zxid !== newest) promised.doubtful.add(zxid)
  await storage.snapshots.purge(1)
  for (const zxid of promised.doubtful) promised.snapshots.delete(zxid)
  promised.purgedUpTo = newest ?? (0 as Zxid)
  await storage.log.purgeBefore(promised.purgedUpTo)
}

/** A started storage holds what was promised, and nothing that was never asked for. Resolves to the log it holds. */
export async function expectPromised(storage: Storage, promised: Promised): Promise<LogRecord[]> {
  const records = await readAll(storage.log)
  expectPrefix(records, storage, promised)
  const epoch = (await storage.epochs.load())?.acceptedEpoch ?? 0
  expect(epoch).toBeGreaterThanOrEqual(promised.epochKept)
  expect(epoch).toBeLessThanOrEqual(promised.epochAsked)
  const zxids = (await storage.snapshots.list()).map((one) => one.zxid)
  for (const [zxid, content] of promised.snapshots) {
    if (!promised.doubtful.has(zxid)) expect(zxids).toContain(zxid)
    if (zxids.includes(zxid)) expect(String(await contentOf(storage.snapshots.open(zxid)))).toBe(content)
  }
  for (const zxid of zxids) expect(promised.snapshots.has(zxid) || promised.doubtful.has(zxid)).toBe(true)
  return records
}

/** Records as one text: quicker to compare, of which the matrix does much. */
export function text(records: readonly LogRecord[]): string {
  return plain(records).join('\n')
}

function expectPrefix(records: LogRecord[], storage: Storage, promised: Promised): void {
  const { intended, required, purgedUpTo } = promised
  const first = records[0]?.zxid ?? intended[0]?.zxid ?? 0
  const purged = intended.filter((record) => record.zxid < first).length
  if (purged > 0) expect(first).toBeLessThanOrEqual(purgedUpTo + 1)
  expect(text(records)).toBe(text(intended.slice(purged, purged + records.length)))
  expect(purged + records.length).toBeGreaterThanOrEqual(required)
  expect(storage.log.range.lastZxid).toBe(records.at(-1)?.zxid ?? 0)
}

/** Another life after a crash: it can be written to, and keeps what it said it had. */
export async function goOn(storage: Storage, found: readonly LogRecord[]): Promise<LogRecord[]> {
  const more = makeRecords(9, 1, 3)
  await append(storage.log, more)
  return [...found, ...more]
}
