import {
  counterOf,
  epochOf,
  formatZxid,
  isOperatorError,
  type Logger,
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

/** True when no txn can lie between `before` and `after`: the next counter, or the first of a later epoch. */
export function follows(before: Zxid, after: Zxid): boolean {
  if (epochOf(before) === epochOf(after)) return counterOf(after) === counterOf(before) + 1
  return epochOf(after) > epochOf(before) && counterOf(after) === 1
}

/** Loads the newest snapshot that is whole, then the log after it up to the commit watermark. Returns how many txns were replayed. */
export async function recover(parts: RecoveryParts): Promise<number> {
  const snapshot = await loadNewestSnapshot(parts)
  requireLogAfter(parts, snapshot)
  const txns = await replay(parts, parts.storage.log.range.committedZxid)
  parts.logger.info('state recovered', {
    snapshot: formatZxid(snapshot),
    txns,
    zxid: formatZxid(parts.tree.lastZxid),
    znodes: parts.tree.statistics.znodes,
  })
  return txns
}

/** Applies what the log holds after the state, up to `limit`. Returns how many txns that were. */
export async function replay({ storage, tree }: RecoveryParts, limit: Zxid): Promise<number> {
  let txns = 0
  while (tree.lastZxid < limit) {
    const records = await storage.log.read(tree.lastZxid, RECOVERY_CHUNK_BYTES)
    if (records.length === 0) break
    for (const record of records) {
      if (record.zxid > limit) return txns
      tree.apply(record, 0, null)
      txns++
    }
  }
  return txns
}

async function loadNewestSnapshot(parts: RecoveryParts): Promise<Zxid> {
  for (const snapshot of await parts.storage.snapshots.list()) {
    if (await load(parts, snapshot)) return snapshot.zxid
  }
  return ZERO_ZXID
}

/** False when the snapshot is damaged; it is put aside then. */
async function load({ storage, tree, logger }: RecoveryParts, snapshot: SnapshotInfo): Promise<boolean> {
  try {
    const restore = tree.restore()
    for await (const chunk of storage.snapshots.open(snapshot.zxid)) restore.push(chunk)
    restore.finish()
    return true
  } catch (error) {
    if (!isOperatorError(error) || error.code !== 'ZK_SNAPSHOT_DAMAGED') throw error
    logger.error(`${error.message}; trying an older one`, { code: error.code, remedy: error.remedy })
    await storage.snapshots.detach(snapshot.zxid, 'damaged')
    return false
  }
}

/** Starting with a state that misses txns would lose acknowledged writes in silence. */
function requireLogAfter({ storage, logger }: RecoveryParts, snapshot: Zxid): void {
  const { firstZxid, lastZxid, complete } = storage.log.range
  if (snapshot === ZERO_ZXID && !complete) {
    throw new OperatorError(
      'ZK_LOG_GAP',
      `the log begins at ${formatZxid(firstZxid)} and no whole snapshot holds what was before it (${storage.description})`,
    )
  }
  if (lastZxid === ZERO_ZXID) return
  if (lastZxid < snapshot) {
    logger.warn('the log ends before the newest snapshot; the snapshot holds everything that was acknowledged until it was taken', {
      log: formatZxid(lastZxid),
      snapshot: formatZxid(snapshot),
    })
  } else if (firstZxid > snapshot && snapshot !== ZERO_ZXID && !follows(snapshot, firstZxid)) {
    throw new OperatorError(
      'ZK_LOG_GAP',
      `txns between the snapshot at ${formatZxid(snapshot)} and the log, which begins at ${formatZxid(firstZxid)}, are missing (${storage.description})`,
    )
  }
}
