import { type Acl, ErrorCode, Permission, type SessionId } from '@zabkit/core'
import { type CreateKind, createKind, OpCode, writeCreateContainerTxn, writeCreateTtlTxn, writeCreateTxn } from '@zabkit/jute'
import { isOpenAcl } from './open-acl.ts'
import { CONTAINER_OWNER, isSessionOwner, isTtl, ttlOwner } from './owner.ts'
import { isPathShape, isValidPath, parentPath } from './path.ts'
import { type Preparation, withChildren } from './preparation.ts'
import type { WriteOp } from './write-ops.ts'

/** Checks a create in ZooKeeper's order, appends its txn's body and stages what it changes. Returns the code. */
export function prepareCreate(op: WriteOp, preparation: Preparation): number {
  const kind = createKind(op.number)
  if (kind === null) return ErrorCode.BadArguments
  const code = checkKind(op, kind, preparation)
  if (code !== ErrorCode.Ok) return code
  if (op.path === null) return ErrorCode.MarshallingError
  if (!isPathShape(op.path)) return ErrorCode.BadArguments
  const acl = preparation.state.authorizer.fix(op.acl, preparation.request.ids)
  if (acl === null) return ErrorCode.InvalidAcl
  return prepareUnderParent(op, op.path, kind, acl, preparation)
}

function checkKind(op: WriteOp, kind: CreateKind, preparation: Preparation): number {
  if (kind.ttl) {
    if (!preparation.state.options.extendedTypesEnabled) return ErrorCode.Unimplemented
    if (!isTtl(op.ttlMs)) return ErrorCode.BadArguments
  } else if (op.type === OpCode.CreateTtl) return ErrorCode.BadArguments
  return preparation.checkSession(kind.ephemeral)
}

function prepareUnderParent(op: WriteOp, asked: string, kind: CreateKind, acl: readonly Acl[], preparation: Preparation): number {
  const parent = preparation.node(parentPath(asked))
  if (parent === null) return ErrorCode.NoNode
  if (!preparation.allows(parent, Permission.Create)) return ErrorCode.NoAuth
  const path = kind.sequential ? asked + sequenceSuffix(parent.childCreates) : asked
  if (!isValidPath(path)) return ErrorCode.BadArguments
  if (preparation.node(path) !== null) return ErrorCode.NodeExists
  if (isSessionOwner(parent.owner)) return ErrorCode.NoChildrenForEphemerals
  const dataLength = op.data?.length ?? 0
  const overQuota = preparation.state.quotas.check(path, 1, dataLength)
  if (overQuota !== ErrorCode.Ok) return overQuota

  const childCreates = (parent.childCreates + 1) | 0
  writeTxn(op, path, kind, acl, childCreates, preparation)
  preparation.put(withChildren(parent, preparation.zxid, childCreates, parent.childCount + 1))
  preparation.put({
    path,
    zxid: preparation.zxid,
    exists: true,
    version: 0,
    aversion: 0,
    childCreates: 0,
    childCount: 0,
    acl: isOpenAcl(acl) ? null : acl,
    owner: futureOwner(op, kind, preparation.request.session.id),
    mtimeMs: preparation.timeMs,
    dataLength,
  })
  return ErrorCode.Ok
}

/** Ten digits of the parent's counter; negative once the counter has passed 2^31 - 1. */
function sequenceSuffix(counter: number): string {
  return counter < 0 ? `-${String(-counter).padStart(9, '0')}` : String(counter).padStart(10, '0')
}

function writeTxn(
  op: WriteOp,
  path: string,
  kind: CreateKind,
  acl: readonly Acl[],
  childCreates: number,
  { out }: Preparation,
): void {
  if (op.type === OpCode.CreateContainer) writeCreateContainerTxn(out, path, op.data, acl, childCreates)
  else if (op.type === OpCode.CreateTtl) writeCreateTtlTxn(out, path, op.data, acl, childCreates, op.ttlMs)
  else writeCreateTxn(out, path, op.data, acl, kind.ephemeral, childCreates)
}

/** The owner that applying the txn will give: decided by the txn's type, not by the flag alone. */
function futureOwner(op: WriteOp, kind: CreateKind, session: SessionId): SessionId {
  if (op.type === OpCode.CreateContainer) return CONTAINER_OWNER
  if (op.type === OpCode.CreateTtl) return ttlOwner(op.ttlMs)
  return kind.ephemeral ? session : 0n
}
