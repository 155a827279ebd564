import {
  follows,
  formatZxid,
  invariant,
  isOperatorError,
  type Logger,
  type LogRecord,
  type LogStore,
  OperatorError,
  type SnapshotInfo,
  type StateMachine,
  type Storage,
  ZERO_ZXID,
  type Zxid,
} from '@zabkit/core'
import { RECOVERY_CHUNK_BYTES } from './limits.ts'

export interface RecoveryParts {
  readonly storage: Storage
  readonly tree: StateMachine
  readonly logger: Logger
}

/**
 * Loads the newest snapshot that is whole, then the log after it up to the commit watermark. Returns how many txns were replayed. A state that
 * misses txns is refused with ZK_LOG_GAP: it would lose acknowledged writes in silence.
 */
export async function recover(parts: RecoveryParts): Promise<number> {
  const { storage, tree, logger } = parts
  const damaged: Zxid[] = []
  const snapshot = await loadNewestSnapshot(parts, damaged)
  await requireLogAfter(storage, snapshot, damaged[0] ?? ZERO_ZXID)
  // Only now: what a refused start has moved, the next one would not miss.
  for (const zxid of damaged) await storage.snapshots.detach(zxid, 'damaged')
  if (storage.log.range.lastZxid < snapshot) await beginLogAnew(parts, snapshot)
  const txns = await replay(parts, storage.log.range.committedZxid)
  logger.info('state recovered', {
    snapshot: formatZxid(snapshot),
    txns,
    zxid: formatZxid(tree.lastZxid),
    znodes: tree.statistics.znodes,
  })
  return txns
}

/** Applies what the log holds after the state, up to `limit`. Returns how many txns that were. */
export async function replay({ storage, tree }: RecoveryParts, limit: Zxid): Promise<number> {
  let txns = 0
  for await (const records of recordsAfter(storage.log, tree.lastZxid, limit)) {
    for (const record of records) tree.apply(record, 0, null)
    txns += records.length
  }
  return txns
}

/** What the log holds after `after`, up to `limit`, a chunk at a time; the next is read when one is done with. */
export async function* recordsAfter(log: LogStore, after: Zxid, limit: Zxid): AsyncIterableIterator<readonly LogRecord[]> {
  let last = after
  while (last < limit) {
    const records = await log.read(last, RECOVERY_CHUNK_BYTES)
    const wanted = records.filter(({ zxid }) => zxid <= limit)
    for (const { zxid } of wanted) {
      invariant(follows(zxid, last), 'txns are replayed without a gap')
      last = zxid
    }
    if (wanted.length > 0) yield wanted
    if (wanted.length < records.length || records.length === 0) return
  }
}

/** Adds to `damaged`, newest first, what had to be passed over. */
async function loadNewestSnapshot(parts: RecoveryParts, damaged: Zxid[]): Promise<Zxid> {
  for (const snapshot of await parts.storage.snapshots.list()) {
    if (await load(parts, snapshot)) return snapshot.zxid
    damaged.push(snapshot.zxid)
  }
  return ZERO_ZXID
}

/** False when the snapshot is damaged. */
async function load({ storage, tree, logger }: RecoveryParts, snapshot: SnapshotInfo): Promise<boolean> {
  try {
    const restore = tree.restore()
    for await (const chunk of storage.snapshots.open(snapshot.zxid)) restore.push(chunk)
    restore.finish()
    return true
  } catch (error) {
    if (!isOperatorError(error) || error.code !== 'ZK_SNAPSHOT_DAMAGED') throw error
    logger.error(`${error.message}; trying an older one`, { code: error.code, remedy: error.remedy })
    return false
  }
}

/** `damaged`: the newest snapshot that could not be loaded. */
async function requireLogAfter(storage: Storage, snapshot: Zxid, damaged: Zxid): Promise<void> {
  const { firstZxid, lastZxid, baseZxid } = storage.log.range
  const state = snapshot === ZERO_ZXID ? 'no whole snapshot is there' : `the newest whole snapshot is of ${formatZxid(snapshot)}`
  if (baseZxid > snapshot) throw gap(storage, `the log goes on from ${formatZxid(baseZxid)}, but ${state}`)
  if (damaged > Math.max(snapshot, lastZxid)) {
    throw gap(storage, `the snapshot of ${formatZxid(damaged)} is damaged, ${state}, and the log ends at ${formatZxid(lastZxid)}`)
  }
  if (snapshot === baseZxid || lastZxid < snapshot) return
  if (firstZxid > snapshot || !(await holds(storage, snapshot))) {
    throw gap(storage, `${state}, a txn that the log does not have: the two are of different histories`)
  }
}

/** The log holds the very txn: what it gives after it is what comes after it. */
async function holds({ log }: Storage, zxid: Zxid): Promise<boolean> {
  const [record] = await log.read((zxid - 1) as Zxid, 1)
  return record?.zxid === zxid
}

function gap({ description }: Storage, what: string): OperatorError {
  return new OperatorError('ZK_LOG_GAP', `${description}: ${what}`)
}

/** A crash came between a snapshot from a peer and the end of the old log: what is left of it must never be joined to what comes next. */
async function beginLogAnew({ storage, logger }: RecoveryParts, snapshot: Zxid): Promise<void> {
  const { lastZxid } = storage.log.range
  if (lastZxid === ZERO_ZXID) return
  logger.warn('the log ends before the newest snapshot, which holds all that it held; the log is put aside and begins anew', {
    log: formatZxid(lastZxid),
    snapshot: formatZxid(snapshot),
  })
  await storage.log.truncateAfter(ZERO_ZXID)
}
