import { type Acl, OPEN_ACL } from '@zabkit/core'
import { CreateMode as Flag, createOpCode } from '@zabkit/jute'
import { TTL_MS_MAX } from './api-limits.ts'
import { badArguments } from './caller.ts'
import { aclFault, wordFault } from './check-arguments.ts'
import { createCodec, createContainerCodec, type CreateReply, createTtlCodec } from './codecs.ts'
import { type Data, toBytes } from './data.ts'
import type { Codec } from './operation.ts'
import { pathFault } from './path.ts'
import type { CreateMode, OperationOptions } from './types.ts'

/** What a create says of the znode itself; also in a multi. */
export interface ZnodeOptions {
  /** Default `persistent`. */
  readonly mode?: CreateMode
  /** Default `OPEN_ACL`. */
  readonly acl?: readonly Acl[]
  /** For the modes with a TTL: ms that the znode lives without change and without children. */
  readonly ttlMs?: number
}

export interface CreateOptions extends OperationOptions, ZnodeOptions {
  /**
   * Puts `_c_<uuid>-` before the name, as Curator does, and so finds the znode again when the connection was lost before the answer came: what
   * resolves is that znode, and one that nobody waits for any more is removed.
   */
  readonly protected?: boolean
  /** Makes the znodes above that are missing, open to all: persistent ones, or containers. Default false. */
  readonly parents?: boolean | 'container'
}

interface Kind {
  readonly flags: number
  readonly sequential: boolean
  readonly ttl: boolean
  readonly codec: Codec<CreateReply>
}

const kinds: Readonly<Record<CreateMode, Kind>> = {
  persistent: kind(Flag.Persistent, false, createCodec),
  'persistent-sequential': kind(Flag.PersistentSequential, true, createCodec),
  ephemeral: kind(Flag.Ephemeral, false, createCodec),
  'ephemeral-sequential': kind(Flag.EphemeralSequential, true, createCodec),
  container: kind(Flag.Container, false, createContainerCodec),
  'persistent-ttl': kind(Flag.PersistentWithTtl, false, createTtlCodec),
  'persistent-sequential-ttl': kind(Flag.PersistentSequentialWithTtl, true, createTtlCodec),
}

function kind(flags: number, sequential: boolean, codec: Codec<CreateReply>): Kind {
  return { flags, sequential, ttl: codec === createTtlCodec, codec }
}

/** What is to be made, checked. */
export interface CreateSpec {
  readonly path: string
  readonly data: Uint8Array | null
  readonly acl: readonly Acl[]
  readonly flags: number
  readonly ttlMs: number
  readonly opCode: number
  readonly codec: Codec<CreateReply>
}

/** Throws code BadArguments for what no server would take. */
export function createSpec(path: string, data: Data | null | undefined, options: ZnodeOptions | undefined): CreateSpec {
  const mode = options?.mode === undefined ? 'persistent' : options.mode
  const unknown = mode === 'persistent' ? null : wordFault('mode', mode, kinds)
  if (unknown !== null) throw badArguments('create', path, unknown)
  const { flags, codec, ttl, sequential } = kinds[mode]
  const ttlMs = options?.ttlMs ?? 0
  const acl = options?.acl === undefined ? OPEN_ACL : options.acl
  const fault = pathFault(path, sequential) ?? ttlFault(ttl, ttlMs) ?? (acl === OPEN_ACL ? null : aclFault(acl))
  if (fault !== null) throw badArguments('create', path, fault)
  return { path, data: toBytes(data, 'create', path), acl, flags, ttlMs, opCode: createOpCode(flags === Flag.Container, ttl), codec }
}

function ttlFault(wanted: boolean, ttlMs: number): string | null {
  if (!wanted) return ttlMs === 0 ? null : 'ttlMs is for the modes with a TTL'
  return Number.isInteger(ttlMs) && ttlMs > 0 && ttlMs <= TTL_MS_MAX ? null : `ttlMs is a whole number from 1 to ${TTL_MS_MAX}`
}
