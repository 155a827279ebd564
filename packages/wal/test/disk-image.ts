import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const READS_MAX = 1_000

/**
 * Writes to `target` what `directory` holds at this instant, although threads may write to it: read again and again until two readings are the same. It
 * does not give way to the event loop, so that what is under way comes to its end and nothing new begins.
 */
export function writeImage(directory: string, target: string): void {
  let last = readTree(directory)
  for (let i = 0; i < READS_MAX; i++) {
    const now = readTree(directory)
    if (last !== null && now !== null && isSame(last, now)) return writeTree(now, target)
    last = now
  }
  throw new Error(`${directory} does not come to rest`)
}

type Tree = ReadonlyMap<string, Buffer>

/** Every file by its path. Null: one went away meanwhile. */
function readTree(directory: string): Tree | null {
  try {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = files.map(({ parentPath, name }) => join(parentPath, name))
    return new Map(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path)]))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function isSame(one: Tree, other: Tree): boolean {
  return one.size === other.size && [...one].every(([path, bytes]) => other.get(path)?.equals(bytes))
}

function writeTree(tree: Tree, target: string): void {
  for (const [path, bytes] of tree) {
    mkdirSync(dirname(join(target, path)), { recursive: true })
    writeFileSync(join(target, path), bytes)
  }
}
