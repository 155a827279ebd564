import { type Acl, type ByteReader, ByteWriter, OPEN_ACL, Permission } from '@zabkit/core'
import { readAclList, writeAclList } from '@zabkit/jute'

/** True for the list that lets anyone do anything. */
export function isOpenAcl(acl: readonly Acl[]): boolean {
  if (acl === OPEN_ACL) return true
  const [only] = acl
  if (acl.length !== 1 || only === undefined) return false
  return only.permissions === Permission.All && only.id.scheme === 'world' && only.id.id === 'anyone'
}

/** Reads ACLs and recognises the open one by its bytes, so that the common case makes no list. */
export class AclReader {
  readonly #open: Buffer

  constructor() {
    const out = new ByteWriter(32)
    writeAclList(out, OPEN_ACL)
    this.#open = out.take()
  }

  /** The list, or null when it is the open one. A null vector counts as open. */
  read(reader: ByteReader): readonly Acl[] | null {
    const open = this.#open
    const end = reader.offset + open.length
    if (end <= reader.end && open.compare(reader.bytes, reader.offset, end) === 0) {
      reader.offset = end
      return null
    }
    const acl = readAclList(reader)
    return acl === null || isOpenAcl(acl) ? null : acl
  }
}
