import { type Attributes, createNoopMeter, type Histogram, type Meter, metrics, ProxyTracerProvider, type Span, SpanKind, SpanStatusCode, trace, TraceFlags, type Tracer, type Counter } from '@opentelemetry/api'
import { encodeTraceTrailer } from '@zabkit/jute'
import { isZooKeeperError } from './errors.ts'
import type { Operation } from './operation.ts'
import type { ClientOptions } from './options.ts'
import type { StateChange } from './types.ts'

const NAME = '@zabkit/client'
/** What stands behind the API until the application registers an SDK. */
const NO_PROVIDER = new ProxyTracerProvider().getDelegate()

/** Spans and figures of a client, by OpenTelemetry's conventions for databases. Where nobody looks, an operation costs two comparisons. */
export class ClientTelemetry {
  readonly #server: () => string | null
  #tracer: Tracer | null
  readonly #duration: Histogram | null
  readonly #reconnects: Counter | null
  readonly #losses: Counter | null
  /** By operation; made anew when the server changes. */
  readonly #attributes = new Map<string, Attributes>()
  #attributesOf: string | null = null

  constructor(options: ClientOptions, server: () => string | null) {
    this.#server = server
    this.#tracer = options.tracer ?? null
    const meter = liveMeter(options.meter ?? metrics.getMeter(NAME))
    this.#duration = meter?.createHistogram('db.client.operation.duration', DURATION) ?? null
    this.#reconnects = meter?.createCounter('zabkit.client.reconnects', { description: 'Connections that went on with a session' }) ?? null
    this.#losses = meter?.createCounter('zabkit.client.session.losses', { description: 'Sessions that ended against the will of the client' }) ?? null
  }

  /** An operation begins. Null: nobody looks. With a span it gets a trailer, so that the server's part of the trace hangs on it. */
  begin(operation: Operation<unknown>): Observation | null {
    const span = this.#startSpan(operation)
    if (span === null && this.#duration === null) return null
    return new Observation(span, this.#duration, this.#attributesFor(operation.operation))
  }

  state({ state, reconnected }: StateChange): void {
    if (reconnected) this.#reconnects?.add(1)
    if (state === 'lost') this.#losses?.add(1)
  }

  #startSpan(operation: Operation<unknown>): Span | null {
    const tracer = this.#tracer ?? this.#findTracer()
    if (tracer === null || trace.getActiveSpan()?.isRecording() === false) return null
    const span = tracer.startSpan(operation.operation, { kind: SpanKind.CLIENT, attributes: this.#attributesFor(operation.operation) })
    if (!span.isRecording()) return null
    if (operation.path !== null) span.setAttribute('zabkit.path', operation.path)
    operation.trailer = trailerOf(span)
    return span
  }

  /** Looked for until there is one: SDKs may be registered after the client was made. */
  #findTracer(): Tracer | null {
    const provider = trace.getTracerProvider()
    if (provider instanceof ProxyTracerProvider && provider.getDelegate() === NO_PROVIDER) return null
    this.#tracer = provider.getTracer(NAME)
    return this.#tracer
  }

  #attributesFor(operation: string): Attributes {
    const server = this.#server()
    if (server !== this.#attributesOf) {
      this.#attributes.clear()
      this.#attributesOf = server
    }
    const known = this.#attributes.get(operation)
    if (known !== undefined) return known
    const attributes: Attributes = { 'db.system.name': 'zookeeper', 'db.operation.name': operation, ...serverAttributes(server) }
    this.#attributes.set(operation, attributes)
    return attributes
  }
}

const DURATION = {
  unit: 's',
  description: 'Duration of an operation of the client, repetitions included',
  advice: { explicitBucketBoundaries: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
}

function liveMeter(meter: Meter): Meter | null {
  return meter === createNoopMeter() ? null : meter
}

function serverAttributes(server: string | null): Attributes {
  if (server === null) return {}
  const colon = server.lastIndexOf(':')
  return { 'server.address': server.slice(0, colon).replace(/^\[|\]$/g, ''), 'server.port': Number(server.slice(colon + 1)) }
}

function trailerOf(span: Span): Uint8Array | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return encodeTraceTrailer({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 }) ?? undefined
}

/** One operation that somebody looks at. */
export class Observation {
  readonly #span: Span | null
  readonly #duration: Histogram | null
  readonly #attributes: Attributes
  readonly #startedMs = performance.now()

  constructor(span: Span | null, duration: Histogram | null, attributes: Attributes) {
    this.#span = span
    this.#duration = duration
    this.#attributes = attributes
  }

  follow<T>(result: Promise<T>): Promise<T> {
    return result.then(
      (value) => {
        this.#end(null)
        return value
      },
      (error: unknown) => {
        this.#end(isZooKeeperError(error) ? error.code : error instanceof Error ? error.name : '_OTHER')
        throw error
      },
    )
  }

  #end(errorType: string | null): void {
    const seconds = (performance.now() - this.#startedMs) / 1_000
    this.#duration?.record(seconds, errorType === null ? this.#attributes : { ...this.#attributes, 'error.type': errorType })
    if (this.#span === null) return
    if (errorType !== null) {
      this.#span.setAttribute('error.type', errorType)
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message: errorType })
    }
    this.#span.end()
  }
}
