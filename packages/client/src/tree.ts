import { Ring } from '@zabkit/core'
import { CREATE_OR_SET_ATTEMPTS_MAX, DELETE_BATCH_BYTES_MAX, DELETE_BATCH_MAX, DELETE_ROUNDS_MAX, TREE_CONCURRENCY } from './api-limits.ts'
import { refuse } from './caller.ts'
import type { Client } from './client.ts'
import type { ChildrenReply } from './codecs.ts'
import type { Data } from './data.ts'
import { isUncertain, isZooKeeperError, uncertain } from './errors.ts'
import { childOf } from './path.ts'
import type { OperationOptions, Stat } from './types.ts'

/** A znode on the way through a tree. */
export interface WalkStep {
  readonly path: string
  readonly children: readonly string[]
  readonly stat: Stat
}

export interface TreeOptions extends OperationOptions {
  /** Requests under way at a time; default 32. */
  readonly concurrency?: number
}

/** A znode whose children are being asked for. Null: it is gone. */
interface Visit {
  readonly path: string
  readonly reply: Promise<ChildrenReply | null>
}

/** Level by level, parents before children. What comes or goes meanwhile may be seen or not; a znode that is gone is passed over. */
export async function* walk(client: Client, path: string, options: TreeOptions = {}): AsyncGenerator<WalkStep, void, undefined> {
  const waiting = new Ring<string>()
  const visits = new Ring<Visit>()
  const concurrency = Math.max(1, options.concurrency ?? TREE_CONCURRENCY)
  waiting.push(path)
  for (;;) {
    while (visits.size < concurrency) {
      const next = waiting.shift()
      if (next === undefined) break
      visits.push(visit(client, next, options))
    }
    const current = visits.shift()
    if (current === undefined) return
    const reply = await current.reply
    if (reply === null) continue
    for (const child of reply.children) waiting.push(childOf(current.path, child))
    yield { path: current.path, children: reply.children, stat: reply.stat }
  }
}

function visit(client: Client, path: string, options: OperationOptions): Visit {
  const reply = client.getChildren(path, options).catch((error: unknown) => {
    if (isZooKeeperError(error, 'NoNode')) return null
    throw error
  })
  // Whoever leaves the walk early does not wait for it.
  reply.catch(() => {})
  return { path, reply }
}

export async function listRecursive(client: Client, path: string, options?: TreeOptions): Promise<string[]> {
  const paths: string[] = []
  for await (const step of walk(client, path, options)) paths.push(step.path)
  return paths
}

// ---- removal ----

/** Children before parents, many in one request; what others add meanwhile is removed as well. */
export async function deleteRecursive(client: Client, path: string, options: TreeOptions = {}): Promise<void> {
  if (path === '/') return refuse('deleteRecursive', path, 'the root stays')
  for (let round = 1; ; round++) {
    const paths = (await listRecursive(client, path, options)).reverse()
    await inOrder(batches(paths), options.concurrency ?? TREE_CONCURRENCY, (batch) => deleteBatch(client, batch, options))
    try {
      return await client.delete(path, { ...options, ifExists: true })
    } catch (error) {
      if (round === DELETE_ROUNDS_MAX || !isZooKeeperError(error, 'NotEmpty')) throw error
    }
  }
}

function batches(paths: readonly string[]): string[][] {
  const all: string[][] = []
  let bytes = 0
  for (const path of paths) {
    const last = all.at(-1)
    bytes += path.length * 3
    if (last !== undefined && last.length < DELETE_BATCH_MAX && bytes <= DELETE_BATCH_BYTES_MAX) last.push(path)
    else {
      all.push([path])
      bytes = path.length * 3
    }
  }
  return all
}

/** Begins them in order, `concurrency` at a time: one connection's requests are carried out in the order in which they were made. */
async function inOrder<T>(items: readonly T[], concurrency: number, run: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(Math.max(1, concurrency), items.length) }, worker))
}

/** All together, or one by one where others have been at work. A znode that has got a child stays for the next round. */
async function deleteBatch(client: Client, paths: readonly string[], options: OperationOptions): Promise<void> {
  if (paths.length > 1 && (await deleteTogether(client, paths, options))) return
  for (const path of paths) {
    try {
      await client.delete(path, { ...options, ifExists: true })
    } catch (error) {
      if (!isZooKeeperError(error, 'NotEmpty')) throw error
    }
  }
}

async function deleteTogether(client: Client, paths: readonly string[], options: OperationOptions): Promise<boolean> {
  const multi = client.multi()
  for (const path of paths) multi.delete(path)
  try {
    await multi.commit(options)
    return true
  } catch (error) {
    if (isZooKeeperError(error, 'NoNode', 'NotEmpty', 'ConnectionLoss', 'MarshallingError')) return false
    throw error
  }
}

// ---- whatever was there ----

/** Sets the data, or creates the znode with it. Safe to repeat, and repeated by the client's policy. */
export async function createOrSet(client: Client, path: string, data: Data | null, options?: OperationOptions): Promise<Stat> {
  let mayBeDone = false
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.setData(path, data, { ...options, idempotent: true })
    } catch (error) {
      if (!isZooKeeperError(error, 'NoNode')) throw mayBeDone ? uncertain(error) : error
    }
    try {
      return (await client.create(path, data, options)).stat
    } catch (error) {
      // After a lost connection nobody knows whether it is there: setting it tells.
      if (attempt === CREATE_OR_SET_ATTEMPTS_MAX || !isZooKeeperError(error, 'NodeExists', 'ConnectionLoss')) throw mayBeDone ? uncertain(error) : error
      mayBeDone ||= isUncertain(error)
    }
  }
}
