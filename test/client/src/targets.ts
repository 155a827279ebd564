import { existsSync } from 'node:fs'
import { ProcessEnsemble } from '@zabkit/test-ensemble'
import { describe, it } from 'vitest'

/** Debian's package `zookeeper`, and Apache's own main class: it runs alone when the zoo.cfg names no servers. */
const JAR = '/usr/share/java/zookeeper.jar'

/** With Java's system properties: the main class is called without ZooKeeper's scripts, which would take them from the environment. */
const apache = (properties: readonly string[] = []): string[] => [
  'java', '-Xmx512m', ...properties.map((property) => `-D${property}`), '-cp', `${JAR}:/etc/zookeeper/conf`, 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
]

const hasApache = (): boolean => existsSync(JAR)
const missing = `there is no ${JAR}; apt-get install zookeeper libzookeeper-java`

/** What the client is tried against. */
export interface Target {
  readonly name: string
  readonly isApache: boolean
  start(): Promise<ProcessEnsemble>
}

/** TTL znodes are off by default in both. */
const common = ['extendedTypesEnabled=true', 'maxSessionTimeout=20000', 'minSessionTimeout=500']
const apacheLines = ['admin.enableServer=false']

function target(name: string, voters: number, command?: readonly string[]): Target {
  return {
    name,
    isApache: command !== undefined,
    start: () => ProcessEnsemble.start({ voters, lines: command === undefined ? common : [...common, ...apacheLines], ...(command === undefined ? {} : { command }) }),
  }
}

/**
 * A group of tests that need Apache's server. Where it is missing the group is skipped and its name says what to install; with CI=true that is a
 * failure, because a check that silently does nothing is none.
 */
export function describeApache(name: string, tests: () => void): void {
  if (hasApache()) return void describe(name, tests)
  const reason = `${name} (skipped: ${missing})`
  if (process.env.CI !== 'true') return void describe.skip(reason, tests)
  it(name, () => {
    throw new Error(`CI=true, and ${missing}`)
  })
}

/** A group of tests for one target; `name` ends with the words that come before it. */
export function describeTarget(name: string, target: Target, tests: () => void): void {
  const run = target.isApache ? describeApache : describe
  run(`${name} ${target.name}`, tests)
}

/** Servers of Apache's with these lines in each zoo.cfg, and these system properties. */
export function startApacheEnsemble(voters: number, lines: readonly string[], properties: readonly string[] = []): Promise<ProcessEnsemble> {
  return ProcessEnsemble.start({ voters, command: apache(properties), lines: [...common, ...apacheLines, ...lines] })
}

/** One server and three, ours and Apache's. */
export const targets: readonly Target[] = [
  target('one server of ours', 1),
  target('three servers of ours', 3),
  target('one server of Apache ZooKeeper', 1, apache()),
  target('three servers of Apache ZooKeeper', 3, apache()),
]
