import { append, makeRecords } from '@zabkit/conformance'
import { makeZxid, type Zxid } from '@zabkit/core'
import { expect, test } from 'vitest'
import { MemoryDisk, memoryStorage } from '../src/index.ts'

test('the size is that of the records held, without a look at any of them', async () => {
  const disk = new MemoryDisk()
  const { log } = memoryStorage({ disk })({ clock: { now: () => 0, monotonic: () => 0 } })
  const unread = (): never => {
    throw new Error('all records were visited')
  }
  const size = (): number => {
    Object.assign(disk.records, { reduce: unread, [Symbol.iterator]: unread })
    return log.sizeBytes
  }
  expect(size()).toBe(0)
  await append(log, makeRecords(1, 1, 10, 30))
  expect(size()).toBe(300)
  await log.truncateAfter(makeZxid(1, 8))
  expect(size()).toBe(240)
  await log.purgeBefore(makeZxid(1, 3))
  expect(size()).toBe(180)
  await log.truncateAfter(0 as Zxid)
  expect(size()).toBe(0)
})
