import { type Client, isZooKeeperError } from '@zabkit/client'

/** Reproducible chance (mulberry32): from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** Paths and data of everything at and below `root`, as a server has it now. */
export async function treeOf(client: Client, root: string): Promise<Map<string, string>> {
  await client.sync(root)
  const paths = await client.listRecursive(root)
  const reads = await Promise.all(paths.map(async (path) => [path, (await client.getData(path)).data.toString()] as const))
  return new Map(reads.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One random change below `root`, among few names so that changes meet. What is not possible is passed over. */
export async function changeSomething(client: Client, root: string, chance: () => number): Promise<void> {
  const path = [root, pick(chance, ['a', 'b', 'c']), pick(chance, ['', 'x', 'y']), pick(chance, ['', '', 'z'])].filter((name) => name !== '').join('/')
  const change = chance()
  try {
    if (change < 0.45) await client.create(path, `c${chance()}`, { parents: true })
    else if (change < 0.75) await client.setData(path, `s${chance()}`)
    else if (change < 0.9) await client.delete(path)
    else await client.deleteRecursive(path)
  } catch (error) {
    if (!isZooKeeperError(error, 'NoNode', 'NodeExists', 'NotEmpty', 'ConnectionLoss', 'SessionExpired')) throw error
  }
}

function pick<T>(chance: () => number, items: readonly T[]): T {
  return items[Math.floor(chance() * items.length)] as T
}
