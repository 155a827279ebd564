import type { SessionId } from '@zabkit/core'
import { CONTAINER_OWNER, isTtlOwner } from './owner.ts'
import type { ZnodeId } from './znodes.ts'

/** The znodes that do not stay for ever: ephemerals by session, containers, TTL znodes. */
export class Owners {
  readonly ephemerals = new Map<SessionId, Set<ZnodeId>>()
  readonly containers = new Set<ZnodeId>()
  readonly ttls = new Set<ZnodeId>()
  ephemeralCount = 0

  add(id: ZnodeId, owner: SessionId): void {
    if (owner === CONTAINER_OWNER) this.containers.add(id)
    else if (isTtlOwner(owner)) this.ttls.add(id)
    else this.#addEphemeral(id, owner)
  }

  #addEphemeral(id: ZnodeId, session: SessionId): void {
    this.ephemeralCount++
    const ids = this.ephemerals.get(session)
    if (ids === undefined) this.ephemerals.set(session, new Set([id]))
    else ids.add(id)
  }

  remove(id: ZnodeId, owner: SessionId): void {
    if (owner === CONTAINER_OWNER) this.containers.delete(id)
    else if (isTtlOwner(owner)) this.ttls.delete(id)
    else this.#removeEphemeral(id, owner)
  }

  #removeEphemeral(id: ZnodeId, session: SessionId): void {
    const ids = this.ephemerals.get(session)
    if (ids === undefined || !ids.delete(id)) return
    this.ephemeralCount--
    if (ids.size === 0) this.ephemerals.delete(session)
  }

  clear(): void {
    this.ephemerals.clear()
    this.containers.clear()
    this.ttls.clear()
    this.ephemeralCount = 0
  }
}
