import type { Span, TraceContext, Tracer } from '@zabkit/core'
import {
  type Span as ApiSpan, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, type Tracer as ApiTracer, type TracerProvider, trace,
} from '@opentelemetry/api'

/** The name of the instrumentation, as exporters show it. */
const TRACER_NAME = '@zabkit'

export interface OtelTracerOptions {
  /** Where spans are made. Default: the provider registered with the OpenTelemetry API, now or later. */
  readonly provider?: TracerProvider
}

/**
 * The Tracer over the OpenTelemetry API. The application chooses SDK, sampler and exporter; with no SDK registered nothing is sampled and
 * nothing is made. Traces of writes are roots: whatever span happens to be active in the process is not their parent.
 */
export function otelTracer(options: OtelTracerOptions = {}): Tracer {
  return new OtelTracer((options.provider ?? trace).getTracer(TRACER_NAME))
}

class OtelTracer implements Tracer {
  readonly #tracer: ApiTracer
  constructor(tracer: ApiTracer) {
    this.#tracer = tracer
  }

  startTrace(name: string): Span | null {
    const span = this.#tracer.startSpan(name, { root: true, kind: SpanKind.SERVER }, ROOT_CONTEXT)
    return span.isRecording() ? new OtelSpan(span) : null
  }

  startSpan(name: string, parent: TraceContext): Span {
    const traceFlags = parent.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE
    const spanContext = { traceId: parent.traceId, spanId: parent.spanId, traceFlags, isRemote: true }
    return new OtelSpan(this.#tracer.startSpan(name, { kind: SpanKind.INTERNAL }, trace.setSpanContext(ROOT_CONTEXT, spanContext)))
  }
}

class OtelSpan implements Span {
  readonly context: TraceContext
  readonly #span: ApiSpan
  constructor(span: ApiSpan) {
    const { traceId, spanId, traceFlags } = span.spanContext()
    this.#span = span
    this.context = { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 }
  }

  setAttribute(name: string, value: string | number): void {
    this.#span.setAttribute(name, value)
  }

  end(errorText?: string): void {
    if (errorText !== undefined) this.#span.setStatus({ code: SpanStatusCode.ERROR, message: errorText })
    this.#span.end()
  }
}
