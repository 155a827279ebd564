import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { append, makeRecords, plain, readAll } from '@zabkit/conformance'
import { type File, type FileSystem, makeZxid, type Zxid } from '@zabkit/core'
import { SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { describe, expect, test } from 'vitest'
import { wal } from '../src/index.ts'
import { open, temporaryDirectory, warnings } from './support.ts'

/** A log over `fileSystem`, started, with one record in it so that its segment stands. */
async function started(fileSystem: FileSystem) {
  const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem })
  await storage.start()
  await append(storage.log, makeRecords(1, 1, 1))
  return storage
}

describe('group commit', () => {
  test('what comes while a sync is under way shares the next one: one write and one sync', async () => {
    const seen: string[] = []
    const disk = new SimulatedFileSystem({
      schedule: (call, run) => {
        seen.push(call)
        void Promise.resolve().then(run)
      },
    })
    const storage = await started(disk)
    seen.length = 0
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(storage.log, makeRecords(1, 2 + i, 1))))
    expect(seen.filter((call) => call === 'datasync').length).toBe(2)
    expect(plain(await readAll(storage.log))).toEqual(plain(makeRecords(1, 1, 21)))
  })

  for (const [fault, call] of [['a write', 1], ['a sync', 2]] as const) {
    test(`the first failure of ${fault} is final: all who wait and all who come later get that same error`, async () => {
      const probe = new SimulatedFileSystem()
      await started(probe)
      await new Promise((resolve) => setImmediate(resolve))
      const disk = new SimulatedFileSystem({ faults: { failAt: { call: probe.calls + call, code: 'EIO' } } })
      const storage = await started(disk)
      await new Promise((resolve) => setImmediate(resolve))
      const results = await Promise.allSettled([2, 3, 4].map((counter) => append(storage.log, makeRecords(1, counter, 1))))
      const errors = results.map((result) => (result.status === 'rejected' ? result.reason : null))
      expect(errors[0]).toMatchObject({ code: 'ZK_DISK_FAILED', message: expect.stringContaining('/d/log/100000001.log') })
      expect(new Set(errors).size).toBe(1)
      const { calls } = disk
      await expect(append(storage.log, makeRecords(1, 5, 1))).rejects.toBe(errors[0])
      expect(disk.calls).toBe(calls)
    })
  }

  test('a slow sync is measured and warned of, but not each time', async () => {
    let now = 0
    const { logger, lines } = warnings()
    const observed: number[] = []
    const metrics = {
      counter: () => ({ add() {} }), gauge() {}, *collect() {}, reset() {},
      summary: () => ({ observe: (value: number) => void observed.push(value) }),
    }
    const clock = { now: () => now, monotonic: () => (now += 700) }
    const storage = wal({ directory: '/d', preallocateBytes: 0, fsyncWarningMs: 600, fileSystem: new SimulatedFileSystem() })({
      clock, logger, metrics, random: seededRandom(1),
    })
    await storage.start()
    for (let counter = 1; counter <= 5; counter++) await append(storage.log, makeRecords(1, counter, 1))
    expect(observed).toEqual([700, 700, 700, 700, 700])
    expect(lines.map(({ fields }) => fields.tookMs)).toEqual([700])
  })
})

describe('what the operator is told', () => {
  test('a directory of Apache ZooKeeper is refused', async () => {
    const { directory, remove } = await temporaryDirectory()
    await mkdir(join(directory, 'version-2'))
    await expect(open({ directory }).start()).rejects.toMatchObject({ code: 'ZK_DIRECTORY_FOREIGN' })
    await remove()
  })

  test('a directory that is a file is refused by name', async () => {
    const { directory, remove } = await temporaryDirectory()
    const path = join(directory, 'file')
    await writeFile(path, '')
    for (const bad of [path, join(path, 'below')]) {
      await expect(open({ directory: bad }).start()).rejects.toMatchObject({
        name: 'OperatorError', message: expect.stringContaining(path), remedy: expect.any(String),
      })
    }
    await remove()
  })

  test('a failed start lets go of the lock', async () => {
    const disk = new SimulatedFileSystem()
    await (await started(disk)).stop()
    disk.damage('/d/log/100000001.log', () => Buffer.from('nonsense'))
    await expect(open({ directory: '/d', fileSystem: disk }).start()).rejects.toMatchObject({ code: 'ZK_LOG_DAMAGED' })
    await (await disk.lock('/d/lock')).release()
  })
})

describe('files', () => {
  test('the log may have a directory of its own, with its own lock', async () => {
    const disk = new SimulatedFileSystem()
    const storage = open({ directory: '/data', logDirectory: '/log', preallocateBytes: 0, fileSystem: disk })
    await storage.start()
    await append(storage.log, makeRecords(1, 1, 1))
    expect([...disk.contents().keys()]).toEqual(expect.arrayContaining(['/log/log/100000001.log']))
    await expect(disk.lock('/log/lock')).rejects.toMatchObject({ code: 'EEXIST' })
    await storage.stop()
  })

  test('what truncation removes is kept in detached/', async () => {
    const disk = new SimulatedFileSystem()
    const storage = open({ directory: '/d', segmentBytes: 150, preallocateBytes: 0, fileSystem: disk })
    await storage.start()
    for (let counter = 1; counter <= 6; counter++) await append(storage.log, makeRecords(1, counter, 1))
    await storage.log.truncateAfter(makeZxid(1, 1))
    const kept = [...disk.contents()].filter(([path]) => path.startsWith('/d/detached/'))
    for (let counter = 2; counter <= 6; counter++) {
      const bytes = makeRecords(1, counter, 1)[0]?.bytes ?? Buffer.alloc(0)
      expect(kept.some(([, content]) => content.includes(bytes))).toBe(true)
    }
  })

  test('a preallocated tail does not stay behind after a restart, nor does the spare', async () => {
    const { directory, remove } = await temporaryDirectory()
    const first = open({ directory, segmentBytes: 1 << 20 })
    await first.start()
    await append(first.log, makeRecords(1, 1, 1))
    await first.stop()
    const second = open({ directory, segmentBytes: 1 << 20, preallocateBytes: 0 })
    await second.start()
    expect(second.log.sizeBytes).toBeLessThan(200)
    expect(await readAll(second.log, 0 as Zxid)).toHaveLength(1)
    await second.stop()
    await remove()
  })
})

test('short reads and writes of the system are carried on with', async () => {
  const { directory, remove } = await temporaryDirectory()
  const { nodeFileSystem } = await import('../src/index.ts')
  const file: File = await nodeFileSystem().open(join(directory, 'f'), true)
  const parts = Array.from({ length: 2_000 }, (_, i) => Buffer.alloc(7, i))
  await new Promise<void>((resolve, reject) => file.write(parts, 5, (error) => (error ? reject(error) : resolve())))
  const back = Buffer.alloc(20_000)
  expect(await file.read(back, 0)).toBe(5 + 14_000)
  expect(back.subarray(5, 14_005).equals(Buffer.concat(parts))).toBe(true)
  await file.close()
  await remove()
})
