import type { Client } from './client.ts'
import type { CreateReply } from './codecs.ts'
import type { CreateOptions } from './create-spec.ts'
import type { SetDataOptions } from './set-data.ts'
import type { OperationOptions, Stat, WatchOption } from './types.ts'

/** Makes a typed value of what JSON gave, or throws: a schema of zod, valibot or the like fits. */
export interface JsonCodec<T> {
  parse(value: unknown): T
}

export async function getJson<T>(
  client: Client, path: string, codec?: JsonCodec<T>, options?: OperationOptions & WatchOption,
): Promise<{ value: T; stat: Stat }> {
  const { data, stat } = await client.getData(path, options)
  const value: unknown = JSON.parse(data.toString('utf8'))
  return { value: codec === undefined ? (value as T) : codec.parse(value), stat }
}

export async function setJson(client: Client, path: string, value: unknown, options?: SetDataOptions): Promise<Stat> {
  return client.setData(path, textOf(value), options)
}

export async function createJson(client: Client, path: string, value: unknown, options?: CreateOptions): Promise<CreateReply> {
  return client.create(path, textOf(value), options)
}

function textOf(value: unknown): string {
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new TypeError('the value has no JSON')
  return text
}
