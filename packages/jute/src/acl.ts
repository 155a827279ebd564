import type { Acl, ByteReader, ByteWriter } from '@zabkit/core'
import { readVectorCount } from './strings.ts'

/** Smallest encoding of an ACL entry: int perms and two string lengths. */
const MIN_ACL_BYTES = 12

/** A vector of ACL; null for a null vector. */
export function readAclList(reader: ByteReader): Acl[] | null {
  const count = readVectorCount(reader, MIN_ACL_BYTES)
  if (count === -1) return null
  const acl: Acl[] = []
  for (let i = 0; i < count; i++) {
    const permissions = reader.readInt32()
    acl.push({ permissions, id: { scheme: reader.readString() ?? '', id: reader.readString() ?? '' } })
  }
  return acl
}

export function writeAclList(out: ByteWriter, acl: readonly Acl[]): void {
  out.writeInt32(acl.length)
  for (const { permissions, id } of acl) {
    out.writeInt32(permissions)
    out.writeString(id.scheme)
    out.writeString(id.id)
  }
}
