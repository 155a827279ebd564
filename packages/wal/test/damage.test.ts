import { append, makeRecords, plain, readAll } from '@zabkit/conformance'
import { isOperatorError, type LogRecord, makeZxid, type Storage, type Zxid } from '@zabkit/core'
import { SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { describe, expect, test } from 'vitest'
import { FRAME_HEADER_BYTES } from '../src/frame.ts'
import { SEGMENT_HEADER_BYTES } from '../src/segment.ts'
import { epochState } from './crash-scenario.ts'
import { open, warnings } from './support.ts'

const LOG = '/d/log/100000001.log'
const ALL = makeRecords(1, 1, 6, 20)

function storageOn(fileSystem: SimulatedFileSystem, logger = warnings().logger): Storage {
  return open({ directory: '/d', preallocateBytes: 0, fileSystem }, logger)
}

/** Three frames of two records in one segment. `stopped`: cleanly; else killed right after the last acknowledgement. */
async function smallLog(stopped: boolean): Promise<SimulatedFileSystem> {
  const disk = new SimulatedFileSystem()
  const storage = storageOn(disk)
  await storage.start()
  for (let i = 0; i < 6; i += 2) await append(storage.log, ALL.slice(i, i + 2))
  if (stopped) await storage.stop()
  return disk
}

/** A disk with the bytes of `disk`, but without what the sync mark says when `forgetMark`. */
async function copied(disk: SimulatedFileSystem, forgetMark: boolean): Promise<SimulatedFileSystem> {
  const copy = disk.powerLoss({ keep: 'all', random: seededRandom(1) })
  if (forgetMark) copy.damage('/d/log/synced', () => Buffer.alloc(0))
  return copy
}

type Outcome = { readonly code: string } | { readonly records: LogRecord[]; readonly warned: number }

async function recover(disk: SimulatedFileSystem): Promise<Outcome> {
  const { logger, lines } = warnings()
  const storage = storageOn(disk, logger)
  try {
    await storage.start()
    const records = await readAll(storage.log)
    await append(storage.log, makeRecords(5, 1, 1))
    await storage.stop()
    return { records, warned: lines.length }
  } catch (error) {
    if (!isOperatorError(error)) throw error
    expect(error.message).toContain('/d/')
    expect(error.remedy).not.toBe('')
    return { code: error.code }
  }
}

/** Every file with its bytes, as one text. */
function hex(disk: SimulatedFileSystem): string {
  return [...disk.contents()].map(([path, content]) => `${path} ${content.toString('hex')}`).join('\n')
}

const frameBytes = FRAME_HEADER_BYTES + 2 * 24
const lastFrame = SEGMENT_HEADER_BYTES + 2 * frameBytes
const size = lastFrame + frameBytes

function flipped(at: number): (content: Buffer) => Buffer {
  return (content) => {
    content[at] = (content[at] ?? 0) ^ 0x10
    return content
  }
}

describe('a byte flipped anywhere in the log', () => {
  test('is damage, wherever it is, when the log was closed', async () => {
    const disk = await smallLog(true)
    for (let at = 0; at < size; at++) {
      const copy = await copied(disk, false)
      copy.damage(LOG, flipped(at))
      const before = hex(copy)
      expect([at, await recover(copy)]).toEqual([at, { code: 'ZK_LOG_DAMAGED' }])
      expect(hex(copy)).toBe(before)
    }
  })

  test('is damage too when the process was killed', async () => {
    const disk = (await smallLog(false)).kill()
    for (let at = lastFrame; at < size; at++) {
      const copy = await copied(disk, false)
      copy.damage(LOG, flipped(at))
      expect([at, await recover(copy)]).toEqual([at, { code: 'ZK_LOG_DAMAGED' }])
    }
  })

  test('is taken for a torn write in the last frame alone, and only when no mark says that it was synced', async () => {
    const disk = await smallLog(true)
    for (let at = 0; at < size; at++) {
      const copy = await copied(disk, true)
      copy.damage(LOG, flipped(at))
      const outcome = await recover(copy)
      if (at < lastFrame) expect([at, outcome]).toEqual([at, { code: 'ZK_LOG_DAMAGED' }])
      else expect([at, outcome]).toEqual([at, { records: ALL.slice(0, 4), warned: 1 }])
    }
  })
})

describe('a log cut at any byte', () => {
  test('keeps every whole frame; the rest of a torn one is put aside; a cut that lost synced bytes is damage', async () => {
    const disk = await smallLog(true)
    for (let length = 0; length < size; length++) {
      for (const forgetMark of [false, true]) {
        const copy = await copied(disk, forgetMark)
        copy.damage(LOG, (content) => content.subarray(0, length))
        const outcome = await recover(copy)
        const frames = Math.floor((length - SEGMENT_HEADER_BYTES) / frameBytes)
        // A segment has its name from the moment on that its first frame is on the disk.
        if (!forgetMark || frames < 1) expect([length, outcome]).toEqual([length, { code: 'ZK_LOG_DAMAGED' }])
        else expectTorn(outcome, frames, length, copy)
      }
    }
  })

  function expectTorn(outcome: Outcome, frames: number, length: number, disk: SimulatedFileSystem): void {
    const rest = length - SEGMENT_HEADER_BYTES - frames * frameBytes
    expect([length, outcome]).toEqual([length, { records: ALL.slice(0, frames * 2), warned: rest === 0 ? 0 : 1 }])
    const aside = [...disk.contents()].filter(([path]) => path.startsWith('/d/detached/'))
    expect(aside.map(([, content]) => content.length)).toEqual(rest === 0 ? [] : [rest])
  }
})

describe('the log as a whole', () => {
  test('a tail of zeros is simply the end', async () => {
    const copy = await copied(await smallLog(true), true)
    copy.damage(LOG, (content) => Buffer.concat([content, Buffer.alloc(5_000)]))
    expect(await recover(copy)).toEqual({ records: ALL, warned: 0 })
  })

  test('garbage behind a whole frame is put aside only where one write can have left it', async () => {
    const copy = await copied(await smallLog(true), true)
    copy.damage(LOG, (content) => Buffer.concat([content, Buffer.alloc(300), Buffer.alloc(50, 7)]))
    expect(await recover(copy)).toEqual({ records: ALL, warned: 1 })
  })

  test('a missing segment is a gap, a missing last one too, and nothing is touched', async () => {
    for (const lost of [1, 2]) {
      const disk = new SimulatedFileSystem()
      const storage = open({ directory: '/d', segmentBytes: 200, preallocateBytes: 0, fileSystem: disk })
      await storage.start()
      for (let i = 0; i < 6; i += 2) await append(storage.log, ALL.slice(i, i + 2))
      await storage.stop()
      const paths = [...disk.contents().keys()].filter((path) => path.endsWith('.log')).sort()
      expect(paths.length).toBeGreaterThan(lost)
      await disk.unlink(paths[lost] ?? '')
      const outcome = await recover(disk.kill())
      expect(outcome).toEqual({ code: lost === paths.length - 1 ? 'ZK_LOG_DAMAGED' : 'ZK_LOG_GAP' })
    }
  })

  test('a whole frame of another history is damage, not a tail', async () => {
    const [disk, other] = [await smallLog(true), new SimulatedFileSystem()]
    const storage = storageOn(other)
    await storage.start()
    for (let i = 0; i < 6; i += 2) {
      await append(storage.log, ALL.slice(i, i + 2).map(({ zxid }) => ({ zxid, bytes: Buffer.alloc(20, 99) })))
    }
    const foreign = other.contents().get(LOG) ?? Buffer.alloc(0)
    const copy = await copied(disk, true)
    copy.damage(LOG, (content) => Buffer.concat([content.subarray(0, lastFrame), foreign.subarray(lastFrame)]))
    expect(await recover(copy)).toEqual({ code: 'ZK_LOG_DAMAGED' })
  })

  test('a frame that stands in the data of a record is no proof of anything', async () => {
    const disk = await smallLog(true)
    const frames = (disk.contents().get(LOG) ?? Buffer.alloc(0)).subarray(SEGMENT_HEADER_BYTES)
    const storage = storageOn(disk)
    await storage.start()
    await append(storage.log, [{ zxid: makeZxid(2, 1), bytes: frames }])
    await append(storage.log, [{ zxid: makeZxid(2, 2), bytes: frames }])
    await storage.stop()
    const copy = await copied(disk, true)
    const second = FRAME_HEADER_BYTES + 4 + frames.length
    copy.damage('/d/log/200000001.log', flipped(SEGMENT_HEADER_BYTES + second + 10))
    expect(await recover(copy)).toEqual({ records: [...ALL, { zxid: makeZxid(2, 1), bytes: frames }], warned: 1 })
  })
})

describe('the epoch file', () => {
  async function saved(): Promise<SimulatedFileSystem> {
    const disk = new SimulatedFileSystem()
    const storage = storageOn(disk)
    await storage.start()
    await storage.epochs.save(epochState(3))
    await storage.epochs.save(epochState(4))
    await storage.stop()
    return disk
  }

  async function load(disk: SimulatedFileSystem): Promise<number | string | undefined> {
    const storage = storageOn(disk)
    await storage.start()
    try {
      return (await storage.epochs.load())?.acceptedEpoch
    } catch (error) {
      return isOperatorError(error) ? error.code : 'another error'
    }
  }

  test('gives the newest state whichever byte of it is flipped, and repairs the damaged copy', async () => {
    const disk = await saved()
    for (let at = 0; at < 60; at++) {
      for (const slot of [0, 4096]) {
        const copy = await copied(disk, false)
        copy.damage('/d/epoch', flipped(slot + at))
        expect([at, await load(copy)]).toEqual([at, 4])
        expect(copy.contents().get('/d/epoch')).toEqual(disk.contents().get('/d/epoch'))
      }
    }
  })

  test('cut at any byte gives the newest state or refuses; damage to both copies refuses', async () => {
    const disk = await saved()
    for (let length = 0; length < 4156; length += length < 80 || length > 4080 ? 1 : 97) {
      const copy = await copied(disk, false)
      copy.damage('/d/epoch', (content) => content.subarray(0, length))
      expect([length, await load(copy)]).toEqual([length, length < 60 ? 'ZK_EPOCH_DAMAGED' : 4])
    }
    for (let at = 0; at < 60; at++) {
      const copy = await copied(disk, false)
      copy.damage('/d/epoch', flipped(at))
      copy.damage('/d/epoch', flipped(4096 + at))
      expect(await load(copy)).toBe('ZK_EPOCH_DAMAGED')
    }
  })
})

test('records are the same after recovery as before it, byte for byte', async () => {
  const storage = storageOn(await smallLog(true))
  await storage.start()
  expect(plain(await readAll(storage.log, 0 as Zxid))).toEqual(plain(ALL))
})
