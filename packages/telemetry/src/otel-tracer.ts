import type { Span, TraceContext, Tracer } from '@zabkit/core'
import {
  type Span as ApiSpan, type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, type Tracer as ApiTracer, type TracerProvider, trace,
} from '@opentelemetry/api'
import { FineClock } from './fine-clock.ts'

/** The name of the instrumentation, as exporters show it. */
const TRACER_NAME = '@zabkit'

export interface OtelTracerOptions {
  /** Where spans are made. Default: the provider registered with the OpenTelemetry API, now or later. */
  readonly provider?: TracerProvider
  /**
   * The share of traces that are begun here, 0 to 1; default 1. It is drawn before the SDK is asked for anything: an SDK makes an object for a span
   * even when its own sampler then says no. With a ratio here the SDK's sampler should take everything.
   */
  readonly ratio?: number
  /** From 0 up to 1, for `ratio`. Default: Math.random. */
  readonly random?: () => number
}

/**
 * The Tracer over the OpenTelemetry API. The application chooses SDK, sampler and exporter; with no SDK registered nothing is sampled and
 * nothing is made. Whatever span happens to be active in the process is no parent of a write.
 */
export function otelTracer(options: OtelTracerOptions = {}): Tracer {
  const { provider = trace, ratio = 1, random = Math.random } = options
  return new OtelTracer(provider.getTracer(TRACER_NAME), ratio, random)
}

class OtelTracer implements Tracer {
  readonly #tracer: ApiTracer
  readonly #ratio: number
  readonly #random: () => number
  readonly #clock = new FineClock()
  constructor(tracer: ApiTracer, ratio: number, random: () => number) {
    this.#tracer = tracer
    this.#ratio = ratio
    this.#random = random
  }

  startTrace(name: string, parent: TraceContext | null = null): Span | null {
    if (parent !== null) return parent.sampled ? this.#start(name, SpanKind.SERVER, contextOf(parent)) : null
    return this.#draw() ? this.#start(name, SpanKind.SERVER, ROOT_CONTEXT) : null
  }

  startSpan(name: string, parent: TraceContext): Span | null {
    return parent.sampled ? this.#start(name, SpanKind.INTERNAL, contextOf(parent)) : null
  }

  #draw(): boolean {
    return this.#ratio >= 1 || (this.#ratio > 0 && this.#random() < this.#ratio)
  }

  #start(name: string, kind: SpanKind, context: Context): Span | null {
    const span = this.#tracer.startSpan(name, { kind, startTime: this.#clock.now() }, context)
    return span.isRecording() ? new OtelSpan(span, this.#clock) : null
  }
}

/** The parent is taken for remote wherever it is: the tracer does not know whose it is. */
function contextOf({ traceId, spanId }: TraceContext): Context {
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true })
}

class OtelSpan implements Span {
  readonly context: TraceContext
  readonly #span: ApiSpan
  readonly #clock: FineClock
  constructor(span: ApiSpan, clock: FineClock) {
    const { traceId, spanId, traceFlags } = span.spanContext()
    this.#span = span
    this.#clock = clock
    this.context = { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 }
  }

  setAttribute(name: string, value: string | number): void {
    this.#span.setAttribute(name, value)
  }

  end(errorText?: string): void {
    if (errorText !== undefined) this.#span.setStatus({ code: SpanStatusCode.ERROR, message: errorText })
    this.#span.end(this.#clock.now())
  }
}
