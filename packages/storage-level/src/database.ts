import { OperatorError } from '@zabkit/core'
import { ClassicLevel } from 'classic-level'
import { codesOf, damagedAt, diskFailed, missingAt, textOf } from './errors.ts'
import type { Gate } from './gate.ts'
import { READ_BYTES_MAX, READ_ENTRIES_MAX, REMOVE_ENTRIES_MAX, WRITE_BUFFER_BYTES } from './limits.ts'

export type Database = ClassicLevel<Buffer, Buffer>
export type Batch = ReturnType<typeof chained>
export type Entry = readonly [key: Buffer, value: Buffer]

/** Keys of `gt` (without it) to `lte` (with it) or `lt` (without it). */
export interface Range {
  readonly gt?: Buffer
  readonly gte?: Buffer
  readonly lt?: Buffer
  readonly lte?: Buffer
}

const BUFFERS = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const

/** A batch that copies what it is given at once. */
export function chained(database: Database) {
  return database.batch()
}

/** Opens; `create` also makes it. LevelDB's own lock keeps others out until it is closed. */
export async function openDatabase(location: string, directory: string, create: boolean): Promise<Database> {
  const database: Database = new ClassicLevel<Buffer, Buffer>(location, {
    ...BUFFERS,
    createIfMissing: create,
    writeBufferSize: WRITE_BUFFER_BYTES,
  })
  try {
    await database.open()
    return database
  } catch (error) {
    throw openError(directory, error)
  }
}

function openError(directory: string, cause: unknown): OperatorError {
  const codes = codesOf(cause)
  if (codes.includes('LEVEL_LOCKED')) {
    return new OperatorError('ZK_DIRECTORY_LOCKED', `${directory}: another server uses this directory`, { cause })
  }
  if (codes.includes('LEVEL_CORRUPTION')) return damagedAt(directory, textOf(cause), cause)
  if (textOf(cause).includes('does not exist')) return missingAt(directory, 'the database that was in it is gone')
  return new OperatorError('ZK_DIRECTORY_UNUSABLE', `${directory}: ${textOf(cause)}`, { cause })
}

/** The entries of `range` in order, in bounded steps. Not for a caller who keeps values of many steps. */
export async function* entriesOf(database: Database, range: Range, bytesMax = READ_BYTES_MAX): AsyncGenerator<Entry[], void, undefined> {
  const iterator = database.iterator({ ...range, fillCache: false, highWaterMarkBytes: Math.min(bytesMax, READ_BYTES_MAX) })
  try {
    for (;;) {
      const some = await reading(database, iterator.nextv(READ_ENTRIES_MAX))
      if (some.length === 0) return
      yield some
    }
  } finally {
    await iterator.close()
  }
}

/** The last key of `range`. */
export async function lastKey(database: Database, range: Range): Promise<Buffer | null> {
  return (await keysOf(database, { ...range, reverse: true, limit: 1 }))[0] ?? null
}

/** The first key of `range`. */
export async function firstKey(database: Database, range: Range): Promise<Buffer | null> {
  return (await keysOf(database, { ...range, limit: 1 }))[0] ?? null
}

/** Removes a range durably, from the newest on, in bounded steps. */
export async function removeRange(gate: Gate, range: Range): Promise<void> {
  for (;;) {
    gate.check()
    const keys = await keysOf(gate.database, { ...range, reverse: true, limit: REMOVE_ENTRIES_MAX })
    if (keys.length === 0) return
    const batch = chained(gate.database)
    for (const key of keys) batch.del(key)
    await gate.write(batch)
  }
}

export function valueAt(database: Database, key: Buffer): Promise<Buffer | undefined> {
  return reading(database, database.get(key))
}

function keysOf(database: Database, options: Range & { readonly reverse?: boolean; readonly limit: number }): Promise<Buffer[]> {
  return reading(database, database.keys({ ...options, fillCache: false }).all())
}

/** What LevelDB finds damaged below its entries, or cannot read. */
async function reading<T>(database: Database, result: Promise<T>): Promise<T> {
  try {
    return await result
  } catch (cause) {
    if (codesOf(cause).includes('LEVEL_IO_ERROR')) throw diskFailed(database.location, cause)
    throw damagedAt(database.location, textOf(cause), cause)
  }
}
