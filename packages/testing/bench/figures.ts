/**
 * The figures in the README: how long starts take, and what it costs to let time pass.
 *
 *   npx tsx --conditions=@zabkit/source packages/testing/bench/figures.ts
 */
import { startEnsemble, startServer } from '../src/index.ts'
import { firstStart } from './first-start.ts'

const RUNS = 5
const MINUTE_MS = 60_000

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
}

async function report(what: string, measure: () => Promise<number>): Promise<void> {
  const values: number[] = []
  for (let i = 0; i < RUNS; i++) values.push(await measure())
  console.log(`${what}: ${median(values).toFixed(1)} ms (${values.map((ms) => ms.toFixed(1)).join(', ')})`)
}

async function start(create: () => Promise<AsyncDisposable>): Promise<number> {
  const begun = performance.now()
  await using _ = await create()
  return performance.now() - begun
}

/** CPU time, of all threads. */
async function advance(servers: AsyncDisposable & { advanceTime(ms: number): Promise<void> }, ms: number): Promise<number> {
  await using running = servers
  const begun = process.cpuUsage()
  await running.advanceTime(ms)
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000
}

const ensemble = () => startEnsemble({ voters: 3, observers: 1 })

await report('startServer, the first in a new process', firstStart)
await report('startServer, later', () => start(startServer))
await report('startEnsemble, three voters and an observer', () => start(ensemble))
await report('an hour of one server, CPU', async () => advance(await startServer(), 60 * MINUTE_MS))
await report('ten minutes of three voters and an observer, CPU', async () => advance(await ensemble(), 10 * MINUTE_MS))
