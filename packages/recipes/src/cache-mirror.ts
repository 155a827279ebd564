import type { CacheChange, CachedNode } from './cache-types.ts'
import { joinPath, nameOf, parentOf } from './shared-paths.ts'

/** The znodes as last read, and the changes that a newer read means. Knows nothing of servers. */
export class CacheMirror {
  readonly nodes = new Map<string, CachedNode>()
  readonly #names = new Map<string, Set<string>>()

  /** Names of the children held, in no order. */
  names(path: string): ReadonlySet<string> {
    return this.#names.get(path) ?? NO_NAMES
  }

  /** Takes a newer read of a znode; returns what changed. A znode made anew leaves nothing of the old one, its descendants included. */
  put(node: CachedNode): CacheChange[] {
    const old = this.nodes.get(node.path)
    if (old === undefined) return [this.#add(node)]
    if (old.stat.czxid !== node.stat.czxid) return [...this.remove(node.path), this.#add(node)]
    this.nodes.set(node.path, node)
    return old.stat.mzxid === node.stat.mzxid ? [] : [{ type: 'changed', path: node.path, old, current: node }]
  }

  #add(node: CachedNode): CacheChange {
    this.nodes.set(node.path, node)
    // The root is nobody's child.
    if (node.path !== '/') this.#namesOf(parentOf(node.path)).add(nameOf(node.path))
    return { type: 'added', path: node.path, old: null, current: node }
  }

  #namesOf(parent: string): Set<string> {
    const known = this.#names.get(parent)
    if (known !== undefined) return known
    const names = new Set<string>()
    this.#names.set(parent, names)
    return names
  }

  /** Takes a znode away with everything below it; returns the removals, children before their parents. */
  remove(path: string): CacheChange[] {
    const changes: CacheChange[] = []
    this.#removeInto(path, changes)
    return changes
  }

  #removeInto(path: string, changes: CacheChange[]): void {
    for (const name of this.names(path)) this.#removeInto(joinPath(path, name), changes)
    this.#names.delete(path)
    const old = this.nodes.get(path)
    if (old === undefined) return
    this.nodes.delete(path)
    this.#forgetName(path)
    changes.push({ type: 'removed', path, old, current: null })
  }

  #forgetName(path: string): void {
    const parent = parentOf(path)
    const names = this.#names.get(parent)
    names?.delete(nameOf(path))
    if (names?.size === 0) this.#names.delete(parent)
  }
}

const NO_NAMES: ReadonlySet<string> = new Set()
