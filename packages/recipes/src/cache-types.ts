import type { Stat } from '@zabkit/client'
import type { ErrorListener } from './shared-listeners.ts'

/** A znode as a cache saw it last. `data` belongs to the cache: read it, never write to it. `stat` is that of the read of the data; its fields about children may lag. */
export interface CachedNode {
  readonly path: string
  readonly data: Buffer
  readonly stat: Stat
}

/**
 * What a cache tells. Changes that follow each other closely may come as one; a znode that was deleted and made anew comes as removed and added.
 * - `stale`: the connection is lost: what the cache holds may be out of date from here on.
 * - `fresh`: everything was read (again) from a server with a quorum, and changes are told as they come.
 */
export type CacheEvent =
  | { readonly type: 'added'; readonly path: string; readonly old: null; readonly current: CachedNode }
  | { readonly type: 'changed'; readonly path: string; readonly old: CachedNode; readonly current: CachedNode }
  | { readonly type: 'removed'; readonly path: string; readonly old: CachedNode; readonly current: null }
  | { readonly type: 'stale'; readonly reason: string }
  | { readonly type: 'fresh' }

/** A change of a znode, without the events about the cache itself. */
export type CacheChange = Exclude<CacheEvent, { readonly type: 'stale' | 'fresh' }>

export interface CacheOptions {
  /**
   * `auto` (the default) uses a persistent watch where the server has them (ZooKeeper 3.6 and later), else one-shot watches on every
   * znode. `one-shot` always does the latter.
   */
  readonly watch?: 'auto' | 'one-shot'
  /** Takes what listeners throw, and znodes that could not be read. Default: a warning of the process. */
  readonly onError?: ErrorListener
}
