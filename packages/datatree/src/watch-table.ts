import type { Watcher } from '@zabkit/core'
import { WATCH_BYTES_MAX, WATCH_BYTES_PER_CONNECTION_MAX, WATCH_OVERHEAD_BYTES } from './limits.ts'

/** How a watcher watches a path: a sum of bits, each there on its own. */
export const WatchMode = { Standard: 1, Persistent: 2, Recursive: 4, Any: 7 } as const

/** What one watcher watches, and what that costs. */
class WatchedPaths {
  readonly paths = new Set<string>()
  bytes = 0
}

/** Watches by path and by watcher, so that both a change and the end of a connection cost what they concern. */
export class WatchTable {
  readonly #byPath = new Map<string, Map<Watcher, number>>()
  readonly #byWatcher = new Map<Watcher, WatchedPaths>()
  #recursive = 0
  #size = 0
  #bytes = 0
  readonly #bytesMax: number
  readonly #bytesPerWatcherMax: number

  /** Limits in bytes of paths with WATCH_OVERHEAD_BYTES for each, over all watchers and of one. */
  constructor(bytesMax = WATCH_BYTES_MAX, bytesPerWatcherMax = WATCH_BYTES_PER_CONNECTION_MAX) {
    this.#bytesMax = bytesMax
    this.#bytesPerWatcherMax = bytesPerWatcherMax
  }

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

  /** Is there room for a watch of `watcher` at `path`? Where it has one already, there is. */
  hasRoom(path: string, watcher: Watcher): boolean {
    const bytes = costOf(path)
    const used = this.#byWatcher.get(watcher)?.bytes ?? 0
    if (this.#bytes + bytes <= this.#bytesMax && used + bytes <= this.#bytesPerWatcherMax) return true
    return this.#byPath.get(path)?.has(watcher) ?? false
  }

  /** False, and nothing is added, when there is no room. */
  add(path: string, watcher: Watcher, mode: number): boolean {
    if (!this.hasRoom(path, watcher)) return false
    const modes = this.#modes(path)
    const before = modes.get(watcher) ?? 0
    modes.set(watcher, before | mode)
    this.#recursive += recursive(before | mode) - recursive(before)
    if (before === 0) this.#count(path, watcher)
    return true
  }

  #count(path: string, watcher: Watcher): void {
    const bytes = costOf(path)
    const watched = this.#watched(watcher)
    watched.paths.add(path)
    watched.bytes += bytes
    this.#bytes += bytes
    this.#size++
  }

  #modes(path: string): Map<Watcher, number> {
    let modes = this.#byPath.get(path)
    if (modes === undefined) {
      modes = new Map()
      this.#byPath.set(path, modes)
    }
    return modes
  }

  #watched(watcher: Watcher): WatchedPaths {
    let watched = this.#byWatcher.get(watcher)
    if (watched === undefined) {
      watched = new WatchedPaths()
      this.#byWatcher.set(watcher, watched)
    }
    return watched
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
    modes.delete(watcher)
    if (modes.size === 0) this.#byPath.delete(path)
    this.#uncount(path, watcher)
  }

  #uncount(path: string, watcher: Watcher): void {
    const watched = this.#byWatcher.get(watcher)
    if (watched === undefined || !watched.paths.delete(path)) return
    const bytes = costOf(path)
    watched.bytes -= bytes
    this.#bytes -= bytes
    this.#size--
    if (watched.paths.size === 0) this.#byWatcher.delete(watcher)
  }

  forget(watcher: Watcher): void {
    for (const path of this.#byWatcher.get(watcher)?.paths ?? []) {
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

function costOf(path: string): number {
  return path.length + WATCH_OVERHEAD_BYTES
}

function recursive(mode: number): number {
  return (mode & WatchMode.Recursive) === 0 ? 0 : 1
}
