import { type ByteReader, DecodeError } from '@zabkit/core'
import { createKind, OpCode, readAclList, readMultiHeader } from '@zabkit/jute'

/**
 * Does a request of `type`, whose body `reader` stands before, make an ephemeral znode, by itself or in a multi? A body that makes no sense
 * does not: the tree says what is wrong with it.
 */
export function makesEphemeral(type: number, reader: ByteReader): boolean {
  try {
    return type === OpCode.Multi ? multiMakesEphemeral(reader) : operationMakesEphemeral(type, reader)
  } catch (error) {
    if (error instanceof DecodeError) return false
    throw error
  }
}

function multiMakesEphemeral(reader: ByteReader): boolean {
  for (let header = readMultiHeader(reader); !header.done; header = readMultiHeader(reader)) {
    if (operationMakesEphemeral(header.type, reader)) return true
  }
  return false
}

/** Reads on to the end of the operation where that is a part of a multi. */
function operationMakesEphemeral(type: number, reader: ByteReader): boolean {
  switch (type) {
    case OpCode.Create:
    case OpCode.Create2:
    case OpCode.CreateContainer:
    case OpCode.CreateTtl:
      return createMakesEphemeral(type, reader)
    case OpCode.SetData:
      reader.readBuffer()
      reader.readBuffer()
      reader.readInt32()
      return false
    case OpCode.Delete:
    case OpCode.Check:
      reader.readBuffer()
      reader.readInt32()
      return false
    default:
      return false
  }
}

function createMakesEphemeral(type: number, reader: ByteReader): boolean {
  reader.readBuffer()
  reader.readBuffer()
  readAclList(reader)
  const kind = createKind(reader.readInt32())
  if (type === OpCode.CreateTtl) reader.readInt64()
  return kind?.ephemeral === true
}
