import type { Client } from '@zabkit/client'
import { CacheBase } from './cache-base.ts'
import type { CachedNode, CacheOptions } from './cache-types.ts'

/**
 * Follows one znode, present or not (Curator's NodeCache). After a lost connection `isFresh` is false until the znode was read again; when the
 * session is lost the cache goes on in the next one.
 *
 * ```ts
 * await using cache = new NodeCache(client, '/config')
 * cache.onEvent((event) => console.log(event.type))
 * await cache.initialized
 * console.log(cache.current?.data.toString())
 * ```
 */
export class NodeCache extends CacheBase {
  constructor(client: Client, path: string, options: CacheOptions = {}) {
    super(client, path, 0, options)
  }

  /** The znode as read last; null while it is missing. */
  get current(): CachedNode | null {
    return this.engine.mirror.nodes.get(this.path) ?? null
  }
}
