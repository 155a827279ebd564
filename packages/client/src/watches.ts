import { ErrorCode } from '@zabkit/core'
import { AddWatchMode, WatcherType } from '@zabkit/jute'
import { WATCH_BUFFER_MAX } from './api-limits.ts'
import { type Caller, refuse } from './caller.ts'
import { wordFault } from './check-arguments.ts'
import { addWatchCodec, removeWatchesCodec } from './codecs.ts'
import { isZooKeeperError, ZooKeeperError } from './errors.ts'
import { pathFault } from './path.ts'
import type { ClientState, OperationOptions } from './types.ts'
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

const modes: Readonly<Record<WatchMode, number>> = { persistent: AddWatchMode.Persistent, recursive: AddWatchMode.PersistentRecursive }

/** Watches that stay: set, kept, taken away. */
export class Watches implements WatchKeeper {
  /** Null: not known yet. */
  persistentWatches: boolean | null = null
  readonly #caller: Caller
  readonly #registry: WatchRegistry
  readonly #state: () => ClientState
  /** The next connection is the one that follows a refusal: such servers end the connection with it, and are still the same. */
  #refusedLast = false
  /** Being set, by mode and path, answer not there yet. */
  readonly #adding = new Map<string, number>()
  /** The server is one before 3.9: it can take away no watches of one of the new kinds alone. */
  #oldTypes = false

  constructor(caller: Caller, registry: WatchRegistry, state: () => ClientState) {
    this.#caller = caller
    this.#registry = registry
    this.#state = state
  }

  /** A new connection may be to a server of another version. */
  connected(): void {
    if (!this.#refusedLast) this.persistentWatches = null
    this.#refusedLast = false
  }

  /** What a server says to persistent watches tells whether it has them. */
  learn(err: number): void {
    if (err === ErrorCode.Ok) this.persistentWatches = true
    if (err !== ErrorCode.Unimplemented) return
    this.persistentWatches = false
    this.#refusedLast = true
  }

  async watch(path: string, options: WatchOptions = {}): Promise<Watch> {
    const fault = pathFault(path) ?? (options.mode === undefined ? null : wordFault('mode', options.mode, modes))
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
    const operation = this.#caller.operation(addWatchCodec, watch.path, options, modes[watch.mode])
    operation.watch = { onReply: (err) => this.#answered(watch, err) }
    this.#count(watch, 1)
    try {
      await this.#caller.call(operation)
    } catch (error) {
      // The answer may still come for a wait that has ended.
      void watch.close()
      throw isZooKeeperError(error, 'Unimplemented') ? this.#unimplemented(watch.path) : error
    } finally {
      this.#count(watch, -1)
      // Nor may what another left to this one when it was closed stay at the server.
      if (watch.closed) void this.#forget(watch)
    }
  }

  #answered(watch: KeptWatch, err: number): void {
    this.learn(err)
    if (err !== ErrorCode.Ok) return
    if (watch.closed) void this.#forget(watch)
    else this.#registry.add(watch)
  }

  #count({ mode, serverPath }: KeptWatch, change: number): void {
    const key = keyOf(mode, serverPath)
    const count = (this.#adding.get(key) ?? 0) + change
    if (count === 0) this.#adding.delete(key)
    else this.#adding.set(key, count)
  }

  call<T>(listener: (told: T) => void, told: T, path: string): void {
    this.#registry.call(listener, told, path)
  }

  async release(watch: KeptWatch): Promise<void> {
    if (this.#registry.remove(watch)) await this.#forget(watch)
  }

  /** Some watch lives at this path, or is about to: to the server it is the same as every other of its mode. */
  #isWanted(serverPath: string, mode: WatchMode): boolean {
    return this.#adding.has(keyOf(mode, serverPath)) || this.#registry.hasKept(serverPath, mode)
  }

  /** Any kind of watch, as far as it is known. */
  #isWatched(serverPath: string): boolean {
    return this.#isWanted(serverPath, 'persistent') || this.#isWanted(serverPath, 'recursive') || this.#registry.isWatched(serverPath)
  }

  /** Tells the server, unless another needs what it has. Without a connection there is nothing to tell: the next one will not set the watch again. */
  async #forget({ path, serverPath, mode }: KeptWatch): Promise<void> {
    if (this.#isWanted(serverPath, mode)) return
    const state = this.#state()
    if (state !== 'connected' && state !== 'read-only') return
    if (!this.#oldTypes && !(await this.#removeExactly(path, mode))) this.#oldTypes = true
    // All of a path's watches are taken where that hurts nobody.
    if (this.#oldTypes && !this.#isWatched(serverPath)) await this.#remove(path, WatcherType.Any).catch(ignore)
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
    const fault = wordFault('type', type, types) ?? pathFault(path)
    if (fault !== null) return refuse('removeWatches', path, fault)
    const operation = this.#caller.operation(removeWatchesCodec, path, undefined, types[type])
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

function keyOf(mode: WatchMode, serverPath: string): string {
  return `${mode} ${serverPath}`
}

function ignore(): void {}
