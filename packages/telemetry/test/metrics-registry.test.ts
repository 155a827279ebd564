import { describe, expect, it } from 'vitest'
import { MEASURES_MAX, metricsRegistry } from '../src/index.ts'

describe('metricsRegistry', () => {
  it('shows counters, gauges, and summaries under the names of mntr', () => {
    const metrics = metricsRegistry()
    const fsync = metrics.summary('fsynctime', 'ms of a sync')
    for (const value of [3, 1, 4]) fsync.observe(value)
    metrics.counter('connection_rejected', 'refused').add(2)
    metrics.gauge('znode_count', 'znodes', () => 7)
    expect([...metrics.collect()]).toEqual([
      ['fsynctime_avg', 2.6667], ['fsynctime_min', 1], ['fsynctime_max', 4], ['fsynctime_cnt', 3], ['fsynctime_sum', 8],
      ['connection_rejected', 2],
      ['znode_count', 7],
    ])
  })

  it('shows zeros for a summary that has seen nothing', () => {
    const metrics = metricsRegistry()
    metrics.summary('readlatency', '')
    expect([...metrics.collect()].map(([, value]) => value)).toEqual([0, 0, 0, 0, 0])
  })

  it('takes negative values and passes over what is no number', () => {
    const metrics = metricsRegistry()
    const summary = metrics.summary('skew', '')
    for (const value of [-5, -2, Number.NaN, Number.POSITIVE_INFINITY]) summary.observe(value)
    expect(Object.fromEntries(metrics.collect())).toEqual({ skew_avg: -3.5, skew_min: -5, skew_max: -2, skew_cnt: 2, skew_sum: -7 })
  })

  it('gives the same measure for the same name, and a later gauge the place of the first', () => {
    const metrics = metricsRegistry()
    expect(metrics.counter('a', '')).toBe(metrics.counter('a', ''))
    expect(metrics.summary('b', '')).toBe(metrics.summary('b', ''))
    metrics.gauge('c', '', () => 1)
    metrics.gauge('c', '', () => 2)
    expect(Object.fromEntries(metrics.collect()).c).toBe(2)
  })

  it('refuses a name for two kinds', () => {
    const metrics = metricsRegistry()
    metrics.counter('a', '')
    expect(() => metrics.summary('a', '')).toThrow('metric a is a counter and was asked for as a summary')
    expect(() => metrics.gauge('a', '', () => 1)).toThrow('metric a is a counter and was asked for as a gauge')
  })

  it('starts over at reset, in the measures that are already held', () => {
    const metrics = metricsRegistry()
    const [counter, summary] = [metrics.counter('a', ''), metrics.summary('b', '')]
    counter.add(5)
    summary.observe(5)
    metrics.reset()
    counter.add(1)
    summary.observe(2)
    expect(Object.fromEntries(metrics.collect())).toEqual({ a: 1, b_avg: 2, b_min: 2, b_max: 2, b_cnt: 1, b_sum: 2 })
  })

  it('shows the others when a gauge fails', () => {
    const metrics = metricsRegistry()
    metrics.gauge('bad', '', () => { throw new Error('no') })
    metrics.gauge('good', '', () => 1)
    expect([...metrics.collect()]).toEqual([['bad', Number.NaN], ['good', 1]])
  })

  it('stays bounded and says so', () => {
    const metrics = metricsRegistry()
    for (let index = 0; index < MEASURES_MAX + 3; index++) metrics.counter(`write_per_namespace_${index}`, '').add(1)
    const shown = [...metrics.collect()]
    expect([shown.length, shown.at(-1)]).toEqual([MEASURES_MAX + 1, ['metrics_not_shown', 3]])
  })

  it('describes its measures for exporters', () => {
    const metrics = metricsRegistry()
    metrics.summary('fsynctime', 'ms of a sync')
    expect([...metrics.describe()]).toEqual([{ name: 'fsynctime', kind: 'summary', help: 'ms of a sync' }])
  })
})
