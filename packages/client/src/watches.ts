import { ErrorCode } from '@zabkit/core'
import { AddWatchMode, WatcherType } from '@zabkit/jute'
import { WATCH_BUFFER_MAX } from './api-limits.ts'
import { type Caller, refuse } from './caller.ts'
import { addWatchCodec, removeWatchesCodec } from './codecs.ts'
import { isZooKeeperError, ZooKeeperError } from './errors.ts'
import { pathFault } from './path.ts'
import type { ClientState, OperationOptions, WatchEvent } from './types.ts'
import { KeptWatch, type Watch, type WatchKeeper, type WatchMode } from './watch.ts'
import type { WatchRegistry } from './watch-registry.ts'

export interface WatchOptions extends OperationOptions {
  /** Default `recursive`. */
  readonly mode?: WatchMode
  /** Events kept for the iterator; one more and all of them become a gap. Default 1 024. */
  readonly bufferMax?: number
}

/** What `removeWatches` takes away: one-shot watches on data or existence, on children, both, or those that stay. */
export type WatchType = 'data' | 'children' | 'any' | 'persistent' | 'recursive'

const types: Readonly<Record<WatchType, number>> = {
  children: WatcherType.Children, data: WatcherType.Data, any: WatcherType.Any, persistent: WatcherType.Persistent, recursive: WatcherType.PersistentRecursive,
}

/** Watches that stay: set, kept, taken away. */
export class Watches implements WatchKeeper {
  /** Null: not known yet. */
  persistentWatches: boolean | null = null
  readonly #caller: Caller
  readonly #registry: WatchRegistry
  readonly #state: () => ClientState
  /** Being set at a path, answer not there yet. */
  readonly #adding = new Map<string, number>()
  /** The server is one before 3.9: it can take away no watches of one of the new kinds alone. */
  #oldTypes = false

  constructor(caller: Caller, registry: WatchRegistry, state: () => ClientState) {
    this.#caller = caller
    this.#registry = registry
    this.#state = state
  }

  async watch(path: string, options: WatchOptions = {}): Promise<Watch> {
    const fault = pathFault(path)
    if (fault !== null) return refuse('watch', path, fault)
    if (this.persistentWatches === false) throw this.#unimplemented(path)
    const { mode = 'recursive', bufferMax = WATCH_BUFFER_MAX, signal } = options
    const watch = new KeptWatch(this, path, this.#caller.chroot.toServer(path), mode, bufferMax)
    await this.#set(watch, options)
    if (signal !== undefined) watch.endWith(signal)
    return watch
  }

  #unimplemented(path: string): ZooKeeperError {
    return new ZooKeeperError(ErrorCode.Unimplemented, 'watch', path, { detail: 'the server has no persistent watches: ZooKeeper has them since 3.6' })
  }

  async #set(watch: KeptWatch, options: WatchOptions): Promise<void> {
    const mode = watch.mode === 'persistent' ? AddWatchMode.Persistent : AddWatchMode.PersistentRecursive
    const operation = this.#caller.operation(addWatchCodec, watch.path, options, mode)
    operation.watch = { onReply: (err) => this.#answered(watch, err) }
    this.#count(watch.serverPath, 1)
    try {
      await this.#caller.call(operation)
    } catch (error) {
      // The answer may still come for a wait that has ended.
      void watch.close()
      throw isZooKeeperError(error, 'Unimplemented') ? this.#unimplemented(watch.path) : error
    } finally {
      this.#count(watch.serverPath, -1)
    }
  }

  #answered(watch: KeptWatch, err: number): void {
    if (err === ErrorCode.Unimplemented) this.persistentWatches = false
    if (err !== ErrorCode.Ok) return
    this.persistentWatches = true
    if (watch.closed) void this.#forget(watch)
    else this.#registry.add(watch)
  }

  #count(path: string, change: number): void {
    const count = (this.#adding.get(path) ?? 0) + change
    if (count === 0) this.#adding.delete(path)
    else this.#adding.set(path, count)
  }

  call(listener: (event: WatchEvent) => void, event: WatchEvent): void {
    this.#registry.call(listener, event)
  }

  async release(watch: KeptWatch): Promise<void> {
    if (this.#registry.remove(watch)) await this.#forget(watch)
  }

  /** Tells the server. Without a connection there is nothing to tell: the next one will not set the watch again. */
  async #forget({ path, serverPath, mode }: KeptWatch): Promise<void> {
    const state = this.#state()
    if (state !== 'connected' && state !== 'read-only') return
    if (!this.#oldTypes && !(await this.#removeExactly(path, mode))) this.#oldTypes = true
    // All of a path's watches are taken where that hurts nobody.
    if (this.#oldTypes && !this.#adding.has(serverPath) && !this.#registry.isWatched(serverPath)) await this.#remove(path, WatcherType.Any).catch(ignore)
  }

  /** False when the server does not know the type. Whatever else fails: the watch is as good as gone. */
  async #removeExactly(path: string, mode: WatchMode): Promise<boolean> {
    try {
      await this.#remove(path, types[mode])
      return true
    } catch (error) {
      return !isZooKeeperError(error, 'MarshallingError')
    }
  }

  #remove(path: string, type: number): Promise<void> {
    const operation = this.#caller.operation(removeWatchesCodec, path, undefined, type)
    operation.safe = false
    return this.#caller.call(operation)
  }

  /** Takes watches away at the server and here; code NoWatcher where there are none. */
  async remove(path: string, type: WatchType): Promise<void> {
    const number = types[type]
    const fault = number === undefined ? `no type ${type} of watches` : pathFault(path)
    if (fault !== null) return refuse('removeWatches', path, fault)
    const operation = this.#caller.operation(removeWatchesCodec, path, undefined, number)
    operation.watch = { onReply: (err) => this.#removed(operation.serverPath, type, err) }
    await this.#caller.call(operation)
  }

  #removed(serverPath: string, type: WatchType, err: number): void {
    if (err !== ErrorCode.Ok) return
    const any = type === 'any'
    this.#registry.forgetOneShots(serverPath, any || type === 'data', any || type === 'children')
    if (any || type === 'persistent') this.#registry.forgetKept(serverPath, 'persistent')
    if (any || type === 'recursive') this.#registry.forgetKept(serverPath, 'recursive')
  }
}

function ignore(): void {}
