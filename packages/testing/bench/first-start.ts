import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const CHILD = fileURLToPath(new URL('./first-start-child.ts', import.meta.url))

/** How long the first `startServer()` of a new process takes, in ms: nothing is warm but what importing has loaded. */
export async function firstStart(): Promise<number> {
  const { stdout } = await run(process.execPath, ['--conditions=@zabkit/source', '--import', 'tsx', CHILD])
  return Number(stdout)
}
