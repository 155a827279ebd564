import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GIT_TIMEOUT_MS } from './limits.ts'
import { workspaceRoot } from './public-packages.ts'
import { mustRun } from './run.ts'

/** A history of this repository's files that is not its own: what was committed, and whether there is a `.git` at all, makes no difference to it. */
export interface GitHistory extends AsyncDisposable {
  /** With these variables git, and what calls it here, sees this history. */
  readonly env: Readonly<Record<string, string>>
}

const author = { NAME: 'Somebody', EMAIL: 'somebody@example.org' }
const identity = Object.fromEntries(['AUTHOR', 'COMMITTER'].flatMap((role) => Object.entries(author).map(([what, text]) => [`GIT_${role}_${what}`, text])))

/** A commit of nothing, then one of all packages as they stand, with that subject. No tags. */
export async function historyOf(subject: string): Promise<GitHistory> {
  const directory = await mkdtemp(join(tmpdir(), 'zabkit-history-'))
  const env = { ...identity, GIT_DIR: directory, GIT_WORK_TREE: workspaceRoot, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  const git = (...args: string[]) => mustRun('git', args, { cwd: workspaceRoot, timeoutMs: GIT_TIMEOUT_MS, env })
  await git('init', '--quiet')
  await git('commit', '--quiet', '--allow-empty', '--message', 'begin')
  await git('add', 'packages', 'apps')
  await git('commit', '--quiet', '--message', subject)
  return { env, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) }
}
