import type { Watcher } from '@zabkit/core'

/** How a watcher watches a path: a sum of bits, each there on its own. */
export const WatchMode = { Standard: 1, Persistent: 2, Recursive: 4, Any: 7 } as const

/** Watches by path and by watcher, so that both a change and the end of a connection cost what they concern. */
export class WatchTable {
  readonly #byPath = new Map<string, Map<Watcher, number>>()
  readonly #byWatcher = new Map<Watcher, Set<string>>()
  #recursive = 0
  #size = 0

  /** Pairs of path and watcher. */
  get size(): number {
    return this.#size
  }

  get paths(): number {
    return this.#byPath.size
  }

  get watchers(): number {
    return this.#byWatcher.size
  }

  add(path: string, watcher: Watcher, mode: number): void {
    const modes = this.#modes(path)
    const before = modes.get(watcher) ?? 0
    modes.set(watcher, before | mode)
    this.#recursive += recursive(before | mode) - recursive(before)
    if (before !== 0) return
    this.#size++
    this.#paths(watcher).add(path)
  }

  #modes(path: string): Map<Watcher, number> {
    let modes = this.#byPath.get(path)
    if (modes === undefined) {
      modes = new Map()
      this.#byPath.set(path, modes)
    }
    return modes
  }

  #paths(watcher: Watcher): Set<string> {
    let paths = this.#byWatcher.get(watcher)
    if (paths === undefined) {
      paths = new Set()
      this.#byWatcher.set(watcher, paths)
    }
    return paths
  }

  has(path: string, watcher: Watcher, mode: number): boolean {
    return ((this.#byPath.get(path)?.get(watcher) ?? 0) & mode) !== 0
  }

  /** Takes `mode` bits away; false when none of them was there. */
  remove(path: string, watcher: Watcher, mode: number): boolean {
    const modes = this.#byPath.get(path)
    const before = modes?.get(watcher) ?? 0
    if (modes === undefined || (before & mode) === 0) return false
    this.#set(path, modes, watcher, before, before & ~mode)
    return true
  }

  #set(path: string, modes: Map<Watcher, number>, watcher: Watcher, before: number, after: number): void {
    this.#recursive += recursive(after) - recursive(before)
    if (after !== 0) {
      modes.set(watcher, after)
      return
    }
    this.#size--
    modes.delete(watcher)
    if (modes.size === 0) this.#byPath.delete(path)
    const paths = this.#byWatcher.get(watcher)
    if (paths?.delete(path) && paths.size === 0) this.#byWatcher.delete(watcher)
  }

  forget(watcher: Watcher): void {
    for (const path of this.#byWatcher.get(watcher) ?? []) {
      const modes = this.#byPath.get(path)
      if (modes !== undefined) this.#set(path, modes, watcher, modes.get(watcher) ?? 0, 0)
    }
    this.#byWatcher.delete(watcher)
  }

  /** Adds to `told` everyone whom a change of `path` concerns; standard watches are used up. Gives back `told`, made when needed. */
  take(path: string, told: Set<Watcher> | null): Set<Watcher> | null {
    const modes = this.#byPath.get(path)
    if (modes !== undefined) told = this.#takeHere(path, modes, told)
    return this.#recursive === 0 ? told : this.#takeAbove(path, told)
  }

  #takeHere(path: string, modes: Map<Watcher, number>, told: Set<Watcher> | null): Set<Watcher> {
    const all = told ?? new Set<Watcher>()
    for (const [watcher, mode] of modes) {
      all.add(watcher)
      if ((mode & WatchMode.Standard) !== 0) this.#set(path, modes, watcher, mode, mode & ~WatchMode.Standard)
    }
    return all
  }

  #takeAbove(path: string, told: Set<Watcher> | null): Set<Watcher> | null {
    for (let at = path; at.length > 1; ) {
      at = at.slice(0, at.lastIndexOf('/')) || '/'
      for (const [watcher, mode] of this.#byPath.get(at) ?? []) {
        if ((mode & WatchMode.Recursive) === 0) continue
        told ??= new Set()
        told.add(watcher)
      }
    }
    return told
  }

  *entries(): IterableIterator<readonly [string, readonly Watcher[]]> {
    for (const [path, modes] of this.#byPath) yield [path, [...modes.keys()]]
  }
}

function recursive(mode: number): number {
  return (mode & WatchMode.Recursive) === 0 ? 0 : 1
}
