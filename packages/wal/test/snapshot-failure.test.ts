import { makeZxid } from '@zabkit/core'
import { SimulatedFileSystem } from '@zabkit/simulator'
import { expect, test } from 'vitest'
import { open } from './support.ts'

/** Writes and commits a snapshot into the fault; gives it up when that fails. Resolves to the calls made and whether it failed. */
async function commitInto(call: number): Promise<{ disk: SimulatedFileSystem; failed: boolean; calls: [from: number, to: number] }> {
  const faults = { failAt: { call, code: 'ENOSPC' as const } }
  const disk = new SimulatedFileSystem({ faults })
  const storage = open({ directory: '/d', preallocateBytes: 0, fileSystem: disk })
  await storage.start()
  const sink = await storage.snapshots.create(makeZxid(1, 1))
  const from = disk.calls + 1
  let failed = false
  try {
    await sink.write(Buffer.alloc(600_000, 1))
    await sink.commit()
  } catch (error) {
    expect(error).toMatchObject({ code: 'ZK_DISK_FAILED' })
    failed = true
  }
  const to = disk.calls
  await sink.abort()
  expect(await storage.snapshots.list()).toHaveLength(failed ? 0 : 1)
  return { disk, failed, calls: [from, to] }
}

test('a snapshot whose every call fails in turn can be given up, and leaves nothing unfinished behind', async () => {
  const { calls } = await commitInto(0)
  for (let call = calls[0]; call <= calls[1]; call++) {
    const { disk, failed } = await commitInto(call)
    expect([call, failed]).toEqual([call, true])
    expect([...disk.contents().keys()].filter((path) => path.endsWith('.tmp'))).toEqual([])
  }
})
