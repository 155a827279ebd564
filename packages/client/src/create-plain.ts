import { PARENT_ATTEMPTS_MAX } from './api-limits.ts'
import type { Caller } from './caller.ts'
import type { CreateReply } from './codecs.ts'
import type { CreateOptions, CreateSpec } from './create-spec.ts'
import { ensurePath } from './ensure-path.ts'
import { isZooKeeperError } from './errors.ts'
import { parentOf } from './path.ts'
import type { OperationOptions } from './types.ts'

export function createOnce(caller: Caller, spec: CreateSpec, options: OperationOptions | undefined): Promise<CreateReply> {
  const operation = caller.operation(spec.codec, spec.path, options, spec.flags)
  operation.data = spec.data
  operation.acl = spec.acl
  operation.ttlMs = spec.ttlMs
  return caller.call(operation)
}

/** Makes what is missing above, if the options say so. */
export async function createWithParents(caller: Caller, spec: CreateSpec, options: CreateOptions): Promise<CreateReply> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await createOnce(caller, spec, options)
    } catch (error) {
      if (!options.parents || attempt === PARENT_ATTEMPTS_MAX || !isZooKeeperError(error, 'NoNode')) throw error
    }
    await ensurePath(caller, parentOf(spec.path), { container: options.parents === 'container', ...limits(options) })
  }
}

function limits({ signal, timeoutMs }: OperationOptions): OperationOptions {
  return { ...(signal === undefined ? {} : { signal }), ...(timeoutMs === undefined ? {} : { timeoutMs }) }
}
