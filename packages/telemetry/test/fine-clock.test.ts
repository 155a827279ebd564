import { describe, expect, it } from 'vitest'
import { FineClock } from '../src/fine-clock.ts'

/** Two clocks of which the monotonic one moves on by `stepMs` whenever it is read, and takes the other along. */
class Clocks {
  wallMs = 1_700_000_000_000
  monotonicMs = 100
  stepMs = 0
  readonly clock = new FineClock(
    () => Math.floor(this.wallMs),
    () => {
      const now = this.monotonicMs
      this.pass(this.stepMs)
      return now
    },
  )

  pass(ms: number): void {
    this.wallMs += ms
    this.monotonicMs += ms
  }
}

describe('FineClock', () => {
  it('tells the parts of a millisecond', () => {
    const clocks = new Clocks()
    clocks.pass(1000.25)
    expect(clocks.clock.now()).toBe(1_700_000_001_000.25)
  })

  it('follows the wall clock when that is set', () => {
    const clocks = new Clocks()
    clocks.wallMs -= 3_600_000
    expect(clocks.clock.now()).toBe(1_700_000_000_000 - 3_600_000)
    clocks.pass(0.5)
    expect(clocks.clock.now()).toBe(1_700_000_000_000.5 - 3_600_000)
  })

  it('does not go back when the process is interrupted between two readings', () => {
    const clocks = new Clocks()
    const times: number[] = []
    for (const stepMs of [0, 20, 0.01, 0, 0.9, 50, 0]) {
      clocks.stepMs = stepMs
      times.push(clocks.clock.now())
    }
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(clocks.clock.now()).toBe(clocks.wallMs)
  })

  it('of the system stays beside the wall clock', () => {
    expect(Math.abs(new FineClock().now() - Date.now())).toBeLessThan(100)
  })
})
