/**
 * A ZooKeeper client in TypeScript: sessions that outlive connections, typed operations, watches as callbacks and async iterables, and retries that
 * know what is safe to repeat. For Apache ZooKeeper from 3.5 on, and for Zabkit.
 *
 * ```ts
 * import { connect } from '@zabkit/client'
 * import { startServer } from '@zabkit/testing'
 * await using server = await startServer()
 * await using client = await connect(server.connectionString)
 * await client.create('/greeting', 'hello', { mode: 'ephemeral' })
 * const { data, stat } = await client.getData('/greeting')
 * console.log(data.toString(), stat.version) // hello 0
 * ```
 *
 * @packageDocumentation
 */
export { type Acl, ErrorCode, OPEN_ACL, Permission, READ_ACL } from '@zabkit/core'
export { acl, CREATOR_ALL_ACL } from './acl.ts'
export { Client, type DeleteOptions, type ReconfigChange } from './client.ts'
export type { AclReply, ChildrenReply, CreateReply, DataReply } from './codecs.ts'
export { type ConnectOptions, connect } from './connect.ts'
export type { ConnectFailure } from './connect-failure.ts'
export type { CreateOptions, ZnodeOptions } from './create-spec.ts'
export type { Data } from './data.ts'
export type { EnsurePathOptions } from './ensure-path.ts'
export { CLOSED_CODE, type ErrorName, isUncertain, isZooKeeperError, type Outcome, ZooKeeperError, type ZooKeeperErrorOptions } from './errors.ts'
export type { JsonCodec } from './json.ts'
export { isMultiError, Multi, type MultiCreateResult, MultiError } from './multi.ts'
export type { MultiOperation, MultiResult } from './multi-of.ts'
export { MultiRead } from './multi-read.ts'
export {
  type AuthInfo, type ClientLogger, type ClientOptions, type ClientSocket, type SaslOptions, silentLogger, type SrvRecord,
} from './options.ts'
export { type BackoffOptions, exponentialBackoff, type RetryPolicy } from './retry.ts'
export type { SetDataOptions } from './set-data.ts'
export type { TreeOptions, WalkStep } from './tree.ts'
export type {
  ClientState, CreateMode, GapEvent, OperationOptions, Stat, StateChange, WatchEvent, WatchOption, ZnodeEvent,
} from './types.ts'
export type { Watch, WatchMode } from './watch.ts'
export type { WatchOptions, WatchType } from './watches.ts'
