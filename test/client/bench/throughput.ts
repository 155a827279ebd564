/**
 * The client beside `node-zookeeper-client` and the native `zookeeper` package, against one server of ours, in one run:
 * `npx nx run client-suite:bench`. Rounds of all three alternate; what is printed is the median of each, and ours divided by the better of
 * the others. The native package is compiled by npm into a temporary directory; where that fails it is left out, and said so.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServerProcess } from '@zabkit/test-wire'
import type { Contestant } from './contestant.ts'
import { nativeClient } from './native-client.ts'
import { nodeZookeeperClient } from './node-zookeeper-client.ts'
import { zabkitClient } from './zabkit-client.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 5)
const ROUND_MS = Number(process.env.ROUND_MS ?? 2_000)
const DEPTH = 200
const VALUE = Buffer.alloc(1_024, 'x')

/** Operations in a second, with DEPTH of them under way at any time. */
async function measure(operation: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + ROUND_MS
  let done = 0
  const lane = async (): Promise<void> => {
    for (; performance.now() < end; done++) await operation()
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: DEPTH }, lane))
  return (done / (performance.now() - began)) * 1_000
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

function installNative(directory: string): NodeJS.Require | null {
  try {
    execFileSync('npm', ['install', '--prefix', directory, '--no-audit', '--no-fund', 'zookeeper@7.3.0'], { stdio: 'pipe' })
    return createRequire(join(directory, 'package.json'))
  } catch (error) {
    console.log(`zookeeper (native): left out, it could not be installed: ${String(error).split('\n')[0]}`)
    return null
  }
}

async function contest(contestants: readonly Contestant[], kind: 'get' | 'set'): Promise<void> {
  const figures = contestants.map(() => [] as number[])
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, contestant] of contestants.entries()) {
      const rate = await measure(() => contestant[kind]('/bench', VALUE))
      if (round > 0) figures[index]?.push(rate)
    }
  }
  const medians = figures.map(median)
  contestants.forEach(({ name }, index) => {
    console.log(`${kind} ${name.padEnd(24)} ${Math.round(medians[index] ?? 0)}/s   (${figures[index]?.map(Math.round).join(' ')})`)
  })
  console.log(`${kind} ours / better of the others: ${((medians[0] ?? 0) / Math.max(...medians.slice(1))).toFixed(2)}`)
}

const directory = mkdtempSync(join(tmpdir(), 'zabkit-bench-'))
const server = await ServerProcess.create()
try {
  await server.start()
  const native = installNative(directory)
  const contestants = [await zabkitClient(server.port), await nodeZookeeperClient(server.port)]
  if (native !== null) contestants.push(await nativeClient(server.port, native))
  await contestants[0]?.create('/bench', VALUE)
  await contest(contestants, 'get')
  await contest(contestants, 'set')
  await Promise.all(contestants.map(({ close }) => close()))
} finally {
  await server[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
}
process.exit(0)
