/**
 * How fast the log takes and gives back records. Run: `node --conditions=@zabkit/source --experimental-strip-types bench/append.ts` (Node 22.6
 * or later; with Node 20: `npx tsx --conditions=@zabkit/source bench/append.ts`), a directory to work in may follow.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LogRecord, type LogStore, makeZxid, type Storage, silentLogger, silentMetrics, type Zxid } from '@zabkit/core'
import { nodeFileSystem, wal } from '../src/index.ts'

const random = { bytes: (count: number) => randomBytes(count), below: (bound: number) => randomInt(bound) }
const clock = { now: () => Date.now(), monotonic: () => performance.now() }

function open(directory: string): Storage {
  return wal({ directory })({ clock, logger: silentLogger, metrics: silentMetrics, random })
}

function append(log: LogStore, records: readonly LogRecord[]): Promise<void> {
  return new Promise((resolve, reject) => log.append(records, 0 as Zxid, (error) => (error === null ? resolve() : reject(error))))
}

let counter = 0
function batch(count: number, bytes: Buffer): LogRecord[] {
  return Array.from({ length: count }, () => ({ zxid: makeZxid(1, ++counter), bytes }))
}

async function single(log: LogStore, count: number, bytes: Buffer): Promise<void> {
  await latency(`single append of ${bytes.length} bytes`, count, () => append(log, batch(1, bytes)))
}

async function latency(name: string, count: number, once: () => Promise<void>): Promise<void> {
  const took: number[] = []
  for (let i = 0; i < count; i++) {
    const began = performance.now()
    await once()
    took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  const at = (part: number) => `${Math.round((took[Math.floor(count * part)] ?? 0) * 1000)} us`
  console.log(`${name}: p50 ${at(0.5)}, p99 ${at(0.99)}`)
}

/** What the disk itself takes for a write and a sync in filled space: what a single append is to be compared with. */
async function raw(directory: string, count: number, bytes: Buffer): Promise<void> {
  const file = await nodeFileSystem().open(join(directory, 'raw'), true)
  const write = (data: Buffer, position: number) =>
    new Promise<void>((resolve) => file.write([data], position, () => file.datasync(() => resolve())))
  await write(Buffer.alloc((count + 1) * bytes.length), 0)
  let position = 0
  await latency(`raw write and sync of ${bytes.length} bytes`, count, () => {
    position += bytes.length
    return write(bytes, position)
  })
  await file.close()
}

/** Two batches in flight, as a busy leader has. */
async function batches(log: LogStore, size: number, count: number, bytes: Buffer): Promise<void> {
  const began = performance.now()
  let previous = Promise.resolve()
  for (let i = 0; i < count; i++) {
    const current = append(log, batch(size, bytes))
    await previous
    previous = current
  }
  await previous
  const seconds = (performance.now() - began) / 1000
  const total = size * count
  const rate = Math.round(total / seconds)
  console.log(`batches of ${size}: ${rate} records/s, ${Math.round((total * bytes.length) / seconds / 1e6)} MB/s`)
}

async function recover(directory: string): Promise<void> {
  const storage = open(directory)
  let began = performance.now()
  await storage.start()
  const verified = performance.now() - began
  began = performance.now()
  let records = 0
  let bytes = 0
  let after = 0 as Zxid
  for (;;) {
    const some = await storage.log.read(after, 4 << 20)
    const last = some.at(-1)
    if (last === undefined) break
    for (const record of some) bytes += record.bytes.length
    records += some.length
    after = last.zxid
  }
  const read = performance.now() - began
  const perSecond = (count: number, ms: number) => Math.round((count / ms) * 1000)
  console.log(
    `${records} records, ${Math.round(bytes / 1e6)} MB: verified on start in ${Math.round(verified)} ms, read in ${Math.round(read)} ms ` +
      `(${perSecond(records, read)} records/s, ${Math.round(perSecond(bytes, read) / 1e6)} MB/s)`,
  )
  await storage.stop()
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'wal-bench-'))
  try {
    const storage = open(directory)
    await storage.start()
    for (let round = 0; round < 3; round++) {
      await raw(directory, 1_000, Buffer.alloc(1024, 1))
      await single(storage.log, 1_000, Buffer.alloc(1024, 1))
    }
    await batches(storage.log, 64, 1_000, Buffer.alloc(1024, 1))
    await batches(storage.log, 256, 400, Buffer.alloc(1024, 1))
    await batches(storage.log, 1_000, 1_000, Buffer.alloc(80, 1))
    await storage.stop()
    await recover(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

await main()
