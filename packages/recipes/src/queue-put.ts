import { type Client, isZooKeeperError } from '@zabkit/client'
import { QUEUE_PRIORITY_DEFAULT, QUEUE_PRIORITY_MAX, QUEUE_PUT_ALL_MAX } from './shared-limits.ts'
import { joinPath, nameOf } from './shared-paths.ts'

export interface PutOptions {
  /** 0 to 999, the lower the sooner. Default 100, as in kazoo. */
  readonly priority?: number
}

/** The name for a sequential create in kazoo's layout. */
function entryPrefix({ priority = QUEUE_PRIORITY_DEFAULT }: PutOptions): string {
  if (!Number.isInteger(priority) || priority < 0 || priority > QUEUE_PRIORITY_MAX) {
    throw new RangeError(`priority ${priority}: must be a whole number between 0 and ${QUEUE_PRIORITY_MAX}`)
  }
  return `entry-${priority.toString().padStart(3, '0')}-`
}

/** Creates a sequential znode, and its parents where they are missing; returns its name. */
export async function createSequential(client: Client, parent: string, prefix: string, data: Uint8Array | string): Promise<string> {
  const { path } = await client.create(joinPath(parent, prefix), data, { mode: 'persistent-sequential', parents: true })
  return nameOf(path)
}

export function putEntry(client: Client, parent: string, data: Uint8Array | string, options: PutOptions): Promise<string> {
  return createSequential(client, parent, entryPrefix(options), data)
}

export async function putEntries(
  client: Client,
  parent: string,
  data: readonly (Uint8Array | string)[],
  options: PutOptions,
): Promise<string[]> {
  if (data.length > QUEUE_PUT_ALL_MAX) throw new RangeError(`putAll of ${data.length} entries: at most ${QUEUE_PUT_ALL_MAX}`)
  if (data.length === 0) return []
  const prefix = joinPath(parent, entryPrefix(options))
  try {
    return await commitAll(client, prefix, data)
  } catch (error) {
    if (!isZooKeeperError(error, 'NoNode')) throw error
  }
  await client.ensurePath(parent)
  return commitAll(client, prefix, data)
}

async function commitAll(client: Client, prefix: string, data: readonly (Uint8Array | string)[]): Promise<string[]> {
  const multi = data.reduce<PutMulti>((all, one) => all.create(prefix, one, { mode: 'persistent-sequential' }), client.multi() as PutMulti)
  return (await multi.commit()).map(({ path }) => nameOf(path))
}

/** The typed builder grows with every operation; here their number is known only when it runs. */
interface PutMulti {
  create(path: string, data: Uint8Array | string, options: { readonly mode: 'persistent-sequential' }): PutMulti
  commit(): Promise<readonly { readonly path: string }[]>
}
