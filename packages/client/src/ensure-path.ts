import { type Acl, OPEN_ACL } from '@zabkit/core'
import { CreateMode as Flag } from '@zabkit/jute'
import { PARENT_ATTEMPTS_MAX } from './api-limits.ts'
import { type Caller, refuse } from './caller.ts'
import { aclFault } from './check-arguments.ts'
import { Chroot } from './chroot.ts'
import { createCodec, createContainerCodec, existsCodec } from './codecs.ts'
import { isZooKeeperError } from './errors.ts'
import { parentOf, pathFault } from './path.ts'
import type { OperationOptions } from './types.ts'

export interface EnsurePathOptions extends OperationOptions {
  /** Of what is made; default `OPEN_ACL`. */
  readonly acl?: readonly Acl[]
  /** Make containers, which servers remove once their last child is gone. Default false. */
  readonly container?: boolean
}

/** Whole paths: what leads to the chroot is made as well. */
const NO_CHROOT = new Chroot('')

export async function ensurePath(caller: Caller, path: string, options: EnsurePathOptions = {}): Promise<void> {
  const fault = pathFault(path) ?? (options.acl === undefined ? null : aclFault(options.acl))
  if (fault !== null) return refuse('ensurePath', path, fault)
  const whole = caller.chroot.toServer(path)
  for (let attempt = 1; ; attempt++) {
    try {
      return await ensureWhole(caller, whole, options)
    } catch (error) {
      if (attempt === PARENT_ATTEMPTS_MAX || !isZooKeeperError(error, 'NoNode')) throw error
    }
  }
}

async function ensureWhole(caller: Caller, path: string, options: EnsurePathOptions): Promise<void> {
  const missing: string[] = []
  for (let at = path; at !== '/' && !(await isThere(caller, at, options)); at = parentOf(at)) missing.push(at)
  for (let next = missing.pop(); next !== undefined; next = missing.pop()) await createIfAbsent(caller, next, options)
}

/** Who may not see a znode learns that it is there. */
async function isThere(caller: Caller, path: string, options: OperationOptions): Promise<boolean> {
  const operation = caller.operation(existsCodec, path, options, -1, NO_CHROOT)
  operation.mayBeAbsent = true
  try {
    return (await caller.call(operation)) !== null
  } catch (error) {
    if (isZooKeeperError(error, 'NoAuth')) return true
    throw error
  }
}

async function createIfAbsent(caller: Caller, path: string, options: EnsurePathOptions): Promise<void> {
  const [codec, flags] = options.container ? [createContainerCodec, Flag.Container] : [createCodec, Flag.Persistent]
  const operation = caller.operation(codec, path, options, flags, NO_CHROOT)
  operation.acl = options.acl ?? OPEN_ACL
  operation.safe = true
  try {
    await caller.call(operation)
  } catch (error) {
    if (!isZooKeeperError(error, 'NodeExists')) throw error
  }
}
