import { isOperatorError, OperatorError } from '@zabkit/core'

/** What the operator must change about the path, where anything else is a matter of the disk. */
const OF_THE_PATH = new Set([
  'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP', 'ENOENT', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP',
])

/** The `code` of an error of Node's, or null. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** ZK_DISK_FAILED: `action` on `path` was refused. */
export function diskFailed(action: string, path: string, cause: unknown): OperatorError {
  return new OperatorError('ZK_DISK_FAILED', `${path}: ${action} failed: ${reasonOf(cause)}`, { cause })
}

/** What to tell the operator about `cause`, met while doing `action` on `path`. An OperatorError passes as it is. */
export function operatorErrorOf(action: string, path: string, cause: unknown): OperatorError {
  if (isOperatorError(cause)) return cause
  const code = codeOf(cause)
  if (code === null || !OF_THE_PATH.has(code)) return diskFailed(action, path, cause)
  return new OperatorError('ZK_DIRECTORY_UNUSABLE', `${path}: ${action} failed: ${reasonOf(cause)}`, { cause })
}

/** The result of `work`, or its failure as an OperatorError. */
export async function withOperatorErrors<T>(action: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw operatorErrorOf(action, path, error)
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
