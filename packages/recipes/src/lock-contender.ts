import { type Client, isZooKeeperError } from '@zabkit/client'
import { firstProof } from './lock-lease.ts'
import { type Instant, untilAnswered } from './lock-time.ts'
import { type LockLayout, newPrefix, type PlaceKind, parseNames, type SequentialName } from './sequential-name.ts'
import { base, createNode, removeNode, type SequentialNode } from './sequential-node.ts'
import type { DeletionWatches } from './sequential-watches.ts'

/** How somebody stands in a queue. */
export interface Contest {
  readonly client: Client
  readonly directory: string
  readonly layout: LockLayout
  readonly kind: PlaceKind
  /** What the znode holds, for whoever lists the queue. */
  readonly data: string
  readonly watches: DeletionWatches
  /** The place among `names` that must go first; null: ours is the turn. */
  readonly waitsFor: (own: SequentialName, names: readonly SequentialName[]) => SequentialName | null
  /** The number to stand under, in place of the next one. */
  readonly sequence?: string
}

/** A place whose turn it is. A quorum of the servers knew it when it answered a request of `askedAt`. */
export interface Turn {
  readonly node: SequentialNode
  readonly askedAt: Instant
}

/**
 * Takes a place in the queue and waits for its turn, watching the place before alone. A place that went with its session is taken anew, at the end. Without
 * `wait`: null, and no place, when it is not our turn at once. However it ends without a turn, the place is given up, in the background if need be.
 *
 * @throws the signal's reason; ZooKeeperError when the queue may not be used (NoAuth) or the client is closed
 */
export async function contend(contest: Contest, wait: boolean, signal: AbortSignal): Promise<Turn | null> {
  for (;;) {
    signal.throwIfAborted()
    const prefix = newPrefix(contest.layout, contest.kind)
    const node = await createNode({ ...contest, prefix })
    if (node === null) continue
    let turn: Turn | 'gone' | null = null
    try {
      turn = await waitTurn(contest, node, prefix, wait, signal)
    } finally {
      if (turn === null || turn === 'gone') removeNode(contest.client, node).catch(() => {})
    }
    if (turn !== 'gone') return turn
  }
}

async function waitTurn(contest: Contest, node: SequentialNode, prefix: string, wait: boolean, signal: AbortSignal): Promise<Turn | 'gone' | null> {
  for (;;) {
    signal.throwIfAborted()
    const names = await placesIn(contest, signal)
    const own = names.find((name) => name.name === node.name)
    if (own === undefined) return 'gone'
    removeTwins(contest, names, prefix, node)
    const before = contest.waitsFor(own, names)
    if (before === null) return provenTurn(contest, node, signal)
    if (!wait) return null
    await contest.watches.changed(base(contest.directory) + before.name, signal)
  }
}

/** Nobody can come before the foremost place as long as it stands: what is left to prove is that it does, and that its session lives. */
async function provenTurn({ client }: Contest, node: SequentialNode, signal: AbortSignal): Promise<Turn | 'gone'> {
  const askedAt = await firstProof(client, node, signal)
  return askedAt === null ? 'gone' : { node, askedAt }
}

/** None when the session or the directory is gone: our place is then gone too. */
async function placesIn({ client, directory }: Contest, signal: AbortSignal): Promise<SequentialName[]> {
  try {
    return parseNames((await untilAnswered(client, () => client.getChildren(directory, { signal }), signal)).children)
  } catch (error) {
    if (isZooKeeperError(error, 'SessionExpired', 'NoNode')) return []
    throw error
  }
}

/** A second znode of one creation, should a server ever make it, would stand in our own way. */
function removeTwins({ client, directory }: Contest, names: readonly SequentialName[], prefix: string, { name: own, sessionId }: SequentialNode): void {
  for (const { name } of names) {
    if (name !== own && name.startsWith(prefix)) removeNode(client, { path: base(directory) + name, sessionId }).catch(() => {})
  }
}
