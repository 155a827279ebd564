import type { Client } from '@zabkit/client'
import { CacheBase } from './cache-base.ts'
import type { CachedNode, CacheOptions } from './cache-types.ts'

export interface TreeCacheOptions extends CacheOptions {
  /** Levels below the path that are held. Default: all. */
  readonly depthMax?: number
}

/**
 * Follows a znode and everything below it (Curator's TreeCache and CuratorCache, kazoo's TreeCache), by one recursive watch where the server has
 * them. After a lost connection `isFresh` is false until everything was read again, and what changed meanwhile is told then; when the session
 * is lost the cache goes on in the next one.
 */
export class TreeCache extends CacheBase {
  constructor(client: Client, path: string, options: TreeCacheOptions = {}) {
    const { depthMax = Number.POSITIVE_INFINITY } = options
    if (!(depthMax >= 0)) throw new TypeError(`depthMax ${depthMax}: must be 0 or more`)
    super(client, path, depthMax, options)
  }

  /** The znode at a full path; null when it is missing or not below the cache's path. */
  get(path: string): CachedNode | null {
    return this.engine.mirror.nodes.get(path) ?? null
  }

  /** Names of the children of a full path, sorted; empty where there are none. */
  children(path: string): string[] {
    return [...this.engine.mirror.names(path)].sort()
  }

  /** All znodes held, in the order of their coming. */
  nodes(): IterableIterator<CachedNode> {
    return this.engine.mirror.nodes.values()
  }

  get size(): number {
    return this.engine.mirror.nodes.size
  }
}
