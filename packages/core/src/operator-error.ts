/**
 * What an operator can be told, and what to do about it. `message` names the thing and the value, `remedy` the way out. The codes are
 * stable: scripts and alerts may match them.
 */
export const OperatorErrors = {
  ZK_CONFIG_UNREADABLE: 'Check that the file exists and that this user may read it.',
  ZK_CONFIG_INVALID: 'Correct the value in the configuration and start again.',
  ZK_CONFIG_MISSING: 'Add the key to the configuration.',
  ZK_DIRECTORY_UNUSABLE: 'Name a directory that this user may create, read and write.',
  ZK_DIRECTORY_LOCKED: 'Stop the other server that uses this directory, or give this one its own.',
  ZK_DIRECTORY_FOREIGN: 'The files belong to another server or another kind of server; give this one its own directory.',
  ZK_LOG_DAMAGED: 'Restore the log from a backup or rejoin from a peer; the damaged file was left or moved to detached/ for inspection.',
  ZK_LOG_GAP: 'A log segment or snapshot is missing; restore it from a backup or rejoin from a peer.',
  ZK_SNAPSHOT_DAMAGED: 'An older snapshot with its log is used where one exists; otherwise restore from a backup.',
  ZK_SNAPSHOT_OUTRUN: 'Writes changed more than memory may hold while the snapshot went to the disk; the next one is tried later. Use a faster disk.',
  ZK_FORMAT_UNKNOWN: 'The file was written by another release: start that release, or a newer one. Nothing was changed.',
  ZK_EPOCH_DAMAGED: 'Restore the epoch file from a backup, or rejoin the ensemble with an empty directory.',
  ZK_DISK_FAILED: 'The disk refused a write or a sync; nothing after it was acknowledged. Check the disk and its free space, then start again.',
  ZK_PORT_UNUSABLE: 'Free the port or configure another one.',
  ZK_TLS_INVALID: 'Check the key store, the trust store and their passwords.',
  ZK_PLUGIN_MISSING: 'Pass a plugin for the seam to createServer.',
  ZK_START_TIMEOUT: 'The named part did not start in time; look at its own log lines, or raise startTimeoutMs.',
  ZK_STOP_TIMEOUT: 'The named part did not stop in time and was left behind.',
  ZK_EPOCH_EXHAUSTED: 'The ensemble has used every epoch that a zxid can hold; export the tree and start a new ensemble.',
} as const

export type OperatorErrorCode = keyof typeof OperatorErrors

/** An error for the operator: one clear line that names the thing, the value and the remedy. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  readonly code: OperatorErrorCode
  readonly remedy: string
  constructor(code: OperatorErrorCode, message: string, options?: { cause?: unknown; remedy?: string }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.remedy = options?.remedy ?? OperatorErrors[code]
  }
}

/** True for an OperatorError of any copy of this package. */
export function isOperatorError(error: unknown): error is OperatorError {
  return error instanceof Error && error.name === 'OperatorError' && 'code' in error && 'remedy' in error
}
