import { OperatorError } from '@zabkit/core'

/**
 * ZK_FORMAT_UNKNOWN: the file at `path` is whole but of a version that this release does not know. Not damage: nothing may be moved or cut
 * because of it. Later versions keep the place and the extent of the first checksum and of the version, so that the two are told apart.
 */
export function formatUnknown(path: string, version: number): OperatorError {
  return new OperatorError('ZK_FORMAT_UNKNOWN', `${path}: version ${version} of the format is not known to this release`)
}
