import { ErrorCode, Permission } from '@zabkit/core'
import { writeCheckVersionTxn, writeSetAclTxn, writeSetDataTxn } from '@zabkit/jute'
import { isOpenAcl } from './open-acl.ts'
import { isPathShape, isReserved, isValidPath, parentPath } from './path.ts'
import { type Preparation, withData } from './preparation.ts'
import { isDue } from './reaper.ts'
import type { WriteOp } from './write-ops.ts'

/** -1: whatever the version is. */
const ANY_VERSION = -1

export function prepareDelete({ path, number: version }: WriteOp, preparation: Preparation): number {
  const code = preparation.checkSession(false)
  if (code !== ErrorCode.Ok) return code
  if (path === null) return ErrorCode.MarshallingError
  if (!isPathShape(path) || isReserved(path)) return ErrorCode.BadArguments
  const parent = preparation.node(parentPath(path))
  if (parent === null) return ErrorCode.NoNode
  if (!preparation.allows(parent, Permission.Delete)) return ErrorCode.NoAuth
  const node = preparation.node(path)
  if (node === null) return ErrorCode.NoNode
  if (version !== ANY_VERSION && version !== node.version) return ErrorCode.BadVersion
  if (node.childCount > 0) return ErrorCode.NotEmpty
  preparation.out.writeString(path)
  preparation.putRemoved(node, parent)
  return ErrorCode.Ok
}

/**
 * The reaper's delete: no session, no permission, no version. What it names was due when the reaper looked; writes in flight may have
 * refreshed it since, or put another znode in its place: then it stays, with BadVersion.
 */
export function prepareDeleteContainer({ path }: WriteOp, preparation: Preparation): number {
  if (path === null) return ErrorCode.MarshallingError
  if (!isPathShape(path) || isReserved(path)) return ErrorCode.BadArguments
  const node = preparation.node(path)
  const parent = preparation.node(parentPath(path))
  if (node === null || parent === null) return ErrorCode.NoNode
  if (node.childCount > 0) return ErrorCode.NotEmpty
  if (!isDue(node, preparation.timeMs, preparation.state.options)) return ErrorCode.BadVersion
  preparation.out.writeString(path)
  preparation.putRemoved(node, parent)
  return ErrorCode.Ok
}

export function prepareSetData({ path, data, number: version }: WriteOp, preparation: Preparation): number {
  const code = preparation.checkSession(false)
  if (code !== ErrorCode.Ok) return code
  if (!isValidPath(path)) return ErrorCode.BadArguments
  const node = preparation.node(path)
  if (node === null) return ErrorCode.NoNode
  if (!preparation.allows(node, Permission.Write)) return ErrorCode.NoAuth
  const dataLength = data?.length ?? 0
  const overQuota = preparation.state.quotas.check(path, 0, dataLength - node.dataLength)
  if (overQuota !== ErrorCode.Ok) return overQuota
  if (version !== ANY_VERSION && version !== node.version) return ErrorCode.BadVersion
  const next = nextVersion(node.version)
  writeSetDataTxn(preparation.out, path, data, next)
  preparation.put(withData(node, preparation.zxid, preparation.timeMs, next, dataLength))
  return ErrorCode.Ok
}

export function prepareSetAcl({ path, acl, number: version }: WriteOp, preparation: Preparation): number {
  const code = preparation.checkSession(false)
  if (code !== ErrorCode.Ok) return code
  if (!isValidPath(path)) return ErrorCode.BadArguments
  const fixed = preparation.state.authorizer.fix(acl, preparation.request.ids)
  if (fixed === null) return ErrorCode.InvalidAcl
  const node = preparation.node(path)
  if (node === null) return ErrorCode.NoNode
  if (!preparation.allows(node, Permission.Admin)) return ErrorCode.NoAuth
  if (version !== ANY_VERSION && version !== node.aversion) return ErrorCode.BadVersion
  const next = nextVersion(node.aversion)
  writeSetAclTxn(preparation.out, path, fixed, next)
  preparation.put({ ...node, zxid: preparation.zxid, aversion: next, acl: isOpenAcl(fixed) ? null : fixed })
  return ErrorCode.Ok
}

/** Only in a multi. */
export function prepareCheck({ path, number: version }: WriteOp, preparation: Preparation): number {
  const code = preparation.checkSession(false)
  if (code !== ErrorCode.Ok) return code
  if (!isValidPath(path)) return ErrorCode.BadArguments
  const node = preparation.node(path)
  if (node === null) return ErrorCode.NoNode
  if (!preparation.allows(node, Permission.Read)) return ErrorCode.NoAuth
  if (version !== ANY_VERSION && version !== node.version) return ErrorCode.BadVersion
  writeCheckVersionTxn(preparation.out, path, nextVersion(node.version))
  return ErrorCode.Ok
}

/** -1 is left out where the counter overflows: it would mean "any" to a client that compares (ZOOKEEPER-4743). */
function nextVersion(version: number): number {
  return version === -2 ? 0 : (version + 1) | 0
}
