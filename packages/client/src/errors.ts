import { ErrorCode } from '@zabkit/core'

/** ZooKeeper's name of an error, or one of the client's own. */
export type ErrorName = keyof typeof ErrorCode | 'Closed' | `Error(${number})`

/** The one number that servers never send: the client was closed. */
export const CLOSED_CODE = -116

/**
 * Why an operation failed. `name` is always `ZooKeeperError`; look at `code`. After `ConnectionLoss` and `OperationTimeout` a write may have happened or
 * not; every other code says that it did not.
 */
export class ZooKeeperError extends Error {
  override readonly name = 'ZooKeeperError'
  readonly code: ErrorName
  /** ZooKeeper's number (KeeperException.Code). */
  readonly errorCode: number
  /** `create`, `getData`, `multi`... */
  readonly operation: string
  /** The znode concerned, as the caller named it; null where there is none. */
  readonly path: string | null

  constructor(errorCode: number, operation: string, path: string | null = null, options?: { readonly cause?: unknown; readonly detail?: string }) {
    const code = errorNameOf(errorCode)
    super(`${operation}${path === null ? '' : ` ${path}`}: ${code}${options?.detail === undefined ? '' : ` (${options.detail})`}`, options)
    this.code = code
    this.errorCode = errorCode
    this.operation = operation
    this.path = path
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
