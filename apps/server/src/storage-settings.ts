import type { ConfigValues } from './config-values.ts'
import { SNAPSHOTS_KEPT_MIN } from './limits.ts'
import { describeEntry, invalidEntry, type Notice } from './notice.ts'

/** Reads what concerns the log, the snapshots and their purging. */
export function readStorage(values: ConfigValues, notices: Notice[]) {
  noticeForceSync(values, notices)
  return {
    snapshotEveryTxns: values.integer('snapCount'),
    snapshotEveryLogBytes: bytesOrNull(values.integer('snapSizeLimitInKb')),
    segmentBytesMax: bytesOrNull(values.integer('txnLogSizeLimitInKb')),
    preallocateBytes: values.integer('preAllocSize') * 1024,
    slowFsyncWarningMs: values.integer('fsync.warningthresholdms'),
    snapshotsKept: readSnapshotsKept(values, notices),
    purge: readPurge(values, notices),
  }
}

function bytesOrNull(kilobytes: number): number | null {
  return kilobytes > 0 ? kilobytes * 1024 : null
}

function noticeForceSync(values: ConfigValues, notices: Notice[]): void {
  const entry = values.entry('forceSync')
  if (entry === undefined || values.flag('forceSync')) return
  notices.push({ level: 'warn', text: `${describeEntry(entry)}: ignored: what is acknowledged is always synced to the disk` })
}

function readSnapshotsKept(values: ConfigValues, notices: Notice[]): number {
  const kept = values.integer('autopurge.snapRetainCount')
  const entry = values.entry('autopurge.snapRetainCount')
  if (kept >= SNAPSHOTS_KEPT_MIN || entry === undefined) return kept
  notices.push({ level: 'warn', text: `${describeEntry(entry)}: ${SNAPSHOTS_KEPT_MIN} are kept, the fewest that are safe` })
  return SNAPSHOTS_KEPT_MIN
}

/**
 * Absent is on, unlike in ZooKeeper, where a disk fills up until somebody reads the manual; an explicit 0 is off. How long the interval is does
 * not matter: purging after every snapshot leaves nothing that a later look would find.
 */
function readPurge(values: ConfigValues, notices: Notice[]): boolean {
  const entry = values.entry('autopurge.purgeInterval')
  const text = values.text('autopurge.purgeInterval')
  if (entry === undefined || text === null) return true
  const digits = /^([+-]?\d{1,10}) ?(?:ms|s|m|h|d)?$/.exec(text)?.[1]
  if (digits === undefined) throw invalidEntry(entry, 'must be hours, or a number with ms, s, m, h or d; 0 for off')
  const purge = Number(digits) > 0
  if (purge) notices.push({ level: 'info', text: `${describeEntry(entry)}: the length does not matter, every snapshot is followed by a purge` })
  return purge
}
