import type { ConfigValues } from './config-values.ts'
import { PURGE_INTERVAL_MS, SNAPSHOTS_KEPT_MIN, TIMER_MS_MAX } from './limits.ts'
import { describeEntry, type Notice } from './notice.ts'

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
    purgeIntervalMs: readPurgeInterval(values),
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

const PURGE_UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Absent is on, unlike in ZooKeeper, where a disk fills up until somebody reads the manual; an explicit 0 is off. */
function readPurgeInterval(values: ConfigValues): number | null {
  const text = values.text('autopurge.purgeInterval')
  if (text === null) return PURGE_INTERVAL_MS
  const [, digits = '', unit = 'h'] = /^([+-]?\d{1,10}) ?(ms|s|m|h|d)?$/.exec(text) ?? []
  const interval = digits === '' ? Number.NaN : Number(digits) * (PURGE_UNITS_MS[unit] ?? Number.NaN)
  if (interval <= TIMER_MS_MAX) return interval > 0 ? interval : null
  throw values.invalid('autopurge.purgeInterval', 'must be hours, or a number with ms, s, m, h or d, of at most 24 days; 0 for off')
}
