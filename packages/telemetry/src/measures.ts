import type { Counter, Summary } from '@zabkit/core'

/** A running total, in a typed array: a plain field would box a new number at each change beyond 2^30. */
export class RegistryCounter implements Counter {
  readonly #total = new Float64Array(1)

  get total(): number {
    return this.#total[0] ?? 0
  }

  add(count: number): void {
    this.#total[0] = this.total + count
  }

  reset(): void {
    this.#total[0] = 0
  }
}

const COUNT = 0
const SUM = 1
const MIN = 2
const MAX = 3

/** Average, least, greatest, count and sum since the start or the last reset. */
export class RegistrySummary implements Summary {
  readonly #values = new Float64Array(4)
  constructor() {
    this.reset()
  }

  /** Takes any finite number; allocates nothing. NaN and infinities, which would spoil the sum for good, are passed over. */
  observe(value: number): void {
    if (value - value !== 0) return
    const values = this.#values
    values[COUNT] = (values[COUNT] ?? 0) + 1
    values[SUM] = (values[SUM] ?? 0) + value
    if (value < (values[MIN] ?? 0)) values[MIN] = value
    if (value > (values[MAX] ?? 0)) values[MAX] = value
  }

  get count(): number {
    return this.#values[COUNT] ?? 0
  }

  get sum(): number {
    return this.#values[SUM] ?? 0
  }

  /** To four decimals, as ZooKeeper shows it; 0 when nothing was seen, like `min` and `max`. */
  get average(): number {
    return this.count === 0 ? 0 : Math.round((this.sum / this.count) * 10_000) / 10_000
  }

  get min(): number {
    return this.count === 0 ? 0 : (this.#values[MIN] ?? 0)
  }

  get max(): number {
    return this.count === 0 ? 0 : (this.#values[MAX] ?? 0)
  }

  reset(): void {
    this.#values.set([0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
  }
}
