import { describe, expect, it } from 'vitest'
import { CROWD_WRITER_BYTES, CROWD_WRITERS, POOL_BYTES, POOL_WRITERS } from '../src/limits.ts'
import { WriterPool } from '../src/writer-pool.ts'

describe('WriterPool', () => {
  it('lends the writer that came back last, empty', () => {
    const pool = new WriterPool()
    const writer = pool.lend()
    writer.writeInt32(7)
    pool.giveBack(writer)
    expect(pool.lend()).toBe(writer)
    expect(writer.length).toBe(0)
    expect(pool.bytes).toBe(0)
  })

  it('keeps no more writers and no more bytes than its limits', () => {
    const pool = new WriterPool()
    const crowd = Array.from({ length: POOL_WRITERS + CROWD_WRITERS + 10 }, () => pool.lend())
    expect(crowd.at(-1)?.bytes.length).toBe(CROWD_WRITER_BYTES)
    for (const writer of crowd) pool.giveBack(writer)
    expect(pool.size).toBe(POOL_WRITERS + CROWD_WRITERS)
    const large = Array.from({ length: 20 }, () => pool.lend())
    for (const writer of large) writer.reserve(1 << 20)
    for (const writer of large) pool.giveBack(writer)
    expect(pool.bytes).toBeLessThanOrEqual(POOL_BYTES)
  })

  it('does not keep a writer whose memory was given away', () => {
    const pool = new WriterPool()
    const writer = pool.lend()
    writer.take()
    pool.giveBack(writer)
    expect(pool.size).toBe(0)
  })
})
