import { type ByteReader, type ByteWriter, ErrorCode } from '@zabkit/core'
import { OpCode, writeMultiError, writeMultiHeader, writeMultiTrailer } from '@zabkit/jute'
import type { ZnodeId } from './znodes.ts'

/** Where the parts of a multi go. */
export interface SubTxns {
  applyOne(type: number, reader: ByteReader): ZnodeId
  writeResult(type: number, id: ZnodeId, out: ByteWriter): void
}

/** Applies a MultiTxn: all of it, or nothing when it holds an error sub-txn. */
export class MultiApplier {
  readonly #target: SubTxns

  constructor(target: SubTxns) {
    this.#target = target
  }

  apply(reader: ByteReader, reply: ByteWriter | null): number {
    const start = reader.offset
    const failed = hasError(reader)
    reader.offset = start
    if (failed) writeFailures(reader, reply)
    else this.#applyAll(reader, reply)
    if (reply !== null) writeMultiTrailer(reply)
    return ErrorCode.Ok
  }

  #applyAll(reader: ByteReader, reply: ByteWriter | null): void {
    const count = reader.readCount(8)
    for (let i = 0; i < count; i++) {
      const type = reader.readInt32()
      const end = reader.readLength() + reader.offset
      const id = this.#target.applyOne(type, reader)
      if (reply !== null) this.#writeResult(type, id, reply)
      reader.offset = end
    }
  }

  #writeResult(type: number, id: ZnodeId, reply: ByteWriter): void {
    writeMultiHeader(reply, resultType(type), ErrorCode.Ok)
    this.#target.writeResult(type, id, reply)
  }
}

/** Containers and TTL znodes answer as create2 does. */
function resultType(type: number): number {
  if (type === OpCode.CreateContainer || type === OpCode.CreateTtl) return OpCode.Create2
  return type === OpCode.DeleteContainer ? OpCode.Delete : type
}

function hasError(reader: ByteReader): boolean {
  const count = reader.readCount(8)
  for (let i = 0; i < count; i++) {
    if (reader.readInt32() === OpCode.Error) return true
    reader.skip(reader.readLength())
  }
  return false
}

/** What was before the culprit shows 0, the culprit its code, the others RuntimeInconsistency: as the sub-txns say. */
function writeFailures(reader: ByteReader, reply: ByteWriter | null): void {
  if (reply === null) return
  const count = reader.readCount(8)
  for (let i = 0; i < count; i++) {
    const type = reader.readInt32()
    const end = reader.readLength() + reader.offset
    writeMultiError(reply, type === OpCode.Error ? reader.readInt32() : ErrorCode.Ok)
    reader.offset = end
  }
}
