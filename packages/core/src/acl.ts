/** Permission bits of an ACL entry (ZooDefs.Perms). */
export const Permission = { Read: 1, Write: 2, Create: 4, Delete: 8, Admin: 16, All: 31 } as const

/** Who: a scheme and an id in that scheme. */
export interface Id {
  readonly scheme: string
  readonly id: string
}

/** One entry of an access control list. `permissions` is a sum of `Permission` bits and is not range-checked. */
export interface Acl {
  readonly permissions: number
  readonly id: Id
}

/** Anyone. */
export const ANYONE: Id = { scheme: 'world', id: 'anyone' }
/** Anyone may do anything. */
export const OPEN_ACL: readonly Acl[] = [{ permissions: Permission.All, id: ANYONE }]
/** Anyone may read. */
export const READ_ACL: readonly Acl[] = [{ permissions: Permission.Read, id: ANYONE }]
