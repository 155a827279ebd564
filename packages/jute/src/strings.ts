import type { ByteReader, ByteWriter } from '@zabkit/core'

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
