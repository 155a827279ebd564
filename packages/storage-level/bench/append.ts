/**
 * What appending to the log costs beside `@zabkit/wal`, in pairs: each round measures one after the other, in changing order, on fresh directories of the
 * same disk. Run: `npx tsx --conditions=@zabkit/source bench/append.ts [directory]`.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LogRecord, type LogStore, makeZxid, type Storage, silentLogger, silentMetrics, type Zxid } from '@zabkit/core'
import { wal } from '../../wal/src/index.ts'
import { levelStorage } from '../src/index.ts'

const ROUNDS = 5
const RECORD_BYTES = 1024
const SINGLES = 500
const BATCHES = 300
const BATCH_RECORDS = 64

const random = { bytes: (count: number) => randomBytes(count), below: (bound: number) => randomInt(bound) }
const clock = { now: () => Date.now(), monotonic: () => performance.now() }
const components = { clock, logger: silentLogger, metrics: silentMetrics, random }
const kinds = {
  level: (directory: string): Storage => levelStorage({ directory })(components),
  wal: (directory: string): Storage => wal({ directory })(components),
} as const
type Kind = keyof typeof kinds

/** Bytes that do not compress, as those of most txns do not. */
const payload = randomBytes(RECORD_BYTES)

interface Figures {
  readonly singleUs: number
  readonly singleCpuUs: number
  readonly batchedPerSecond: number
  readonly batchedCpuUs: number
  readonly startMs: number
}

function append(log: LogStore, records: readonly LogRecord[]): Promise<void> {
  return new Promise((resolve, reject) => log.append(records, 0 as Zxid, (error) => (error === null ? resolve() : reject(error))))
}

function recordsFrom(counter: number, count: number): LogRecord[] {
  return Array.from({ length: count }, (_, i) => ({ zxid: makeZxid(1, counter + i), bytes: payload }))
}

/** Wall and CPU time of this process in us. */
async function timed(work: () => Promise<void>): Promise<{ wallUs: number; cpuUs: number }> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { wallUs: (performance.now() - began) * 1000, cpuUs: user + system }
}

async function singles(log: LogStore): Promise<void> {
  for (let i = 1; i <= SINGLES; i++) await append(log, recordsFrom(i, 1))
}

/** Two batches in flight, as a busy leader has. */
async function batches(log: LogStore): Promise<void> {
  let previous = Promise.resolve()
  for (let i = 0; i < BATCHES; i++) {
    const current = append(log, recordsFrom(SINGLES + 1 + i * BATCH_RECORDS, BATCH_RECORDS))
    await previous
    previous = current
  }
  await previous
}

async function measure(kind: Kind, base: string): Promise<Figures> {
  const directory = await mkdtemp(join(base, `${kind}-bench-`))
  try {
    const storage = kinds[kind](directory)
    await storage.start()
    const single = await timed(() => singles(storage.log))
    const batched = await timed(() => batches(storage.log))
    await storage.stop()
    const again = kinds[kind](directory)
    const started = await timed(() => again.start())
    await again.stop()
    const count = BATCHES * BATCH_RECORDS
    return {
      singleUs: single.wallUs / SINGLES,
      singleCpuUs: single.cpuUs / SINGLES,
      batchedPerSecond: (count / batched.wallUs) * 1e6,
      batchedCpuUs: batched.cpuUs / count,
      startMs: started.wallUs / 1000,
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
}

async function main(): Promise<void> {
  const base = process.argv[2] ?? tmpdir()
  const figures: Record<Kind, Figures[]> = { level: [], wal: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const order: readonly Kind[] = round % 2 === 0 ? ['level', 'wal'] : ['wal', 'level']
    for (const kind of order) figures[kind].push(await measure(kind, base))
  }
  for (const name of ['singleUs', 'singleCpuUs', 'batchedPerSecond', 'batchedCpuUs', 'startMs'] as const) {
    const [level, log] = [figures.level.map((one) => one[name]), figures.wal.map((one) => one[name])]
    const ratios = level.map((value, i) => value / (log[i] ?? 1))
    console.log(`${name}: level ${median(level).toFixed(1)}, wal ${median(log).toFixed(1)}, level/wal in pairs ${ratios.map((r) => r.toFixed(2)).join(' ')}`)
  }
}

await main()
