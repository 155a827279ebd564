import type { Acl, AuthConnection, Authorizer, AuthProvider, AuthResult, Id } from '@zabkit/core'
import { AclList } from './acl-list.ts'
import { CREDENTIAL_BYTES_MAX } from './limits.ts'

const REFUSED: AuthResult = { ok: false }

/**
 * The permission check over one provider a scheme. `world`, `auth` and `super` are its own: the first matches everybody, the second stands
 * for the writer's ids and is never stored, the third is met on connections only and overrides every list.
 */
export class SchemeAuthorizer implements Authorizer {
  readonly #providers: ReadonlyMap<string, AuthProvider>
  readonly #skipAcl: boolean
  constructor(providers: ReadonlyMap<string, AuthProvider>, skipAcl: boolean) {
    this.#providers = providers
    this.#skipAcl = skipAcl
  }

  connected(connection: AuthConnection): readonly Id[] {
    const ids: Id[] = []
    for (const provider of this.#providers.values()) {
      if (provider.connected !== undefined) ids.push(...provider.connected(connection))
    }
    return ids
  }

  authenticate(scheme: string, credential: Uint8Array, connection: AuthConnection): AuthResult {
    const provider = this.#providers.get(scheme)
    return provider === undefined || credential.length > CREDENTIAL_BYTES_MAX ? REFUSED : provider.authenticate(credential, connection)
  }

  allows(acl: readonly Acl[] | null, permissions: number, ids: readonly Id[]): boolean {
    if (acl === null || acl.length === 0 || this.#skipAcl) return true
    for (const entry of acl) {
      if ((entry.permissions & permissions) !== 0 && this.#isMet(entry.id, ids)) return true
    }
    return hasSuper(ids)
  }

  fix(acl: readonly Acl[] | null, ids: readonly Id[]): readonly Acl[] | null {
    if (acl === null) return null
    const list = new AclList()
    for (const entry of acl) {
      if (!this.#addFixed(list, entry, ids)) return null
    }
    return list.entries.length === 0 ? null : list.entries
  }

  mask(acl: readonly Acl[]): readonly Acl[] {
    return acl.map((entry) => {
      const id = this.#providers.get(entry.id.scheme)?.mask?.(entry.id.id)
      return id === undefined ? entry : { permissions: entry.permissions, id: { scheme: entry.id.scheme, id } }
    })
  }

  users(ids: readonly Id[]): readonly { readonly scheme: string; readonly user: string }[] {
    return ids.map(({ scheme, id }) => ({ scheme, user: this.#providers.get(scheme)?.userName(id) ?? '' }))
  }

  #isMet(wanted: Id, ids: readonly Id[]): boolean {
    if (isAnyone(wanted)) return true
    const provider = this.#providers.get(wanted.scheme)
    if (provider === undefined) return false
    for (const id of ids) {
      if (id.scheme === wanted.scheme && provider.matches(id.id, wanted.id)) return true
    }
    return false
  }

  #addFixed(list: AclList, { permissions, id }: Acl, ids: readonly Id[]): boolean {
    if (id.scheme === 'auth') return list.addAuthenticated(permissions, ids, this.#providers)
    return (isAnyone(id) || this.#isValid(id)) && list.add(permissions, id)
  }

  #isValid(id: Id): boolean {
    return this.#providers.get(id.scheme)?.isValid(id.id) ?? false
  }
}

function isAnyone(id: Id): boolean {
  return id.scheme === 'world' && id.id === 'anyone'
}

function hasSuper(ids: readonly Id[]): boolean {
  for (const id of ids) if (id.scheme === 'super') return true
  return false
}
