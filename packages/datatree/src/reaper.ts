import { ttlOf } from './owner.ts'
import type { TreeState } from './tree-state.ts'
import type { ZnodeId } from './znodes.ts'

/** Up to `limit` paths of childless containers and TTL znodes whose time has come (ContainerManager). */
export function findReapable(state: TreeState, nowMs: number, limit: number): string[] {
  const { owners, znodes } = state
  const paths: string[] = []
  collect(owners.containers, (id) => isContainerDone(state, id, nowMs))
  collect(owners.ttls, (id) => nowMs - znodes.mtimeMs(id) > ttlOf(znodes.owner(id)))
  return paths

  function collect(ids: Iterable<ZnodeId>, isDone: (id: ZnodeId) => boolean): void {
    for (const id of ids) {
      if (paths.length >= limit) return
      if (znodes.numChildren(id) === 0 && isDone(id)) paths.push(znodes.path(id))
    }
  }
}

/** A container goes once it has had children, or when it had none for longer than `containerMaxNeverUsedMs`. */
function isContainerDone({ znodes, options }: TreeState, id: ZnodeId, nowMs: number): boolean {
  if (znodes.childCreates(id) !== 0) return true
  const { containerMaxNeverUsedMs } = options
  return containerMaxNeverUsedMs !== 0 && nowMs - znodes.mtimeMs(id) > containerMaxNeverUsedMs
}
