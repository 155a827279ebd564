import { ErrorCode } from '@zabkit/core'

/** ZooKeeper's name of an error, or one of the client's own. */
export type ErrorName = keyof typeof ErrorCode | 'Closed' | `Error(${number})`

/** The one number that servers never send: the client was closed. */
export const CLOSED_CODE = -116

/** What is known of a write that failed. */
export type Outcome = 'not-done' | 'unknown'

export interface ZooKeeperErrorOptions {
  readonly cause?: unknown
  readonly detail?: string
  /** Default: `unknown` for ConnectionLoss and OperationTimeout, else `not-done`. */
  readonly outcome?: Outcome
}

/** Why an operation failed. `name` is always `ZooKeeperError`; look at `code`, and after a write at `outcome`. */
export class ZooKeeperError extends Error {
  override readonly name = 'ZooKeeperError'
  readonly code: ErrorName
  /** ZooKeeper's number (KeeperException.Code). */
  readonly errorCode: number
  /** `create`, `getData`, `multi`... */
  readonly operation: string
  /** The znode concerned, as the caller named it; null where there is none. */
  readonly path: string | null
  /**
   * `not-done`: a server said so, or the request was never sent. `unknown`: it was sent, and no answer came that could be read; a write may have
   * happened or not. That goes with any code: the session may have ended (SessionExpired) or the client been closed (Closed) under a request.
   */
  readonly outcome: Outcome

  constructor(errorCode: number, operation: string, path: string | null = null, options?: ZooKeeperErrorOptions) {
    const code = errorNameOf(errorCode)
    super(`${operation}${path === null ? '' : ` ${path}`}: ${code}${options?.detail === undefined ? '' : ` (${options.detail})`}`, options)
    this.code = code
    this.errorCode = errorCode
    this.operation = operation
    this.path = path
    this.outcome = options?.outcome ?? (errorCode === ErrorCode.ConnectionLoss || errorCode === ErrorCode.OperationTimeout ? 'unknown' : 'not-done')
  }
}

const names = new Map<number, ErrorName>(Object.entries(ErrorCode).map(([name, code]) => [code, name as ErrorName]))
names.set(CLOSED_CODE, 'Closed')

/** The name of an error's number. */
export function errorNameOf(errorCode: number): ErrorName {
  return names.get(errorCode) ?? `Error(${errorCode})`
}

/** True for an error of this client, of any of `codes` when some are given. Works across copies of the package. */
export function isZooKeeperError(error: unknown, ...codes: ErrorName[]): error is ZooKeeperError {
  if (!(error instanceof Error) || error.name !== 'ZooKeeperError' || !('code' in error)) return false
  return codes.length === 0 || codes.includes(error.code as ErrorName)
}

/**
 * True where a write that failed with `error` may have happened all the same: `outcome` says so, or the error is no answer at all (the reason of a
 * signal that ended the wait). For errors of operations.
 */
export function isUncertain(error: unknown): boolean {
  return !isZooKeeperError(error) || error.outcome !== 'not-done'
}

/** An attempt before the one that failed may have been carried out. */
export function uncertain(error: unknown): unknown {
  if (isZooKeeperError(error)) (error as { outcome: Outcome }).outcome = 'unknown'
  return error
}
