import { InvariantError, type LogRecord, makeZxid } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { load, ScenarioDisk } from '../src/scenario-disk.ts'

function record(counter: number): LogRecord {
  return { zxid: makeZxid(1, counter), bytes: Buffer.from(`t${counter}`) }
}

/** 1.1 and 1.2 are durable, 1.3 is not; 1.1 is committed. */
function disk(): ScenarioDisk {
  const made = new ScenarioDisk()
  made.append([record(1), record(2)], makeZxid(1, 1))
  made.sync()
  made.append([record(3)], makeZxid(1, 2))
  return made
}

describe('the disk of a scenario', () => {
  it('loses in a crash what was not synced, and the watermark with it', () => {
    const made = disk()
    made.crash(false)
    expect(made.lastZxid).toBe(makeZxid(1, 2))
    expect(load(made.files).applied.map(({ zxid }) => zxid)).toEqual([makeZxid(1, 1)])
  })

  it('keeps it when the power stays on', () => {
    const made = disk()
    made.crash(true)
    expect(made.durableZxid).toBe(makeZxid(1, 3))
    expect(load(made.files).applied).toHaveLength(2)
  })

  it('reads and finds only what is durable', () => {
    const made = disk()
    expect(made.read(makeZxid(1, 1), 10).map(({ zxid }) => zxid)).toEqual([makeZxid(1, 2)])
    expect(made.floor(makeZxid(1, 9))).toBe(makeZxid(1, 2))
  })

  it('refuses a gap, and a truncation over appends', () => {
    const made = disk()
    expect(() => made.append([record(5)], makeZxid(1, 1))).toThrow(InvariantError)
    expect(() => made.truncate(makeZxid(1, 1))).toThrow(InvariantError)
  })

  it('goes on from its newest snapshot when its log is empty', () => {
    const made = disk()
    made.sync()
    made.addSnapshot({ zxid: makeZxid(1, 3), records: [record(1), record(2), record(3)] })
    made.purge()
    expect(made.records).toEqual([])
    expect(made.baseZxid).toBe(makeZxid(1, 3))
    expect(made.floor(makeZxid(1, 2))).toBe(null)
    expect(made.floor(makeZxid(2, 7))).toBe(makeZxid(1, 3))
    made.append([record(4)], makeZxid(1, 4))
    made.sync()
    expect(load(made.files).applied).toHaveLength(4)
  })

  it('puts a log aside that ends before the newest snapshot', () => {
    const made = disk()
    made.crash(false)
    made.addSnapshot({ zxid: makeZxid(1, 7), records: [1, 2, 3, 4, 5, 6, 7].map(record) })
    expect(made.mend()).toBe(true)
    expect(made.lastZxid).toBe(makeZxid(1, 7))
    expect(load(made.files).applied).toHaveLength(7)
  })
})
