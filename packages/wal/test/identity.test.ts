import { append, makeRecords, readAll } from '@zabkit/conformance'
import { isOperatorError, makeZxid, type Zxid } from '@zabkit/core'
import { SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { describe, expect, test } from 'vitest'
import { epochState } from './crash-scenario.ts'
import { open } from './support.ts'

const DATA = '/data/identity'
const LOG = '/log/log/identity'

function storageOn(fileSystem: SimulatedFileSystem, logDirectory = '/log') {
  return open({ directory: '/data', logDirectory, preallocateBytes: 0, segmentBytes: 200, fileSystem })
}

/** Started, given some records and an epoch, stopped. */
async function used(logDirectory = '/log'): Promise<SimulatedFileSystem> {
  const disk = new SimulatedFileSystem()
  const storage = storageOn(disk, logDirectory)
  await storage.start()
  await storage.epochs.save(epochState(1))
  for (let counter = 1; counter <= 6; counter++) await append(storage.log, makeRecords(1, counter, 1))
  await storage.stop()
  return disk
}

async function without(disk: SimulatedFileSystem, isLost: (path: string) => boolean): Promise<SimulatedFileSystem> {
  for (const path of disk.contents().keys()) if (isLost(path)) await disk.unlink(path)
  return disk.kill()
}

describe('directories that were used', () => {
  test('are refused when one of them is found empty', async () => {
    for (const lost of ['/log/', '/data/']) {
      const disk = await without(await used(), (path) => path.startsWith(lost))
      const before = [...disk.contents().keys()]
      await expect(storageOn(disk).start()).rejects.toMatchObject({ code: 'ZK_LOG_GAP', message: expect.stringContaining(lost) })
      expect([...disk.contents().keys()]).toEqual(before)
    }
  })

  test('are refused when the log has lost its own directory, also where there is but one', async () => {
    const disk = await without(await used('/data'), (path) => path.startsWith('/data/log/'))
    await expect(storageOn(disk, '/data').start()).rejects.toMatchObject({ code: 'ZK_LOG_GAP' })
  })

  test('are refused when they belong to different servers', async () => {
    const [one, other] = [await used(), await used()]
    one.damage(LOG, () => other.contents().get(LOG) ?? Buffer.alloc(0))
    await expect(storageOn(one.kill()).start()).rejects.toMatchObject({ code: 'ZK_DIRECTORY_FOREIGN', message: expect.stringContaining(LOG) })
  })

  test('are refused without an identity, and found again when it is copied from the other one', async () => {
    for (const [lost, other] of [[DATA, LOG], [LOG, DATA]] as const) {
      const disk = await without(await used(), (path) => path === lost)
      await expect(storageOn(disk).start()).rejects.toMatchObject({ code: 'ZK_LOG_GAP', remedy: expect.stringContaining(other) })
      await disk.open(lost, true)
      disk.damage(lost, () => disk.contents().get(other) ?? Buffer.alloc(0))
      const storage = storageOn(disk.kill())
      await storage.start()
      expect(await readAll(storage.log)).toHaveLength(6)
    }
    const neither = await without(await used(), (path) => path === DATA || path === LOG)
    await expect(storageOn(neither).start()).rejects.toMatchObject({ code: 'ZK_LOG_GAP' })
  })

  test('are refused whichever byte of an identity is flipped', async () => {
    const size = (await used()).contents().get(DATA)?.length ?? 0
    expect(size).toBeGreaterThan(32)
    for (let at = 0; at < size; at++) {
      const disk = await used()
      disk.damage(DATA, (content) => {
        content[at] = (content[at] ?? 0) ^ 1
        return content
      })
      const error = await storageOn(disk.kill()).start().catch((thrown: unknown) => thrown)
      expect([at, isOperatorError(error)]).toEqual([at, true])
    }
  })
})

describe('a first start', () => {
  test('that dies in any call is begun again, whatever the power cut leaves', async () => {
    const probe = new SimulatedFileSystem()
    await storageOn(probe).start()
    for (let crashAt = 1; crashAt <= probe.calls; crashAt++) {
      for (const [i, keep] of (['none', 'all', 'torn', 'torn', 'torn'] as const).entries()) {
        const disk = new SimulatedFileSystem({ faults: { crashAt } })
        await Promise.race([storageOn(disk).start(), disk.crashed])
        const storage = storageOn(disk.powerLoss({ keep, random: seededRandom(crashAt * 10 + i) }))
        await storage.start()
        expect(storage.log.range).toEqual({ firstZxid: 0, lastZxid: 0, committedZxid: 0, baseZxid: 0 })
      }
    }
  })

  test('that wrote nothing may be followed by another', async () => {
    const disk = new SimulatedFileSystem()
    for (let epoch = 1; epoch <= 3; epoch++) {
      const storage = storageOn(disk)
      await storage.start()
      await storage.epochs.save(epochState(epoch))
      await storage.stop()
    }
  })
})

describe('a used log', () => {
  for (const lost of [/\.log$/, /\.log$|synced$/]) {
    test(`without any file like ${lost} is refused, also after a power cut`, async () => {
      const disk = new SimulatedFileSystem()
      const storage = storageOn(disk)
      await storage.start()
      await append(storage.log, makeRecords(1, 1, 1))
      for (const copy of [disk.powerLoss({ keep: 'none', random: seededRandom(1) }), disk.powerLoss({ keep: 'torn', random: seededRandom(2) })]) {
        const emptied = await without(copy, (path) => lost.test(path))
        await expect(storageOn(emptied).start()).rejects.toMatchObject({ code: 'ZK_LOG_GAP' })
      }
    })
  }

  test('that was being emptied behind a snapshot when the power went is emptied by the next start', async () => {
    let callsBefore = 0
    const scenario = async (disk: SimulatedFileSystem): Promise<void> => {
      const storage = storageOn(disk)
      await storage.start()
      for (let counter = 1; counter <= 6; counter++) await append(storage.log, makeRecords(1, counter, 1))
      await (await storage.snapshots.create(makeZxid(2, 9))).commit()
      callsBefore = disk.calls
      await storage.log.truncateAfter(0 as Zxid)
    }
    const probe = new SimulatedFileSystem()
    await scenario(probe)
    expect(probe.calls - callsBefore).toBeGreaterThan(20)
    const outcomes = new Set<string>()
    for (let crashAt = callsBefore + 1; crashAt <= probe.calls; crashAt++) {
      const disk = new SimulatedFileSystem({ faults: { crashAt } })
      await Promise.race([scenario(disk), disk.crashed])
      const storage = storageOn(disk.powerLoss({ keep: 'none', random: seededRandom(1) }))
      await storage.start()
      const { lastZxid, baseZxid } = storage.log.range
      outcomes.add(`${lastZxid.toString(16)} after ${baseZxid.toString(16)}`)
    }
    expect([...outcomes]).toEqual(['100000006 after 0', '0 after 200000009'])
  })
})
