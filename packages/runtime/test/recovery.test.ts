import { append, makeRecords } from '@zabkit/conformance'
import { type LogRecord, makeZxid, OperatorError, type StateMachine, type Storage, silentLogger, silentMetrics, type Zxid } from '@zabkit/core'
import { SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { wal } from '@zabkit/wal'
import { describe, expect, it } from 'vitest'
import { recover } from '../src/recovery.ts'
import { EpochRecord } from '../src/replica/epoch-record.ts'

const clock = { now: () => 1, monotonic: () => 1 }
const random = seededRandom(1)

/** A state that is nothing but the list of its txns; its snapshot is that list. */
class ListState {
  txns: number[] = []
  readonly statistics = { znodes: 0 }

  get lastZxid(): Zxid {
    return (this.txns.at(-1) ?? 0) as Zxid
  }

  apply(record: LogRecord): void {
    this.txns.push(record.zxid)
  }

  restore() {
    const chunks: Buffer[] = []
    const finish = (): void => {
      this.txns = JSON.parse(Buffer.concat(chunks).toString())
    }
    return { push: (chunk: Buffer) => void chunks.push(Buffer.from(chunk)), finish }
  }
}

function storageOn(fileSystem: SimulatedFileSystem): Storage {
  const components = { clock, random, logger: silentLogger, metrics: silentMetrics, fileSystem }
  return wal({ directory: '/d', preallocateBytes: 0 })(components)
}

/** One life of a storage. A later one writes into a segment of its own. */
async function life(disk: SimulatedFileSystem, work: (storage: Storage) => Promise<void>): Promise<void> {
  const storage = storageOn(disk)
  await storage.start()
  await work(storage)
  await storage.stop()
}

const write = (epoch: number, first: number, count: number) => (storage: Storage) =>
  append(storage.log, makeRecords(epoch, first, count), makeZxid(epoch, first + count - 1))

const snapshotOf = (...zxids: number[]) => async ({ snapshots }: Storage) => {
  const sink = await snapshots.create((zxids.at(-1) ?? 0) as Zxid)
  await sink.write(Buffer.from(JSON.stringify(zxids)))
  await sink.commit()
}

function zxids(epoch: number, first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => makeZxid(epoch, first + i))
}

/** What a server finds that starts over `disk`: its txns, or the code of its refusal. */
async function found(disk: SimulatedFileSystem): Promise<number[] | string> {
  const storage = storageOn(disk)
  const tree = new ListState()
  try {
    await storage.start()
    await recover({ storage, tree: tree as unknown as StateMachine, logger: silentLogger })
    return tree.txns
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return error.code
  } finally {
    await storage.stop()
  }
}

function damageSnapshot(disk: SimulatedFileSystem, zxid: Zxid): void {
  disk.damage(`/d/snapshots/snapshot.${zxid.toString(16)}`, (content) => {
    content[44] = (content[44] ?? 0) ^ 1
    return content
  })
}

async function twoEpochs(): Promise<SimulatedFileSystem> {
  const disk = new SimulatedFileSystem()
  await life(disk, write(1, 1, 5))
  await life(disk, snapshotOf(...zxids(1, 1, 3)))
  await life(disk, write(2, 1, 2))
  return disk
}

describe('a log that has lost its beginning', () => {
  it('is refused when txns of an earlier epoch are missing behind the snapshot', async () => {
    const disk = await twoEpochs()
    expect(await found(disk)).toEqual([...zxids(1, 1, 5), ...zxids(2, 1, 2)])
    await disk.unlink('/d/log/100000001.log')
    expect(await found(disk.kill())).toBe('ZK_LOG_GAP')
  })

  it('is enough when the snapshot holds all that is missing', async () => {
    const disk = await twoEpochs()
    await life(disk, snapshotOf(...zxids(1, 1, 5), ...zxids(2, 1, 1)))
    await disk.unlink('/d/log/100000001.log')
    expect(await found(disk.kill())).toEqual([...zxids(1, 1, 5), ...zxids(2, 1, 2)])
  })
})

describe('a snapshot', () => {
  it('of a txn that the log passes over is of another history, and refused', async () => {
    const disk = await twoEpochs()
    await life(disk, snapshotOf(...zxids(1, 1, 7)))
    expect(await found(disk)).toBe('ZK_LOG_GAP')
  })

  it('that is damaged is put aside only when the log makes up for it; else every start is refused', async () => {
    const covered = await twoEpochs()
    damageSnapshot(covered, makeZxid(1, 3))
    expect(await found(covered.kill())).toEqual([...zxids(1, 1, 5), ...zxids(2, 1, 2)])
    expect([...covered.contents().keys()].filter((path) => path.includes('detached'))).toHaveLength(1)

    const beyond = new SimulatedFileSystem()
    await life(beyond, write(1, 1, 5))
    await life(beyond, snapshotOf(...zxids(1, 1, 3)))
    await life(beyond, snapshotOf(...zxids(1, 1, 9)))
    damageSnapshot(beyond, makeZxid(1, 9))
    expect([await found(beyond.kill()), await found(beyond.kill())]).toEqual(['ZK_LOG_GAP', 'ZK_LOG_GAP'])
  })

  it('beyond the log makes the log begin anew, so that an older snapshot is never joined to what comes next', async () => {
    const disk = new SimulatedFileSystem()
    await life(disk, write(1, 1, 5))
    await life(disk, snapshotOf(...zxids(1, 1, 3)))
    await life(disk, snapshotOf(...zxids(1, 1, 9)))
    expect(await found(disk)).toEqual(zxids(1, 1, 9))
    const copy = () => disk.powerLoss({ keep: 'none', random })
    const storage = storageOn(copy())
    await storage.start()
    expect(storage.log.range).toMatchObject({ firstZxid: 0, baseZxid: makeZxid(1, 9) })

    for (const more of [0, 2]) {
      const next = copy()
      if (more > 0) await life(next, write(2, 1, more))
      expect(await found(next)).toEqual([...zxids(1, 1, 9), ...zxids(2, 1, more)])
      const without = next.powerLoss({ keep: 'none', random })
      await without.unlink('/d/snapshots/snapshot.100000009')
      expect(await found(without)).toBe('ZK_LOG_GAP')
      damageSnapshot(next, makeZxid(1, 9))
      expect(await found(next.kill())).toBe('ZK_LOG_GAP')
    }
  })
})

describe('the epoch record', () => {
  async function lead(disk: SimulatedFileSystem): Promise<string> {
    const storage = storageOn(disk)
    const tree = new ListState()
    await storage.start()
    try {
      await recover({ storage, tree: tree as unknown as StateMachine, logger: silentLogger })
      const epochs = new EpochRecord(storage.epochs, random)
      await epochs.load(tree.lastZxid)
      await epochs.save({ ...epochs.state, acceptedEpoch: epochs.state.acceptedEpoch + 1, currentEpoch: epochs.state.acceptedEpoch + 1 })
      const secret = Buffer.from(epochs.state.sessionSecret).toString('hex')
      return secret
    } catch (error) {
      return error instanceof OperatorError ? `${error.code} ${error.message}` : String(error)
    } finally {
      await storage.stop()
    }
  }

  it('that is lost beside data refuses every start, names its file, and leaves none behind', async () => {
    const disk = new SimulatedFileSystem()
    const secret = await lead(disk)
    await life(disk, write(1, 1, 2))
    expect(await lead(disk)).toBe(secret)
    await disk.unlink('/d/epoch')
    for (let start = 0; start < 2; start++) expect(await lead(disk)).toMatch(/^ZK_EPOCH_DAMAGED .*\/d\/epoch/)
  })

  it('is made by the first start, and kept by the next, which has nothing either', async () => {
    const disk = new SimulatedFileSystem()
    const secret = await lead(disk)
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(await lead(disk)).toBe(secret)
  })
})
