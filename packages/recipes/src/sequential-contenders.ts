import { type Client, isZooKeeperError } from '@zabkit/client'
import { READ_CONCURRENCY } from './limits.ts'
import { inAnySession } from './lock-time.ts'
import { compareSequence, parseNames, type SequentialName } from './sequential-name.ts'
import { base } from './sequential-node.ts'

/** One who holds or waits. */
export interface Contender {
  readonly name: string
  readonly path: string
  readonly sequence: number
  readonly reader: boolean
  /** What it wrote into its znode; for Curator's locks the address of its machine. */
  readonly identifier: string
  /** The fencing token that it has or will have. */
  readonly token: bigint
  readonly sessionId: bigint
}

/** The queue in order, read piece by piece: what goes meanwhile is left out. A missing directory is an empty queue. */
export async function contendersOf(client: Client, directory: string): Promise<Contender[]> {
  const names = parseNames(await childrenOf(client, directory)).sort(compareSequence)
  const contenders: Contender[] = []
  for (let from = 0; from < names.length; from += READ_CONCURRENCY) {
    const read = await Promise.all(names.slice(from, from + READ_CONCURRENCY).map((name) => contenderOf(client, directory, name)))
    for (const contender of read) if (contender !== null) contenders.push(contender)
  }
  return contenders
}

/** None when the directory is not there. */
export async function childrenOf(client: Client, directory: string): Promise<readonly string[]> {
  try {
    return (await inAnySession(client, () => client.getChildren(directory))).children
  } catch (error) {
    if (isZooKeeperError(error, 'NoNode')) return []
    throw error
  }
}

async function contenderOf(client: Client, directory: string, { name, sequence, reader }: SequentialName): Promise<Contender | null> {
  const path = base(directory) + name
  try {
    const { data, stat } = await inAnySession(client, () => client.getData(path))
    return { name, path, sequence, reader, identifier: data.toString(), token: stat.czxid, sessionId: stat.ephemeralOwner }
  } catch (error) {
    if (isZooKeeperError(error, 'NoNode')) return null
    throw error
  }
}
