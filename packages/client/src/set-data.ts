import { type Caller, refuse } from './caller.ts'
import { versionFault } from './check-arguments.ts'
import { getDataCodec, setDataCodec } from './codecs.ts'
import { type Data, dataFault, toBytes } from './data.ts'
import { isZooKeeperError, uncertain } from './errors.ts'
import type { Operation } from './operation.ts'
import { pathFault } from './path.ts'
import type { OperationOptions, Stat } from './types.ts'

export interface SetDataOptions extends OperationOptions {
  /** That the znode must have; default -1: any. */
  readonly version?: number
  /**
   * May be asked for twice: repeated when the connection was lost under it. With a version, a first attempt that did happen is known by the next
   * version and the same data. Without one the version may rise by more than one. Default false.
   */
  readonly idempotent?: boolean
}

export function setData(caller: Caller, path: string, data: Data | null, options: SetDataOptions | undefined): Promise<Stat> {
  const fault = pathFault(path) ?? versionFault(options?.version) ?? dataFault(data ?? '', 'data')
  if (fault !== null) return refuse('setData', path, fault)
  const operation = caller.operation(setDataCodec, path, options, options?.version ?? -1)
  operation.data = toBytes(data, 'setData', path)
  operation.safe = options?.idempotent === true
  if (!operation.safe || operation.number === -1) return caller.call(operation)
  return setVersioned(caller, operation, options)
}

/** A version that does not fit may be the work of the attempt whose answer was lost. */
async function setVersioned(caller: Caller, operation: Operation<Stat>, options: OperationOptions | undefined): Promise<Stat> {
  try {
    return await caller.call(operation)
  } catch (error) {
    if (!operation.repeated || !isZooKeeperError(error, 'BadVersion')) throw error
    const reading = caller.call(caller.operation(getDataCodec, operation.path, options))
    const { data, stat } = await reading.catch((failure: unknown) => Promise.reject(uncertain(failure)))
    if (stat.version !== operation.number + 1 || !data.equals(operation.data ?? Buffer.alloc(0))) throw error
    return stat
  }
}
