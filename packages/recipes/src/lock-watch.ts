import { type Client, isZooKeeperError, type WatchEvent } from '@zabkit/client'
import type { Hold } from './lock-held.ts'
import { untilAnswered } from './lock-time.ts'

/** What Curator's Revoker writes into the znode of a lock that it wants back. */
const REVOKE = '__REVOKE__'

/**
 * Watches the znode of a hold: when somebody deletes it, the hold ends; when it asks for revocation, `onRevoke` is called. Without the right to read the
 * znode (an ACL of the directory's owner) only its session ends the hold.
 */
export function guardNode(client: Client, hold: Hold, onRevoke?: () => void): void {
  const look = async () => {
    if (!hold.check()) return
    const { data } = await untilAnswered(client, () => client.getData(hold.node.path, { watch: changed }))
    if (onRevoke !== undefined && hold.check() && data.toString() === REVOKE) onRevoke()
  }
  const lookAgain = () => void look().catch(failed)
  const failed = (error: unknown) => {
    if (isZooKeeperError(error, 'NoNode')) void hold.end('deleted')
  }
  const changed = (event: WatchEvent) => {
    if (event.type === 'deleted') void hold.end('deleted')
    else if (event.type === 'data-changed') lookAgain()
  }
  lookAgain()
}

/** Asks the holder of a lock's znode (`contenders()` tells the path) to give it back. It may not be listening. As Curator's Revoker. */
export async function requestRevocation(client: Client, path: string): Promise<void> {
  await client.setData(path, REVOKE)
}
