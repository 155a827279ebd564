import type { Zxid } from '@zabkit/core'
import { expect, it } from 'vitest'
import { RECENT_BYTES_MAX, RECENT_RECORDS_MAX } from '../src/limits.ts'
import { RecentRecords } from '../src/recent-records.ts'

it('records are kept from the first asking on, up to a limit of bytes and of number, and the floor says from where', () => {
  const recent = new RecentRecords()
  recent.keep(10 as Zxid)
  const bytes = Buffer.alloc(RECENT_BYTES_MAX / 4)
  for (let zxid = 11; zxid <= 16; zxid++) recent.push({ zxid: zxid as Zxid, bytes })
  recent.keep(99 as Zxid)
  expect([...recent].map(({ zxid }) => zxid)).toEqual([13, 14, 15, 16])
  expect(recent.floor).toBe(12)
  recent.forget()
  expect([[...recent].length, recent.isKept]).toEqual([0, false])
  recent.keep(0 as Zxid)
  const small = Buffer.alloc(1)
  for (let zxid = 1; zxid <= RECENT_RECORDS_MAX + 2; zxid++) recent.push({ zxid: zxid as Zxid, bytes: small })
  expect(recent.floor).toBe(2)
})
