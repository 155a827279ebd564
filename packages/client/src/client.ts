import type { Acl } from '@zabkit/core'
import { Caller, refuse } from './caller.ts'
import { aclFault, versionFault, watchFault } from './check-arguments.ts'
import { checkOptions } from './check-options.ts'
import { Chroot } from './chroot.ts'
import {
  type AclReply, type ChildrenReply, type CreateReply, countCodec, type DataReply, deleteCodec, existsCodec, getAclCodec, getChildrenCodec, getDataCodec,
  getEphemeralsCodec, reconfigCodec, setAclCodec, syncCodec, whoAmICodec,
} from './codecs.ts'
import type { ConnectFailure } from './connect-failure.ts'
import { parseConnectionString } from './connection-string.ts'
import { createZnode } from './create.ts'
import type { CreateOptions } from './create-spec.ts'
import { type Data, dataFault } from './data.ts'
import { CLOSED_CODE, type ZooKeeperError } from './errors.ts'
import { ensurePath, type EnsurePathOptions } from './ensure-path.ts'
import { createJson, getJson, type JsonCodec, setJson } from './json.ts'
import { Multi } from './multi.ts'
import { addAll, type MultiOperation, type MultiResult } from './multi-of.ts'
import { MultiRead } from './multi-read.ts'
import type { Codec } from './operation.ts'
import type { ClientOptions } from './options.ts'
import { exponentialBackoff } from './retry.ts'
import { safeLogger } from './safe-logger.ts'
import { ServerList } from './server-list.ts'
import { ClientSession } from './session.ts'
import { type SetDataOptions, setData } from './set-data.ts'
import { StateListeners } from './state-listeners.ts'
import { ClientTelemetry } from './telemetry.ts'
import { createOrSet, deleteRecursive, listRecursive, type TreeOptions, walk, type WalkStep } from './tree.ts'
import type { ClientState, OperationOptions, Stat, StateChange, WatchOption } from './types.ts'
import type { Watch } from './watch.ts'
import { type OneShotKind, WatchRegistry } from './watch-registry.ts'
import { Watches, type WatchOptions, type WatchType } from './watches.ts'

/** Where an ensemble keeps its own description, whatever the chroot. */
const CONFIG_PATH = '/zookeeper/config'
const NO_CHROOT = new Chroot('')

export interface DeleteOptions extends OperationOptions {
  /** That the znode must have; default -1: any. */
  readonly version?: number
  /** A znode that is not there is as good as deleted; then the delete is repeated when the connection was lost under it. Default false. */
  readonly ifExists?: boolean
}

/** A change of the ensemble, in the notation of zoo.cfg: `server.4=host:2888:3888;2181`, members apart by commas. */
export interface ReconfigChange {
  readonly joining?: string
  readonly leaving?: string
  /** The whole new membership, in place of the other two. */
  readonly members?: string
  /** Of the membership that the change is meant for; default -1n: any. */
  readonly configId?: bigint
}

/**
 * A session with a ZooKeeper ensemble, kept over lost connections. Operations may be asked for at any time: they go out in their order, answers come in
 * that order, and a watch is told of a change before any answer shows it. See `ZooKeeperError` for what a failure says.
 */
export class Client implements AsyncDisposable {
  readonly #servers: ServerList
  readonly #session: ClientSession
  readonly #chroot: Chroot
  readonly #caller: Caller
  readonly #registry: WatchRegistry
  readonly #watches: Watches
  readonly #telemetry: ClientTelemetry
  readonly #states: StateListeners

  /** Begins to connect at once. Throws TypeError for a connection string, or options, that make no sense. */
  constructor(connectionString: string, given: ClientOptions = {}) {
    const { servers, service, chroot } = parseConnectionString(connectionString)
    checkOptions(given)
    this.#chroot = new Chroot(chroot)
    const logger = safeLogger(given.logger)
    const options = { ...given, logger }
    this.#registry = new WatchRegistry(this.#chroot, logger, (err) => this.#watches.learn(err))
    this.#states = new StateListeners(logger)
    this.#servers = new ServerList(service ?? servers, options)
    this.#session = new ClientSession(this.#servers, options, {
      state: (change) => this.#changed(change),
      event: (type, path, zxid) => this.#registry.event(type, path, zxid),
      established: (fresh) => {
        this.#watches.connected()
        return this.#registry.replay(fresh, this.#session.lastZxid)
      },
    })
    this.#telemetry = new ClientTelemetry(options, () => this.#session.server)
    const policy = options.retry === false ? null : (options.retry ?? exponentialBackoff(options.random === undefined ? {} : { random: options.random }))
    this.#caller = new Caller(this.#session, this.#chroot, policy, this.#telemetry, options.operationTimeoutMs ?? 0)
    this.#watches = new Watches(this.#caller, this.#registry, () => this.#session.state)
    this.#session.start()
  }

  // ---- the session ----

  get state(): ClientState {
    return this.#session.state
  }

  /** 0n before there is one. */
  get sessionId(): bigint {
    return this.#session.sessionId
  }

  /** With the id, all that another client needs to go on with the session. */
  get sessionPassword(): Uint8Array {
    return this.#session.password
  }

  /** As negotiated; 0 before there is a session. */
  get sessionTimeoutMs(): number {
    return this.#session.sessionTimeoutMs
  }

  /**
   * Ms until this side calls the session lost unless it reconnects: the whole timeout while connected, 0 when lost or closed. Counted from the
   * sending of the last request that was answered, by a clock that nobody sets: never longer than the server counts.
   */
  get sessionTimeLeftMs(): number {
    return this.#session.sessionTimeLeftMs
  }

  /** Of the last change that a server's answer was later than. */
  get lastZxid(): bigint {
    return this.#session.lastZxid
  }

  /** `/` where there is none. */
  get chroot(): string {
    return this.#chroot.toServer('/')
  }

  /** `host:port` of the server in use; null without a connection. */
  get server(): string | null {
    return this.#session.server
  }

  /** Why the last attempt to connect came to nothing, or the last connection ended; null before one did. */
  get lastFailure(): ConnectFailure | null {
    return this.#servers.lastFailure
  }

  /** What the server in use is known to be able to do; null: not known yet. */
  get supports(): { readonly persistentWatches: boolean | null } {
    return { persistentWatches: this.#watches.persistentWatches }
  }

  /** Calls `listener` synchronously with every change, before anything that comes later; returns the way to stop. */
  onState(listener: (change: StateChange) => void): () => void {
    return this.#states.add(listener)
  }

  /**
   * Resolves when the state is connected (or read-only) and a server has taken all that it is shown (`auth`, `addAuth`). Rejects with the signal's
   * reason, or codes OperationTimeout, Closed, AuthFailed.
   */
  connected(options: OperationOptions = {}): Promise<void> {
    return this.#states.connected(this.#session, options)
  }

  #changed(change: StateChange): void {
    this.#telemetry.state(change)
    this.#states.tell(change)
    if (change.state === 'lost') this.#registry.sessionLost()
    if (change.state === 'closed') this.#registry.closed(change.previous === 'lost', this.#forcedEnd())
  }

  /** Null: the client was closed by its owner. */
  #forcedEnd(): ZooKeeperError | null {
    const error = this.#session.endError('watch')
    return error.errorCode === CLOSED_CODE ? null : error
  }

  /** Ends the session: its ephemerals go, what still waits ends with code Closed. */
  close(): Promise<void> {
    return this.#session.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Shows `credential` to this server and to every other that the client connects to. Code AuthFailed ends the client. */
  addAuth(scheme: string, credential: Data): Promise<void> {
    // The value may be a secret.
    if (dataFault(credential, 'credential') !== null) return refuse('addAuth', null, `credential is text or a Uint8Array, is of type ${typeof credential}`)
    return this.#session.addAuth(scheme, credential)
  }

  /** Who the connection is to the server. Since ZooKeeper 3.7. */
  whoAmI(options?: OperationOptions): Promise<{ scheme: string; id: string }[]> {
    return this.#caller.call(this.#caller.operation(whoAmICodec, null, options))
  }

  // ---- znodes ----

  /** The path that resolves is that of the znode, with the number of a sequential one. Codes NodeExists, NoNode, NoChildrenForEphemerals. */
  create(path: string, data: Data | null = null, options?: CreateOptions): Promise<CreateReply> {
    return createZnode(this.#caller, path, data, options)
  }

  /** Codes NoNode, NotEmpty, BadVersion. */
  delete(path: string, options?: DeleteOptions): Promise<void> {
    const fault = versionFault(options?.version)
    if (fault !== null) return refuse('delete', path, fault)
    const operation = this.#caller.operation(deleteCodec, path, options, options?.version ?? -1)
    if (options?.ifExists === true) {
      operation.safe = true
      operation.mayBeAbsent = true
    }
    return this.#caller.callChecked(operation)
  }

  /** Null where there is none; a watch then waits for it. */
  exists(path: string, options?: OperationOptions & WatchOption): Promise<Stat | null> {
    return this.#read(existsCodec, path, options, 'exists')
  }

  /** The data is the caller's own; empty where the znode has none. Code NoNode leaves no watch. */
  getData(path: string, options?: OperationOptions & WatchOption): Promise<DataReply> {
    return this.#read(getDataCodec, path, options, 'data')
  }

  /** Codes NoNode, BadVersion. */
  setData(path: string, data: Data | null, options?: SetDataOptions): Promise<Stat> {
    return setData(this.#caller, path, data, options)
  }

  /** Names, in no order. Code NoNode leaves no watch. */
  getChildren(path: string, options?: OperationOptions & WatchOption): Promise<ChildrenReply> {
    return this.#read(getChildrenCodec, path, options, 'children')
  }

  #read<T>(codec: Codec<T>, path: string, options: (OperationOptions & WatchOption) | undefined, kind: OneShotKind): Promise<T> {
    const fault = watchFault(options?.watch)
    if (fault !== null) return refuse(codec.name, path, fault)
    const operation = this.#caller.operation(codec, path, options)
    operation.mayBeAbsent = kind === 'exists'
    if (options?.watch !== undefined) operation.watch = this.#registry.oneShot(kind, this.#chroot.toServer(path), options.watch, options.signal)
    return this.#caller.callChecked(operation)
  }

  getAcl(path: string, options?: OperationOptions): Promise<AclReply> {
    return this.#caller.callChecked(this.#caller.operation(getAclCodec, path, options))
  }

  /** `version` is the ACL's own (`aversion`). Codes NoNode, BadVersion, InvalidAcl. */
  setAcl(path: string, acl: readonly Acl[], options?: OperationOptions & { readonly version?: number }): Promise<Stat> {
    const fault = aclFault(acl) ?? versionFault(options?.version)
    if (fault !== null) return refuse('setAcl', path, fault)
    const operation = this.#caller.operation(setAclCodec, path, options, options?.version ?? -1)
    operation.acl = acl
    return this.#caller.callChecked(operation)
  }

  /** The server that answers next is not behind what was done anywhere before this call. */
  sync(path = '/', options?: OperationOptions): Promise<void> {
    return this.#caller.callChecked(this.#caller.operation(syncCodec, path, options))
  }

  /** Paths of this session's ephemerals that begin with `prefix`. Since ZooKeeper 3.6. */
  getEphemerals(prefix = '/', options?: OperationOptions): Promise<string[]> {
    if (typeof prefix !== 'string' || !prefix.startsWith('/')) return refuse('getEphemerals', prefix, 'a prefix begins with /')
    return this.#caller.call(this.#caller.operation(getEphemeralsCodec, prefix, options))
  }

  /** How many znodes there are below. Since ZooKeeper 3.6. */
  getAllChildrenNumber(path: string, options?: OperationOptions): Promise<number> {
    return this.#caller.callChecked(this.#caller.operation(countCodec, path, options))
  }

  // ---- the ensemble ----

  /** The membership as servers keep it, whatever the chroot. */
  getConfig(options?: OperationOptions & WatchOption): Promise<DataReply> {
    const fault = watchFault(options?.watch)
    if (fault !== null) return refuse('getConfig', null, fault)
    const operation = this.#caller.operation(getDataCodec, CONFIG_PATH, options, -1, NO_CHROOT)
    if (options?.watch !== undefined) operation.watch = this.#registry.oneShot('data', CONFIG_PATH, options.watch, options.signal)
    return this.#caller.call(operation)
  }

  /** Changes the membership and resolves to the new one. Codes ReconfigDisabled, ReconfigInProgress, NewConfigNoQuorum, BadVersion. */
  reconfig(change: ReconfigChange, options?: OperationOptions): Promise<DataReply> {
    const { joining = null, leaving = null, members = null, configId = -1n } = change
    const operation = this.#caller.operation(reconfigCodec, null, options)
    operation.extra = { joining, leaving, members, configId }
    return this.#caller.call(operation)
  }

  // ---- many at a time ----

  multi(): Multi<[]> {
    return new Multi(this.#caller)
  }

  /** A multi of a list of operations: `commit` resolves to their results in that order. Code BadArguments is thrown, as by the calls of `multi()`. */
  multiOf(operations: Iterable<MultiOperation>): Multi<MultiResult[]> {
    return addAll(this.multi(), operations)
  }

  multiRead(): MultiRead<[]> {
    return new MultiRead(this.#caller)
  }

  // ---- watches that stay ----

  /** Resolves when the server has the watch, whether there is a znode or not. Code Unimplemented from ZooKeeper before 3.6; see `supports`. */
  watch(path: string, options?: WatchOptions): Promise<Watch> {
    return this.#watches.watch(path, options)
  }

  /** Takes all of this client's watches of a type from a path. Code NoWatcher where there are none. */
  removeWatches(path: string, type: WatchType): Promise<void> {
    return this.#watches.remove(path, type)
  }

  // ---- subtrees, and whatever was there ----

  /** Makes what is missing of a path, and of the chroot. */
  ensurePath(path: string, options?: EnsurePathOptions): Promise<void> {
    return ensurePath(this.#caller, path, options)
  }

  /** Removes a znode with all below it; nothing there is as good. */
  deleteRecursive(path: string, options?: TreeOptions): Promise<void> {
    return deleteRecursive(this, path, options)
  }

  /** `path` and all below it, parents before children; empty where there is nothing. */
  listRecursive(path: string, options?: TreeOptions): Promise<string[]> {
    return listRecursive(this, path, options)
  }

  /** `path` and all below it, level by level, as it is read. */
  walk(path: string, options?: TreeOptions): AsyncIterable<WalkStep> {
    return walk(this, path, options)
  }

  /** Sets the data, or creates the znode with it. */
  createOrSet(path: string, data: Data | null, options?: OperationOptions): Promise<Stat> {
    return createOrSet(this, path, data, options)
  }

  // ---- JSON ----

  /** Rejects with SyntaxError for data that is no JSON, or as `codec` does. */
  getJson<T>(path: string, codec?: JsonCodec<T>, options?: OperationOptions & WatchOption): Promise<{ value: T; stat: Stat }> {
    return getJson(this, path, codec, options)
  }

  setJson(path: string, value: unknown, options?: SetDataOptions): Promise<Stat> {
    return setJson(this, path, value, options)
  }

  createJson(path: string, value: unknown, options?: CreateOptions): Promise<CreateReply> {
    return createJson(this, path, value, options)
  }
}
