import { formatZxid, OperatorError, type Zxid } from '@zabkit/core'
import { Chain } from './chain.ts'
import { chained, type Database, entriesOf, firstKey, removeRange, valueAt } from './database.ts'
import { damagedAt, missingAt } from './errors.ts'
import type { Gate } from './gate.ts'
import { decodeHead, encodeHead, type Head, newHead } from './head.ts'
import { CHUNKS_END, chunkKey, EPOCH_KEY, HEAD_KEY, RECORDS_END, recordKey, SNAPSHOTS_KEY } from './keys.ts'
import { decodeEpoch, EPOCH_PLACE, type KeptEpoch } from './level-epoch-store.ts'
import { decodeIndex, type KeptSnapshot, SNAPSHOTS_PLACE } from './snapshot-index.ts'
import { openJson } from './sealed.ts'

/** What was found, verified. */
export interface Found {
  readonly head: Head
  readonly firstZxid: Zxid
  readonly epoch: KeptEpoch | null
  readonly snapshots: readonly KeptSnapshot[]
}

/** Reads and verifies everything but the content of snapshots. `markedRevision`: what is known to have been durable, 0 for a new directory. */
export async function recover(gate: Gate, directory: string, markedRevision: number): Promise<Found> {
  const { database } = gate
  const head = await readHead(gate, directory, markedRevision)
  const epoch = await readEpoch(database, directory, head)
  const snapshots = await readSnapshots(database, directory, head)
  await removeLeftRecords(gate, head)
  const firstZxid = await verifyLog(database, directory, head)
  await removeLeftChunks(gate, snapshots)
  return { head, firstZxid, epoch, snapshots }
}

async function readHead(gate: Gate, directory: string, markedRevision: number): Promise<Head> {
  const bytes = await valueAt(gate.database, HEAD_KEY)
  if (bytes === undefined) return begin(gate, directory, markedRevision)
  const head = decodeHead(bytes)
  if (head === 'damaged') throw damagedAt(directory, 'the record of what was written last is damaged')
  if (head === 'unknown-format') throw new OperatorError('ZK_FORMAT_UNKNOWN', `${directory}: written in a format that is not known here`)
  if (head.revision < markedRevision) {
    throw damagedAt(directory, `write ${markedRevision} was acknowledged, but the last one found is ${head.revision}, of txn ${formatZxid(head.lastZxid)}`)
  }
  if (markedRevision === 0 && head.revision > 1) throw missingAt(directory, 'the file "mark" is missing or damaged, although the database was used')
  return head
}

/** The first start, or one that ended before its first write. */
async function begin(gate: Gate, directory: string, markedRevision: number): Promise<Head> {
  if (markedRevision > 0) throw missingAt(directory, 'the database is empty, although it was used')
  if ((await firstKey(gate.database, {})) !== null) {
    throw new OperatorError('ZK_DIRECTORY_FOREIGN', `${directory}: the database in it is not of this kind`)
  }
  const head = newHead()
  head.revision = 1
  await gate.write(chained(gate.database).put(HEAD_KEY, encodeHead(head)))
  return head
}

async function readEpoch(database: Database, directory: string, { epochRevision }: Head): Promise<KeptEpoch | null> {
  if (epochRevision === 0) return null
  const bytes = await valueAt(database, EPOCH_KEY)
  const json = bytes === undefined ? null : openJson(bytes, EPOCH_PLACE)
  if (json === null) throw new OperatorError('ZK_EPOCH_DAMAGED', `${directory}: the epoch record is ${bytes ? 'damaged' : 'missing'}`)
  const epoch = decodeEpoch(json)
  if (epoch.revision !== epochRevision) {
    throw new OperatorError('ZK_EPOCH_DAMAGED', `${directory}: the epoch record is of write ${epoch.revision}, a newer one of ${epochRevision} is missing`)
  }
  return epoch
}

async function readSnapshots(database: Database, directory: string, { snapshotsRevision }: Head): Promise<readonly KeptSnapshot[]> {
  if (snapshotsRevision === 0) return []
  const bytes = await valueAt(database, SNAPSHOTS_KEY)
  const json = bytes === undefined ? null : openJson(bytes, SNAPSHOTS_PLACE)
  if (json === null) throw damagedAt(directory, 'the list of snapshots is damaged or missing')
  const { revision, snapshots } = decodeIndex(json)
  if (revision !== snapshotsRevision) throw damagedAt(directory, `the list of snapshots is of write ${revision}, a newer one of ${snapshotsRevision} is missing`)
  return snapshots
}

/** What a removal that did not come to its end has left. */
async function removeLeftRecords(gate: Gate, { baseZxid, lastZxid }: Head): Promise<void> {
  if (lastZxid === 0) return removeRange(gate, { gte: recordKey(0 as Zxid), lt: RECORDS_END })
  await removeRange(gate, { gte: recordKey(0 as Zxid), lte: recordKey(baseZxid) })
  await removeRange(gate, { gt: recordKey(lastZxid), lt: RECORDS_END })
}

/** Every record is whole and comes after the one before it. Returns the zxid of the first, 0 when there is none. */
async function verifyLog(database: Database, directory: string, { baseZxid, lastZxid, totalBytes }: Head): Promise<Zxid> {
  if (lastZxid === 0) return 0 as Zxid
  const chain = new Chain(directory, baseZxid, false)
  let firstZxid = 0 as Zxid
  let counted = 0
  for await (const some of entriesOf(database, { gt: recordKey(baseZxid), lt: RECORDS_END })) {
    for (const entry of some) {
      const found = chain.next(entry)
      if (firstZxid === 0) firstZxid = found.record.zxid
      counted = found.totalBytes
    }
  }
  chain.end(lastZxid)
  if (counted !== totalBytes) throw damagedAt(directory, `${totalBytes} bytes of records were written, ${counted} are found`)
  return firstZxid
}

/** Entries of snapshots that were never committed, or are not kept any more. */
async function removeLeftChunks(gate: Gate, snapshots: readonly KeptSnapshot[]): Promise<void> {
  let next = 0
  for (const { id } of [...snapshots].sort((a, b) => a.id - b.id)) {
    await removeRange(gate, { gte: chunkKey(next, 0), lt: chunkKey(id, 0) })
    next = id + 1
  }
  await removeRange(gate, { gte: chunkKey(next, 0), lt: CHUNKS_END })
}
