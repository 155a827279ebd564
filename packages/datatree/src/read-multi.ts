import { type ByteReader, type ByteWriter, type ClientRequest, DecodeError, ErrorCode, Permission } from '@zabkit/core'
import { OpCode, readMultiHeader, writeMultiError, writeMultiHeader, writeMultiTrailer } from '@zabkit/jute'
import { MULTI_READ_BYTES_MAX } from './limits.ts'
import type { TreeState } from './tree-state.ts'
import { NO_ZNODE, type ZnodeId } from './znodes.ts'

/** Header, length and Stat around the data of a part. */
const PART_BYTES = 81

/**
 * Answers a multiRead: each part succeeds or fails alone, and none leaves a watch. A reply beyond MULTI_READ_BYTES_MAX is a DecodeError: the
 * whole request fails.
 */
export function readMany(state: TreeState, request: ClientRequest, reader: ByteReader, out: ByteWriter): number {
  const end = out.length + MULTI_READ_BYTES_MAX
  for (let header = readMultiHeader(reader); !header.done; header = readMultiHeader(reader)) {
    if (header.type !== OpCode.GetData && header.type !== OpCode.GetChildren) {
      throw new DecodeError(`type ${header.type} cannot be part of a multiRead`)
    }
    const id = readTarget(state, request, reader)
    // Known beforehand for data; names of children are counted when they are written, one list beyond the limit at most.
    const dataBytes = header.type === OpCode.GetData && id !== NO_ZNODE ? state.znodes.dataLength(id) : 0
    if (out.length + PART_BYTES + dataBytes > end) throw new DecodeError('the reply to a multiRead would be too long')
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
