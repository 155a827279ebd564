import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, it } from 'vitest'

/** Something on this machine that a client's tests need. */
export interface Requirement {
  readonly what: string
  /** Debian's packages that bring it. */
  readonly packages: string
  readonly isThere: () => boolean
}

const runs = (file: string, ...words: string[]) => () => spawnSync(file, words, { stdio: 'ignore' }).status === 0

export const ZKCLI = '/usr/share/zookeeper/bin/zkCli.sh'
/** Debian's own Python: another one first in PATH does not see Debian's packages. */
export const PYTHON = '/usr/bin/python3'

export const zkCli: Requirement = { what: 'zkCli.sh', packages: 'zookeeper', isThere: () => existsSync(ZKCLI) }
export const kazoo: Requirement = { what: 'kazoo', packages: 'python3-kazoo', isThere: runs(PYTHON, '-c', 'import kazoo') }
export const openssl: Requirement = { what: 'openssl', packages: 'openssl', isThere: runs('openssl', 'version') }
export const cClient: Requirement = {
  what: "the C client's library",
  packages: 'libzookeeper-mt-dev',
  isThere: () => existsSync('/usr/include/zookeeper/zookeeper.h'),
}
export const cCompiler: Requirement = { what: 'gcc', packages: 'gcc libc6-dev', isThere: runs('gcc', '--version') }
export const javaClient: Requirement = {
  what: "the Java client's library",
  packages: 'libzookeeper-java',
  isThere: () => existsSync('/usr/share/java/zookeeper.jar'),
}
export const curator: Requirement = {
  what: "Curator's libraries",
  packages: 'libcurator-recipes-java libcurator-discovery-java',
  isThere: () => existsSync('/usr/share/java/curator-recipes.jar') && existsSync('/usr/share/java/curator-x-discovery.jar'),
}
export const javaCompiler: Requirement = { what: 'javac', packages: 'default-jdk-headless', isThere: runs('javac', '-version') }

/**
 * A group of tests that need `requirements`. Where one is missing the group is skipped and its name says what to install; with CI=true that
 * is a failure, because a check that silently does nothing is none.
 */
export function describeClient(name: string, requirements: readonly Requirement[], tests: () => void): void {
  const missing = requirements.filter(({ isThere }) => !isThere())
  if (missing.length === 0) return void describe(name, tests)
  const install = `apt-get install ${missing.map(({ packages }) => packages).join(' ')}`
  const reason = `${name}: missing ${missing.map(({ what }) => what).join(', ')}; ${install}`
  if (process.env.CI !== 'true') return void describe.skip(reason, tests)
  it(reason, () => {
    throw new Error(reason)
  })
}
