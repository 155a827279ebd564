import { describe, expect, it, vi } from 'vitest'
import { GatedTimers } from '../src/gated-timers.ts'
import { VirtualTime } from '../src/virtual-time.ts'

const noJump = (): void => {}

describe('VirtualTime', () => {
  it('runs what is due in order, each at its own time, and what is asked for meanwhile too', async () => {
    const time = new VirtualTime()
    const begun = time.monotonic()
    const ran: [string, number][] = []
    const note = (name: string) => (): void => void ran.push([name, Math.round((time.monotonic() - begun) / 10) * 10])
    time.after(30_000, note('late'))
    const ticks = time.every(10_000, note('tick'))
    time.after(15_000, () => time.endOfTurn(() => time.after(1_000, note('asked for'))))
    time.after(40_001_000, note('never'))
    await time.advance(40_000, noJump)
    expect(ran).toEqual([['tick', 10_000], ['asked for', 16_000], ['tick', 20_000], ['late', 30_000], ['tick', 30_000], ['tick', 40_000]])
    ticks.cancel()
  })

  it('moves both clocks by what was asked for, and goes on in real time', async () => {
    const time = new VirtualTime()
    const [wall, monotonic] = [Date.now() - time.now(), performance.now() - time.monotonic()]
    await time.advance(3_600_000, noJump)
    expect(wall - (Date.now() - time.now())).toBeGreaterThanOrEqual(3_599_000)
    expect(monotonic - (performance.now() - time.monotonic())).toBeGreaterThan(3_599_000)
    expect(monotonic - (performance.now() - time.monotonic())).toBeLessThanOrEqual(3_600_000)
    const before = time.monotonic()
    await new Promise<void>((resolve) => time.after(20, resolve))
    expect(time.monotonic() - before).toBeGreaterThanOrEqual(20)
  })

  it('wakes in real time for the earliest, whatever was asked for or cancelled before', async () => {
    const time = new VirtualTime()
    const ran: string[] = []
    time.after(5, () => ran.push('cancelled')).cancel()
    time.after(60_000, () => ran.push('too late'))
    await new Promise<void>((resolve) => {
      time.after(20, () => {
        ran.push('second')
        resolve()
      })
      time.after(10, () => ran.push('first'))
    })
    expect(ran).toEqual(['first', 'second'])
  })

  it('advances one after the other', async () => {
    const time = new VirtualTime()
    const ran: number[] = []
    for (const ms of [1_000, 2_000, 3_000]) time.after(ms, () => ran.push(ms))
    await Promise.all([time.advance(1_500, noJump), time.advance(1_500, noJump)])
    expect(ran).toEqual([1_000, 2_000, 3_000])
    await expect(time.advance(-1, noJump)).rejects.toThrow(RangeError)
  })

  it('is not moved by the fake timers of a test', async () => {
    const time = new VirtualTime()
    vi.useFakeTimers()
    try {
      const [wall, monotonic] = [time.now(), time.monotonic()]
      vi.advanceTimersByTime(60_000)
      expect(time.now() - wall).toBeLessThan(10_000)
      expect(time.monotonic() - monotonic).toBeLessThan(10_000)
      await new Promise<void>((resolve) => time.after(5, resolve))
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('GatedTimers', () => {
  it('run nothing that was asked for before or after they were shut', async () => {
    const time = new VirtualTime()
    const gated = new GatedTimers(time)
    const ran: string[] = []
    gated.after(10, () => ran.push('after'))
    gated.every(10, () => ran.push('every'))
    gated.endOfTurn(() => ran.push('endOfTurn'))
    await time.advance(15, noJump)
    expect(ran).toEqual(['after', 'every', 'endOfTurn'].sort((a, b) => ran.indexOf(a) - ran.indexOf(b)))
    gated.after(10, () => ran.push('after'))
    gated.endOfTurn(() => ran.push('endOfTurn'))
    gated.shut()
    gated.after(10, () => ran.push('after'))
    gated.every(10, () => ran.push('every'))
    await time.advance(100, noJump)
    expect(ran).toHaveLength(3)
  })
})
