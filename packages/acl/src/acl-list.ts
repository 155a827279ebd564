import type { Acl, AuthProvider, Id } from '@zabkit/core'
import { ACL_BYTES_MAX } from './limits.ts'

/** Permissions and the two length fields of an entry on the wire. */
const ENTRY_BYTES = 12

/** Collects the entries of a list that is to be stored: each once, in order, within a bound. */
export class AclList {
  readonly entries: Acl[] = []
  readonly #seen = new Set<string>()
  #bytes = 0

  /** False when the list is full. */
  add(permissions: number, id: Id): boolean {
    // The length of the scheme keeps ("a", "bc") and ("ab", "c") apart.
    const key = `${permissions} ${id.scheme.length} ${id.scheme}${id.id}`
    if (this.#seen.has(key)) return true
    this.#seen.add(key)
    this.#bytes += ENTRY_BYTES + id.scheme.length + id.id.length
    this.entries.push({ permissions, id })
    return this.#bytes <= ACL_BYTES_MAX
  }

  /** One entry for each id that proves who somebody is. False when there is none, or when the list is full. */
  addAuthenticated(permissions: number, ids: readonly Id[], providers: ReadonlyMap<string, AuthProvider>): boolean {
    let found = false
    for (const id of ids) {
      if (!providers.get(id.scheme)?.authenticates) continue
      found = true
      if (!this.add(permissions, id)) return false
    }
    return found
  }
}
