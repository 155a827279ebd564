import { type Client, isZooKeeperError, type Stat } from '@zabkit/client'
import { type Instant, instant, isConnectionTrouble, untilAnswered } from './lock-time.ts'

/** An ephemeral znode of ours in a queue. */
export interface SequentialNode {
  readonly path: string
  readonly name: string
  /** When it was made: grows with every holder, so that a resource can refuse the one before. */
  readonly czxid: bigint
  /** The session that it lives with. */
  readonly sessionId: bigint
  /** When its creation was asked for; null where the answer was lost: it was then found by a read, which proves nothing. */
  readonly askedAt: Instant | null
}

export interface NodePlan {
  readonly client: Client
  readonly directory: string
  /** Unique: what is found under it after a lost connection is ours. */
  readonly prefix: string
  readonly data: string
  /** Given: the number in the name, in place of the server's next one. */
  readonly sequence?: string
}

/**
 * Makes the znode, its parents as containers. When the connection is lost before the answer, looks for it: never are there two. Null when it was not made
 * or went with its session: try again with another prefix. Does not stop for a signal, since the znode may come to be; `removeNode` what comes.
 */
export async function createNode(plan: NodePlan): Promise<SequentialNode | null> {
  const { client, directory, prefix, data, sequence } = plan
  const askedAt = instant()
  try {
    const mode = sequence === undefined ? 'ephemeral-sequential' : 'ephemeral'
    const made = await client.create(`${base(directory)}${prefix}${sequence ?? ''}`, data, { mode, parents: 'container' })
    return nodeOf(made.path, made.stat, askedAt)
  } catch (error) {
    if (isZooKeeperError(error, 'SessionExpired')) return null
    if (!isConnectionTrouble(error)) throw error
  }
  return findNode(plan)
}

/** Ours by its prefix, null when it is not there. The `sync` before makes sure that a create still under way is seen or will be refused. */
async function findNode({ client, directory, prefix }: NodePlan): Promise<SequentialNode | null> {
  try {
    const name = await untilAnswered(client, async () => {
      await client.sync(directory)
      return (await client.getChildren(directory)).children.find((child) => child.startsWith(prefix))
    })
    if (name === undefined) return null
    const path = base(directory) + name
    const stat = await untilAnswered(client, () => client.exists(path))
    return stat !== null && stat.ephemeralOwner === client.sessionId ? nodeOf(path, stat, null) : null
  } catch (error) {
    if (isZooKeeperError(error, 'SessionExpired', 'NoNode')) return null
    throw error
  }
}

function nodeOf(path: string, stat: Stat, askedAt: Instant | null): SequentialNode {
  return { path, name: path.slice(path.lastIndexOf('/') + 1), czxid: stat.czxid, sessionId: stat.ephemeralOwner, askedAt }
}

/** Deletes the znode, however long the connection is away: done when it is gone, by this or with its session. */
export async function removeNode(client: Client, node: Pick<SequentialNode, 'path' | 'sessionId'>): Promise<void> {
  try {
    await untilAnswered(client, async () => {
      if (client.sessionId === node.sessionId) await client.delete(node.path, { ifExists: true })
    })
  } catch (error) {
    if (!isZooKeeperError(error, 'SessionExpired', 'Closed')) throw error
  }
}

/** A directory's path with the slash that a child's name follows. */
export function base(directory: string): string {
  return directory === '/' ? '/' : `${directory}/`
}
