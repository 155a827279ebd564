import type { Client } from '@zabkit/client'
import type { CachedNode, CacheEvent, CacheOptions } from './cache-types.ts'
import { ChildrenCache } from './children-cache.ts'
import { PersistentNode, type PersistentNodeState } from './persistent-node.ts'
import { checkName, joinPath } from './shared-paths.ts'

/**
 * One member of a group, and its view of all members (Curator's GroupMember: an ephemeral znode `<path>/<id>` with the member's data).
 * Membership ends with the session: others see this member go, and see it come back when the next session has joined again, which
 * happens by itself. While the connection is lost the view is not fresh.
 */
export class GroupMember implements AsyncDisposable {
  readonly id: string
  readonly #node: PersistentNode
  readonly #cache: ChildrenCache

  /** `id` must be unique in the group: the second of two waits until the first has gone. */
  constructor(client: Client, path: string, id: string, data: Uint8Array | string = '', options: CacheOptions = {}) {
    checkName('id', id)
    this.id = id
    this.#node = new PersistentNode(client, joinPath(path, id), data, options)
    this.#cache = new ChildrenCache(client, path, options)
  }

  /** Resolves when this member has joined and the others were read once. */
  async joined(): Promise<void> {
    await Promise.all([this.#node.created, this.#cache.initialized])
  }

  /** Whether this member is in the group, as far as this side can know. */
  get state(): PersistentNodeState {
    return this.#node.state
  }

  /** False while the view of the members may be out of date. */
  get isFresh(): boolean {
    return this.#cache.isFresh
  }

  /** The members by id, this one included once it has joined. */
  members(): Map<string, CachedNode> {
    return new Map(this.#cache.entries())
  }

  /** Changes this member's data. */
  setData(data: Uint8Array | string): Promise<void> {
    return this.#node.setData(data)
  }

  /** Called when members come, go or change, and when the view becomes stale or fresh. Returns the way to stop. */
  onEvent(listener: (event: CacheEvent) => void): () => void {
    return this.#cache.onEvent(listener)
  }

  /** Leaves. */
  async close(): Promise<void> {
    await Promise.all([this.#cache.close(), this.#node.close()])
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
