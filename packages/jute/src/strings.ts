import { type ByteReader, type ByteWriter, DecodeError } from '@zabkit/core'

/** A vector's count as ZooKeeper reads it: -1 is a null vector, any other negative count an empty one. */
export function readVectorCount(reader: ByteReader, minItemBytes: number): number {
  const count = reader.readInt32()
  if (count < 0) return count === -1 ? -1 : 0
  reader.offset -= 4
  return reader.readCount(minItemBytes)
}

/** A string where ZooKeeper's server stumbles over null. */
export function readPresentString(reader: ByteReader): string {
  const text = reader.readString()
  if (text === null) throw new DecodeError('a string is null that must not be')
  return text
}

/** A vector of strings in which, as in itself, null makes no sense. */
export function readPresentStringList(reader: ByteReader): string[] {
  const count = readVectorCount(reader, 4)
  if (count === -1) throw new DecodeError('a list is null that must not be')
  const list: string[] = []
  for (let i = 0; i < count; i++) list.push(readPresentString(reader))
  return list
}

/** A vector of strings; empty for a null vector, and a null item is the empty string. */
export function readStringList(reader: ByteReader): string[] {
  const count = reader.readCount(4)
  const list: string[] = []
  for (let i = 0; i < count; i++) list.push(reader.readString() ?? '')
  return list
}

export function writeStringList(out: ByteWriter, list: readonly string[]): void {
  out.writeInt32(list.length)
  for (const item of list) out.writeString(item)
}
