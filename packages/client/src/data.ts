import { isUint8Array } from 'node:util/types'
import { badArguments } from './caller.ts'
import { describeValue } from './describe-value.ts'

/** What a znode is given: bytes, or text as UTF-8. Bytes are read until the operation's promise settles. */
export type Data = Uint8Array | string

/** What is wrong with `data`, called `what`; null when nothing is. */
export function dataFault(data: unknown, what: string): string | null {
  return typeof data === 'string' || isUint8Array(data) ? null : `${what} is text or a Uint8Array, is ${describeValue(data)}`
}

/** Throws code BadArguments for what is neither text nor bytes: half-written it would take its connection with it. */
export function toBytes(data: Data | null | undefined, operation: string, path: string): Uint8Array | null {
  if (data === null || data === undefined) return null
  if (typeof data === 'string') return Buffer.from(data)
  const fault = dataFault(data, 'data')
  if (fault !== null) throw badArguments(operation, path, fault)
  return data
}
