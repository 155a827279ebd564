import { type ByteReader, type ByteWriter, DecodeError, ErrorCode } from '@zabkit/core'
import { OpCode, readMultiHeader } from '@zabkit/jute'
import { prepareCheck, prepareDelete, prepareDeleteContainer, prepareSetAcl, prepareSetData } from './prepare-change.ts'
import { prepareCreate } from './prepare-create.ts'
import type { Preparation } from './preparation.ts'
import { readMultiOp, type WriteOp } from './write-ops.ts'

/** Prepares one write by its type. */
export function prepareOp(op: WriteOp, preparation: Preparation): number {
  switch (op.type) {
    case OpCode.Delete:
      return prepareDelete(op, preparation)
    case OpCode.DeleteContainer:
      return prepareDeleteContainer(op, preparation)
    case OpCode.SetData:
      return prepareSetData(op, preparation)
    case OpCode.SetAcl:
      return prepareSetAcl(op, preparation)
    case OpCode.Check:
      return prepareCheck(op, preparation)
    default:
      return prepareCreate(op, preparation)
  }
}

/**
 * Prepares a multi as one MultiTxn. All is decoded before anything is checked. When one write fails, it and those after it become error
 * sub-txns, and nothing stays staged; the multi itself is still a txn that succeeds in saying so. One that grows too long fails as a whole, and
 * so does an ephemeral for a local session, as in ZooKeeper, which looks for that before anything else.
 */
export function prepareMulti(reader: ByteReader, preparation: Preparation): number {
  const ops = readOps(reader)
  const { out } = preparation
  out.writeInt32(ops.length)
  let failed = false
  for (const op of ops) {
    const code: number = failed ? ErrorCode.RuntimeInconsistency : writeSubTxn(op, preparation)
    if (code === ErrorCode.EphemeralOnLocalSession) return code
    if (failed) writeErrorTxn(out, code)
    failed ||= code !== ErrorCode.Ok
    if (preparation.isTooLong) return ErrorCode.MarshallingError
  }
  if (failed) preparation.state.pending.undo()
  return ErrorCode.Ok
}

function readOps(reader: ByteReader): WriteOp[] {
  const ops: WriteOp[] = []
  for (let header = readMultiHeader(reader); !header.done; header = readMultiHeader(reader)) {
    ops.push(readMultiOp(header.type, reader))
  }
  return ops
}

/** Appends Txn{int type, buffer data}, an error one when the write fails; returns the code. */
function writeSubTxn(op: WriteOp, preparation: Preparation): number {
  const { out } = preparation
  const start = out.length
  out.writeInt32(op.type)
  const lengthAt = out.reserve(4)
  const code = prepareOp(op, preparation)
  if (code === ErrorCode.MarshallingError) throw new DecodeError('a write of the multi makes no sense')
  if (code === ErrorCode.Ok) out.setInt32(lengthAt, out.length - lengthAt - 4)
  else {
    out.length = start
    writeErrorTxn(out, code)
  }
  return code
}

function writeErrorTxn(out: ByteWriter, code: number): void {
  out.writeInt32(OpCode.Error)
  out.writeInt32(4)
  out.writeInt32(code)
}
