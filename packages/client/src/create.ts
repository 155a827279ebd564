import type { Caller } from './caller.ts'
import type { CreateReply } from './codecs.ts'
import { createOnce, createWithParents } from './create-plain.ts'
import { createProtected } from './create-protected.ts'
import { type CreateOptions, type CreateSpec, createSpec } from './create-spec.ts'
import type { Data } from './data.ts'

/** A create with whatever its options ask for beyond the request itself. */
export function createZnode(caller: Caller, path: string, data: Data | null | undefined, options: CreateOptions | undefined): Promise<CreateReply> {
  let spec: CreateSpec
  try {
    spec = createSpec(path, data, options)
  } catch (error) {
    return Promise.reject(error)
  }
  if (options?.protected) return createProtected(caller, spec, options)
  return options?.parents ? createWithParents(caller, spec, options) : createOnce(caller, spec, options)
}
