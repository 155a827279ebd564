import { type ByteReader, type ByteWriter, type ClientRequest, DecodeError, ErrorCode, Permission } from '@zabkit/core'
import { OpCode, readMultiHeader, writeMultiError, writeMultiHeader, writeMultiTrailer } from '@zabkit/jute'
import type { TreeState } from './tree-state.ts'
import { NO_ZNODE, type ZnodeId } from './znodes.ts'

/** Answers a multiRead: each part succeeds or fails alone, and none leaves a watch. */
export function readMany(state: TreeState, request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
  for (let header = readMultiHeader(reader); !header.done; header = readMultiHeader(reader)) {
    if (header.type !== OpCode.GetData && header.type !== OpCode.GetChildren) {
      throw new DecodeError(`type ${header.type} cannot be part of a multiRead`)
    }
    const id = readTarget(state, request, reader)
    writeOne(state, request, header.type, id, out)
  }
  writeMultiTrailer(out)
  return ErrorCode.Ok
}

function readTarget(state: TreeState, request: ClientRequest, reader: ByteReader): ZnodeId {
  const length = reader.readLength()
  if (length === -1) throw new DecodeError('the path is null')
  const start = reader.skip(length)
  reader.readBoolean()
  return state.znodes.find(request.chunk, start, start + length)
}

function writeOne(state: TreeState, request: ClientRequest, type: number, id: ZnodeId, out: ByteWriter): void {
  const { znodes } = state
  if (id === NO_ZNODE) return writeMultiError(out, ErrorCode.NoNode)
  if (!state.allowsOn(id, Permission.Read, request.ids)) return writeMultiError(out, ErrorCode.NoAuth)
  writeMultiHeader(out, type, ErrorCode.Ok)
  if (type === OpCode.GetChildren) return znodes.writeChildren(id, out)
  znodes.writeData(id, out)
  znodes.writeStat(id, out)
}
