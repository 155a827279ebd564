import { isOperatorError } from '@zabkit/core'
import { OpCode } from '@zabkit/jute'
import { type DiskFaults, type Keep, SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { body } from '@zabkit/test-wire'
import { describe, expect, test } from 'vitest'
import { History, live, startLife } from '../src/index.ts'

const KEEPS: readonly Keep[] = ['none', 'all', 'torn']
/** Faults are set at every so many-th call: a spread over all of them, in a few seconds. */
const STRIDE = 5

/** A server that is started, written to and stopped, and the same again: rolls, snapshots and purges included. */
async function canonical(disk: SimulatedFileSystem, history: History): Promise<void> {
  for (const [name, steps] of [['a', 14], ['b', 8]] as const) {
    const life = await startLife({ disk, history })
    try {
      await Promise.race([live(life, history, name, steps).then(() => life.server.stop()), life.over])
    } finally {
      life.die()
    }
  }
}

async function runInto(faults: DiskFaults): Promise<{ disk: SimulatedFileSystem; history: History }> {
  const disk = new SimulatedFileSystem({ faults })
  const history = new History()
  await canonical(disk, history).catch(() => {})
  return { disk, history }
}

/** A start over `disk` finds what `history` promises, and shows it to clients. Resolves to the history from now on. */
async function expectRecovered(disk: SimulatedFileSystem, history: History): Promise<History> {
  const next = history.copy()
  const life = await startLife({ disk, history: next })
  try {
    const found = life.server.digest
    expect(history.refutes(found)).toBeNull()
    next.shown(found.zxid)
    await life.client.open()
    const replies = [...history.data.keys()].map((path) => life.client.request(OpCode.GetData, body.pathAndWatch(path)))
    const data = (await Promise.all(replies)).map((reply) => (reply.err === 0 ? String(reply.body.readBuffer()) : reply.err))
    expect(data).toEqual([...history.data.values()])
    return next
  } finally {
    life.die()
  }
}

/** What was shown once is still there after another power cut. */
async function expectAllRecoveries(faults: DiskFaults): Promise<void> {
  const { disk, history } = await runInto(faults)
  const call = faults.crashAt ?? faults.failAt?.call ?? 0
  const disks = KEEPS.map((keep, i) => [keep, disk.powerLoss({ keep, random: seededRandom(call * 10 + i) })] as const)
  for (const [how, left] of [...disks, ['killed', disk.kill()] as const]) {
    try {
      const next = await expectRecovered(left, history)
      await expectRecovered(left.powerLoss({ keep: 'none', random: seededRandom(1) }), next)
    } catch (error) {
      throw new Error(`${JSON.stringify(faults)}, ${how}`, { cause: error })
    }
  }
}

async function callsOfRun(): Promise<number> {
  const { disk, history } = await runInto({})
  const paths = [...disk.contents().keys()]
  expect(paths.filter((path) => path.endsWith('.log')).length).toBeGreaterThan(2)
  expect(paths.filter((path) => path.includes('/snapshot.')).length).toBe(2)
  expect(history.data.size).toBeGreaterThan(25)
  return disk.calls
}

describe('every acknowledged write is there, and the state is one that was', () => {
  test('when the process dies in a call of the disk, killed or by a power cut', async () => {
    const calls = await callsOfRun()
    for (let crashAt = 1; crashAt <= calls; crashAt += STRIDE) await expectAllRecoveries({ crashAt })
  })

  for (const [first, code] of [[3, 'EIO'], [7, 'ENOSPC']] as const) {
    test(`when a call of the disk fails with ${code}`, async () => {
      const calls = await callsOfRun()
      for (let call = first; call <= calls; call += STRIDE * 2) await expectAllRecoveries({ failAt: { call, code } })
    })
  }
})

/** 'whole', or the code with which the start was refused; an older state fails the test. */
async function outcome(disk: SimulatedFileSystem, history: History): Promise<string> {
  try {
    await expectRecovered(disk, history)
    return 'whole'
  } catch (error) {
    if (isOperatorError(error)) return error.code
    throw error
  }
}

async function outcomes(disk: SimulatedFileSystem, history: History, harm: (copy: SimulatedFileSystem, path: string) => unknown) {
  const found: Record<string, string> = {}
  for (const path of disk.contents().keys()) {
    const copy = disk.powerLoss({ keep: 'none', random: seededRandom(1) })
    if (!copy.contents().has(path)) continue
    await harm(copy, path)
    try {
      found[path] = await outcome(copy.kill(), history)
    } catch (error) {
      throw new Error(`without ${path}`, { cause: error })
    }
  }
  return found
}

describe('no single file that is lost gives an older state in silence', () => {
  test('after a clean stop', async () => {
    const { disk, history } = await runInto({})
    const found = await outcomes(disk, history, (copy, path) => copy.unlink(path))
    expect(found['/data/identity']).toBe('ZK_LOG_GAP')
    expect(found['/log/log/identity']).toBe('ZK_LOG_GAP')
    expect(found['/data/epoch']).toBe('ZK_EPOCH_DAMAGED')
    expect(found['/log/log/synced']).toBe('whole')
    const segments = Object.entries(found).filter(([path]) => path.endsWith('.log'))
    expect(segments.length).toBeGreaterThan(2)
    expect(segments.slice(1).every(([, result]) => result !== 'whole')).toBe(true)
  })

  test('after a clean stop, when the file is cut to nothing or has a byte flipped', async () => {
    const { disk, history } = await runInto({})
    await outcomes(disk, history, (copy, path) => copy.damage(path, () => Buffer.alloc(0)))
    for (const part of [0.1, 0.5, 0.99]) {
      await outcomes(disk, history, (copy, path) => copy.damage(path, (content) => flipped(content, part)))
    }
  })

  test('after a power cut', async () => {
    const calls = await callsOfRun()
    for (let crashAt = 40; crashAt <= calls; crashAt += 37) {
      const { disk, history } = await runInto({ crashAt })
      await outcomes(disk, history, (copy, path) => copy.unlink(path))
    }
  })
})

function flipped(content: Buffer, part: number): Buffer {
  const at = Math.floor(content.length * part)
  content[at] = (content[at] ?? 0) ^ 0x10
  return content
}

describe('a disk that is not mounted', () => {
  for (const lost of ['/log/', '/data/']) {
    test(`is not taken for an empty one: ${lost}`, async () => {
      const { disk, history } = await runInto({})
      for (const path of disk.contents().keys()) if (path.startsWith(lost)) await disk.unlink(path)
      expect(await outcome(disk.kill(), history)).toBe('ZK_LOG_GAP')
    })
  }

  test('a server that never wrote may start again and again', async () => {
    const disk = new SimulatedFileSystem()
    for (let start = 0; start < 3; start++) {
      const life = await startLife({ disk, history: new History() })
      await life.server.stop()
      life.die()
    }
  })
})
