import { formatZxid, OperatorError, type Zxid } from '@zabkit/core'

const WHOLE = 'Restore the whole directory from a backup, or rejoin from a peer with an empty one. Nothing was removed.'

export function damagedAt(directory: string, what: string, cause?: unknown): OperatorError {
  return new OperatorError('ZK_LOG_DAMAGED', `${directory}: ${what}`, { cause, remedy: WHOLE })
}

export function missingAt(directory: string, what: string): OperatorError {
  return new OperatorError('ZK_LOG_GAP', `${directory}: ${what}`, { remedy: WHOLE })
}

export function snapshotDamaged(directory: string, zxid: Zxid, what: string, cause?: unknown): OperatorError {
  return new OperatorError('ZK_SNAPSHOT_DAMAGED', `${directory}: snapshot ${formatZxid(zxid)}: ${what}`, { cause })
}

export function diskFailed(directory: string, cause: unknown): OperatorError {
  return new OperatorError('ZK_DISK_FAILED', `${directory}: ${textOf(cause)}`, { cause })
}

/** What LevelDB says, the reason behind it included. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}

/** The code of an error, or of the error that caused it. */
export function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  return [...own, ...codesOf(error.cause)]
}
