import { randomBytes, randomInt } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from 'node:timers'
import type { Clock, Random, Timers } from '@zabkit/core'

/** The only file of this package that touches the system: what createServer uses where nothing else was injected. */

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}

export const systemTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return { cancel: () => clearTimeout(timer) }
  },
  every(ms, callback) {
    const timer = setInterval(callback, ms)
    return { cancel: () => clearInterval(timer) }
  },
  endOfTurn(callback) {
    setImmediate(callback)
  },
}

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  below: (bound) => (bound <= 1 ? 0 : randomInt(bound)),
}
