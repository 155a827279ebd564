import type { SessionId } from '@zabkit/core'
import type { ResolvedOptions } from './options.ts'
import { CONTAINER_OWNER, isTtlOwner, ttlOf } from './owner.ts'
import type { TreeState } from './tree-state.ts'
import type { ZnodeId } from './znodes.ts'

/** What decides whether a childless znode goes by itself. */
export interface Lifetime {
  readonly owner: SessionId
  readonly mtimeMs: number
  /** Child creates since birth. */
  readonly childCreates: number
}

/** Up to `limit` paths of childless containers and TTL znodes whose time has come (ContainerManager). */
export function findReapable({ owners, znodes, options }: TreeState, nowMs: number, limit: number): string[] {
  const paths: string[] = []
  collect(owners.containers)
  collect(owners.ttls)
  return paths

  function collect(ids: Iterable<ZnodeId>): void {
    for (const id of ids) {
      if (paths.length >= limit) return
      if (znodes.numChildren(id) === 0 && isDue(lifetimeOf(id), nowMs, options)) paths.push(znodes.path(id))
    }
  }

  function lifetimeOf(id: ZnodeId): Lifetime {
    return { owner: znodes.owner(id), mtimeMs: znodes.mtimeMs(id), childCreates: znodes.childCreates(id) }
  }
}

/**
 * True for a TTL znode that was not changed for longer than its ttl, and for a container that has had children, or had none for longer than
 * `containerMaxNeverUsedMs`. False for every other znode. The caller knows that it has no children.
 */
export function isDue({ owner, mtimeMs, childCreates }: Lifetime, nowMs: number, { containerMaxNeverUsedMs }: ResolvedOptions): boolean {
  if (isTtlOwner(owner)) return nowMs - mtimeMs > ttlOf(owner)
  if (owner !== CONTAINER_OWNER) return false
  return childCreates !== 0 || (containerMaxNeverUsedMs !== 0 && nowMs - mtimeMs > containerMaxNeverUsedMs)
}
