import type { Client } from '@zabkit/client'
import { CacheBase } from './cache-base.ts'
import type { CachedNode, CacheEvent, CacheOptions } from './cache-types.ts'
import { joinPath, nameOf } from './shared-paths.ts'

/**
 * Follows the children of one znode and their data, not what is below them (Curator's PathChildrenCache). The parent need not exist. After a lost
 * connection `isFresh` is false until everything was read again, and what changed meanwhile is told then; when the session is lost the
 * cache goes on in the next one. On a server with persistent watches changes deeper down cost a message each: choose a parent that is flat.
 */
export class ChildrenCache extends CacheBase {
  constructor(client: Client, path: string, options: CacheOptions = {}) {
    super(client, path, 1, options)
  }

  /** The child of that name; null when there is none. */
  get(name: string): CachedNode | null {
    return this.engine.mirror.nodes.get(joinPath(this.path, name)) ?? null
  }

  /** Names of the children, sorted. */
  names(): string[] {
    return [...this.engine.mirror.names(this.path)].sort()
  }

  /** The children by name, in the order of the names. */
  *entries(): IterableIterator<[name: string, node: CachedNode]> {
    for (const name of this.names()) {
      const node = this.get(name)
      if (node !== null) yield [name, node]
    }
  }

  get size(): number {
    return this.engine.mirror.names(this.path).size
  }

  /** Events of the children and of the cache itself; none of the parent. */
  override onEvent(listener: (event: CacheEvent) => void): () => void {
    return super.onEvent((event) => {
      if (!('path' in event) || event.path !== this.path) listener(event)
    })
  }

  /** The child's name of an event's path. */
  nameOf(path: string): string {
    return nameOf(path)
  }
}
