import { type Counter, invariant, type Metrics, type Summary } from '@zabkit/core'
import { MEASURES_MAX } from './limits.ts'
import { RegistryCounter, RegistrySummary } from './measures.ts'

type Measure =
  | { readonly kind: 'counter'; readonly help: string; readonly counter: RegistryCounter }
  | { readonly kind: 'summary'; readonly help: string; readonly summary: RegistrySummary }
  | { readonly kind: 'gauge'; readonly help: string; readonly read: () => number }

/** What an exporter needs to know of a measure beside its values. */
export interface MeasureDescription {
  readonly name: string
  readonly kind: Measure['kind']
  readonly help: string
}

/** A core Metrics that also tells what it holds, for exporters. */
export interface MetricsRegistry extends Metrics {
  describe(): IterableIterator<MeasureDescription>
}

/**
 * Measures in memory under ZooKeeper's names. A name keeps its kind: asking for it as another kind breaks an invariant. Measures beyond
 * `MEASURES_MAX` work and are not shown; `metrics_not_shown` counts them.
 */
export function metricsRegistry(): MetricsRegistry {
  return new MemoryMetrics()
}

class MemoryMetrics implements MetricsRegistry {
  readonly #measures = new Map<string, Measure>()
  #notShown = 0

  counter(name: string, help: string): Counter {
    const known = this.#measures.get(name)
    if (known !== undefined) {
      invariant(known.kind === 'counter', `metric ${name} is a ${known.kind} and was asked for as a counter`)
      return known.counter
    }
    const counter = new RegistryCounter()
    this.#register(name, { kind: 'counter', help, counter })
    return counter
  }

  summary(name: string, help: string): Summary {
    const known = this.#measures.get(name)
    if (known !== undefined) {
      invariant(known.kind === 'summary', `metric ${name} is a ${known.kind} and was asked for as a summary`)
      return known.summary
    }
    const summary = new RegistrySummary()
    this.#register(name, { kind: 'summary', help, summary })
    return summary
  }

  gauge(name: string, help: string, read: () => number): void {
    const known = this.#measures.get(name)
    invariant(known === undefined || known.kind === 'gauge', `metric ${name} is a ${known?.kind} and was asked for as a gauge`)
    this.#register(name, { kind: 'gauge', help, read })
  }

  *collect(): IterableIterator<readonly [name: string, value: number]> {
    for (const [name, measure] of this.#measures) {
      if (measure.kind === 'counter') yield [name, measure.counter.total]
      else if (measure.kind === 'summary') yield* summaryValues(name, measure.summary)
      else yield [name, readGauge(measure.read)]
    }
    if (this.#notShown > 0) yield ['metrics_not_shown', this.#notShown]
  }

  *describe(): IterableIterator<MeasureDescription> {
    for (const [name, { kind, help }] of this.#measures) yield { name, kind, help }
  }

  reset(): void {
    for (const measure of this.#measures.values()) {
      if (measure.kind === 'counter') measure.counter.reset()
      else if (measure.kind === 'summary') measure.summary.reset()
    }
  }

  #register(name: string, measure: Measure): void {
    if (this.#measures.size < MEASURES_MAX || this.#measures.has(name)) this.#measures.set(name, measure)
    else this.#notShown++
  }
}

function* summaryValues(name: string, summary: RegistrySummary): IterableIterator<readonly [name: string, value: number]> {
  yield [`${name}_avg`, summary.average]
  yield [`${name}_min`, summary.min]
  yield [`${name}_max`, summary.max]
  yield [`${name}_cnt`, summary.count]
  yield [`${name}_sum`, summary.sum]
}

/** A gauge that fails must not hide the others from who looks into the failure. */
function readGauge(read: () => number): number {
  try {
    return read()
  } catch {
    return Number.NaN
  }
}
