import { randomUUID } from 'node:crypto'
import { ErrorCode } from '@zabkit/core'
import { CreateMode as Flag } from '@zabkit/jute'
import type { Caller } from './caller.ts'
import { type CreateReply, deleteCodec, existsCodec, getChildrenCodec, syncCodec } from './codecs.ts'
import { createWithParents } from './create-plain.ts'
import type { CreateOptions, CreateSpec } from './create-spec.ts'
import { isUncertain, isZooKeeperError, uncertain, ZooKeeperError } from './errors.ts'
import { childOf, nameOf, parentOf } from './path.ts'
import { pause } from './pause.ts'
import { exponentialBackoff } from './retry.ts'
import type { OperationOptions } from './types.ts'

/** Creates under a name that only this call knows, so that a lost answer can be looked for. */
export async function createProtected(caller: Caller, given: CreateSpec, options: CreateOptions): Promise<CreateReply> {
  const mark = `_c_${randomUUID()}-`
  const spec = { ...given, path: childOf(parentOf(given.path), mark + nameOf(given.path)) }
  const policy = caller.policy ?? exponentialBackoff()
  let { sessionId } = caller
  let mayBeDone = false
  try {
    for (let repetition = 1; ; repetition++) {
      let loss: unknown
      try {
        return await createWithParents(caller, spec, options)
      } catch (error) {
        if (!isZooKeeperError(error, 'ConnectionLoss')) throw error
        loss = error
        mayBeDone = true
        sessionId = caller.sessionId
      }
      const delayMs = policy.delayMs(repetition)
      if (delayMs === null) throw loss
      await pause(delayMs, options.signal)
      const own = await findOwn(caller, spec, mark, options)
      if (isEphemeral(spec) && isOfAnotherSession(caller, sessionId, own)) throw new ZooKeeperError(ErrorCode.SessionExpired, 'create', given.path)
      if (own !== null) return own
    }
  } catch (error) {
    if (mayBeDone) uncertain(error)
    if (isUncertain(error)) void removeOwn(caller, spec, mark, sessionId === 0n ? caller.sessionId : sessionId)
    throw error
  }
}

function isEphemeral({ flags }: CreateSpec): boolean {
  return flags === Flag.Ephemeral || flags === Flag.EphemeralSequential
}

/** 0n: there was no session yet, or it was just lost. */
function isOfAnotherSession({ sessionId }: Caller, before: bigint, own: CreateReply | null): boolean {
  return (before !== 0n && before !== sessionId) || (own !== null && own.stat.ephemeralOwner !== sessionId)
}

/** Synced first: the server that answers now may be behind the one that took the create. */
async function findOwn(caller: Caller, { path }: CreateSpec, mark: string, options: OperationOptions): Promise<CreateReply | null> {
  const parent = parentOf(path)
  await caller.call(caller.operation(syncCodec, parent, options))
  const children = await childrenOf(caller, parent, options)
  const name = children.find((child) => child.startsWith(mark))
  if (name === undefined) return null
  const found = childOf(parent, name)
  const operation = caller.operation(existsCodec, found, options)
  operation.mayBeAbsent = true
  const stat = await caller.call(operation)
  return stat === null ? null : { path: found, stat }
}

async function childrenOf(caller: Caller, parent: string, options: OperationOptions): Promise<readonly string[]> {
  try {
    return (await caller.call(caller.operation(getChildrenCodec, parent, options))).children
  } catch (error) {
    if (isZooKeeperError(error, 'NoNode')) return []
    throw error
  }
}

/**
 * Nobody waits for it any more, and in a queue of waiters it would hold up all behind it: tried until a server has answered. An ephemeral znode goes
 * with its session, and what a closed client left is nobody's.
 */
async function removeOwn(caller: Caller, spec: CreateSpec, mark: string, sessionId: bigint): Promise<void> {
  const policy = exponentialBackoff({ times: Number.POSITIVE_INFINITY })
  for (let repetition = 1; !isEphemeral(spec) || caller.sessionId === sessionId; repetition++) {
    try {
      return await removeFound(caller, await findOwn(caller, spec, mark, {}))
    } catch (error) {
      if (!isZooKeeperError(error)) throw error
      if (!isZooKeeperError(error, 'ConnectionLoss', 'OperationTimeout', 'SessionExpired', 'SessionMoved', 'NotReadOnly')) return
    }
    await pause(policy.delayMs(repetition) ?? 0)
  }
}

async function removeFound(caller: Caller, own: CreateReply | null): Promise<void> {
  if (own === null) return
  const operation = caller.operation(deleteCodec, own.path, undefined)
  operation.safe = true
  operation.mayBeAbsent = true
  await caller.call(operation)
}
