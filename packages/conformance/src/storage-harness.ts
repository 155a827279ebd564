import { type Durable, type LogRecord, type LogStore, makeZxid, type Storage, type Zxid } from '@zabkit/core'

/** A place where a storage keeps its data; it outlives the storages that are opened over it. */
export interface StoragePlace {
  /** A new storage over the data that the last one left. Not started. */
  open(): Storage
  /**
   * What the place holds at this instant, as a place of its own: what the next process would find if this one were killed now, or better, if the power
   * failed. A storage may be running over it, in the middle of a call, and goes on unharmed. Without it nobody looks at durability: a storage that
   * writes everything in `stop` would pass.
   */
  image?(): Promise<StoragePlace>
  /** The place is not needed any more. */
  remove(): Promise<void>
}

/** What the suites need from who runs them. */
export interface StorageHarness {
  /** The runner's `test` or `it`: registers a test under a name. */
  readonly test: (name: string, run: () => Promise<void>) => void
  /** A new, empty place. */
  readonly create: () => Promise<StoragePlace>
}

/** Registers a test that gets a place of its own. */
export type StorageTest = (name: string, run: (place: StoragePlace) => Promise<void>) => void

export function testWithPlace(harness: StorageHarness): StorageTest {
  return (name, run) =>
    harness.test(name, async () => {
      const place = await harness.create()
      try {
        await run(place)
      } finally {
        await place.remove()
      }
    })
}

/** Opens, starts, runs `work` and stops. */
export async function withStorage<T>(place: StoragePlace, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = place.open()
  await storage.start()
  try {
    return await work(storage)
  } finally {
    await storage.stop()
  }
}

/** Takes an image of `place` now, and shows it to `look`, started. Where the place gives no images: nothing. */
export async function inImage(place: StoragePlace, look: (storage: Storage) => Promise<void>): Promise<void> {
  const image = await place.image?.()
  if (image === undefined) return
  try {
    await withStorage(image, look)
  } finally {
    await image.remove()
  }
}

/** `count` records of `epoch` from counter `first` on; each one's bytes differ and tell its zxid. */
export function makeRecords(epoch: number, first: number, count: number, bytes = 24): LogRecord[] {
  return Array.from({ length: count }, (_, i) => makeRecord(makeZxid(epoch, first + i), bytes))
}

function makeRecord(zxid: Zxid, length: number): LogRecord {
  const bytes = Buffer.alloc(length, zxid % 251)
  bytes.write(zxid.toString(16), 0, 'latin1')
  return { zxid, bytes }
}

/** `append` as a promise. */
export function append(log: LogStore, records: readonly LogRecord[], committedZxid = 0 as Zxid): Promise<void> {
  return new Promise((resolve, reject) => {
    const done: Durable = (error) => (error === null ? resolve() : reject(error))
    log.append(records, committedZxid, done)
  })
}

/** Every record after `after`, read in steps of `maxBytes`. */
export async function readAll(log: LogStore, after = 0 as Zxid, maxBytes = 1 << 20): Promise<LogRecord[]> {
  const records: LogRecord[] = []
  for (;;) {
    const some = await log.read(records.at(-1)?.zxid ?? after, maxBytes)
    if (some.length === 0) return records
    records.push(...some)
  }
}

/** What two lists of records are compared by. */
export function plain(records: readonly LogRecord[]): [zxid: string, bytes: string][] {
  return records.map(({ zxid, bytes }) => [zxid.toString(16), bytes.toString('hex')])
}

/** The whole snapshot as one buffer. */
export async function contentOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts)
}
