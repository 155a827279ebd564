import type { Client, WatchEvent } from '@zabkit/client'
import type { NodeRead } from './cache-engine.ts'

type Kind = 'data' | 'children'

/** A watch that was asked for, and whether its one event has come. */
interface OneShot {
  fired: boolean
}

/**
 * Reads with one-shot watches on every znode, for servers without persistent ones. A watch that still stands is not set twice. Watches that
 * are left at the end fire once into nothing: the protocol cannot take back one of several watches on a path.
 */
export class OneShotReader {
  readonly #client: Client
  readonly #onEvent: (kind: Kind, path: string, event: WatchEvent) => void
  readonly #watches = new Map<string, Record<Kind, OneShot | null>>()

  constructor(client: Client, onEvent: (kind: Kind, path: string, event: WatchEvent) => void) {
    this.#client = client
    this.#onEvent = onEvent
  }

  /** What is not watched now is read and watched; with `all`, everything is read. Rejects with NoNode where the znode is missing. */
  async read(path: string, withChildren: boolean, all: boolean): Promise<NodeRead> {
    const watches = this.#watchesOf(path)
    const needData = all || watches.data === null
    const needChildren = withChildren && (all || watches.children === null)
    const [node, children] = await Promise.all([
      needData ? this.#readData(path) : null,
      needChildren ? this.#watched(path, 'children', (watch) => this.#client.getChildren(path, watch)) : null,
    ])
    return { node, children: children === null ? null : children.children }
  }

  /** Watches a missing znode: tells its creation. True when it is there after all. */
  async watchMissing(path: string): Promise<boolean> {
    return (await this.#watched(path, 'data', (watch) => this.#client.exists(path, watch))) !== null
  }

  /** The znode is gone, and so are its watches. */
  forget(path: string): void {
    this.#watches.delete(path)
  }

  async #readData(path: string): Promise<NodeRead['node']> {
    const { data, stat } = await this.#watched(path, 'data', (watch) => this.#client.getData(path, watch))
    return { path, data, stat }
  }

  async #watched<T>(path: string, kind: Kind, read: (options: { watch?: (event: WatchEvent) => void }) => Promise<T>): Promise<T> {
    const watches = this.#watchesOf(path)
    if (watches[kind] !== null) return read({})
    const watch: OneShot = { fired: false }
    const result = await read({ watch: (event) => this.#fire(path, kind, watch, event) })
    if (!watch.fired) watches[kind] = watch
    return result
  }

  #fire(path: string, kind: Kind, watch: OneShot, event: WatchEvent): void {
    watch.fired = true
    const watches = this.#watches.get(path)
    if (watches?.[kind] === watch) watches[kind] = null
    this.#onEvent(kind, path, event)
  }

  #watchesOf(path: string): Record<Kind, OneShot | null> {
    const known = this.#watches.get(path)
    if (known !== undefined) return known
    const watches = { data: null, children: null }
    this.#watches.set(path, watches)
    return watches
  }
}
