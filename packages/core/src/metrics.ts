/** A number that only grows. */
export interface Counter {
  add(count: number): void
}

/** A distribution. `observe` is on the hot path: it must not allocate. */
export interface Summary {
  observe(value: number): void
}

/**
 * Measures by name. Names are ZooKeeper's (`fsynctime`, `snapshottime`, `connection_rejected`...) without the `zk_` prefix. Asking for a
 * name again gives the same measure.
 */
export interface Metrics {
  counter(name: string, help: string): Counter
  summary(name: string, help: string): Summary
  /** `read` is called when someone looks. A second gauge of that name replaces the first. */
  gauge(name: string, help: string, read: () => number): void
  /** Every measure as name and value, summaries as `<name>_avg`, `_min`, `_max`, `_cnt`, `_sum`. For `mntr`. */
  collect(): IterableIterator<readonly [name: string, value: number]>
  /** Counters and summaries start over (`srst`). */
  reset(): void
}

const silentMeasure = { add() {}, observe() {} }

export const silentMetrics: Metrics = {
  counter: () => silentMeasure,
  summary: () => silentMeasure,
  gauge() {},
  *collect() {},
  reset() {},
}
