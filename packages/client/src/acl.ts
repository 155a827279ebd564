import { type Acl, Permission } from '@zabkit/core'
import { badArguments } from './caller.ts'
import { describeValue } from './describe-value.ts'

/** All that may be done with a znode, to whoever the creating connection has shown itself to be. */
export const CREATOR_ALL_ACL: readonly Acl[] = [{ permissions: Permission.All, id: { scheme: 'auth', id: '' } }]

/** One entry of an access control list: `acl('digest', 'user:hash', 'read', 'write')`; without permissions, all of them. Throws code BadArguments for others. */
export function acl(scheme: string, id: string, ...permissions: readonly ('read' | 'write' | 'create' | 'delete' | 'admin')[]): Acl {
  if (permissions.length === 0) return { permissions: Permission.All, id: { scheme, id } }
  return { permissions: permissions.reduce((sum, name) => sum | bitOf(name), 0), id: { scheme, id } }
}

const bits = {
  read: Permission.Read, write: Permission.Write, create: Permission.Create, delete: Permission.Delete, admin: Permission.Admin,
} as const

function bitOf(name: keyof typeof bits): number {
  if (!Object.hasOwn(bits, name)) throw badArguments('acl', null, `no permission ${describeValue(name)}: they are ${Object.keys(bits).join(', ')}`)
  return bits[name]
}
