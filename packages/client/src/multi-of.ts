import { badArguments } from './caller.ts'
import type { ZnodeOptions } from './create-spec.ts'
import type { Data } from './data.ts'
import type { Multi, MultiCreateResult } from './multi.ts'
import type { Stat } from './types.ts'

/** One write of a multi as a value, for lists whose length is known first when they run. `version` -1, the default: any. */
export type MultiOperation =
  | ({ readonly type: 'create'; readonly path: string; readonly data?: Data | null } & ZnodeOptions)
  | { readonly type: 'delete'; readonly path: string; readonly version?: number }
  | { readonly type: 'setData'; readonly path: string; readonly data: Data | null; readonly version?: number }
  | { readonly type: 'check'; readonly path: string; readonly version?: number }

/** What an operation of a multi gives: null for `delete` and `check`. */
export type MultiResult = MultiCreateResult | Stat | null

/** Adds `operations` to `multi`, in their order. Throws code BadArguments as the calls of `multi` do. */
export function addAll(multi: Multi<[]>, operations: Iterable<MultiOperation>): Multi<MultiResult[]> {
  for (const operation of operations) add(multi, operation)
  return multi as unknown as Multi<MultiResult[]>
}

function add(multi: Multi<[]>, operation: MultiOperation): unknown {
  const { path } = operation
  switch (operation.type) {
    case 'create':
      return multi.create(path, operation.data, operation)
    case 'setData':
      return multi.setData(path, operation.data, operation.version)
    case 'delete':
      return multi.delete(path, operation.version)
    case 'check':
      return multi.check(path, operation.version ?? -1)
    default:
      throw badArguments('multi', path, `no operation ${String((operation as { type: unknown }).type)} of a multi`)
  }
}
