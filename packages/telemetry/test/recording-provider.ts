import {
  type Context, context as active, INVALID_SPAN_CONTEXT, type Span, type SpanContext, type SpanOptions, type SpanStatus, type Tracer, type TracerProvider, trace,
} from '@opentelemetry/api'

/** What a span was told. */
export interface RecordedSpan {
  readonly tracer: string
  readonly name: string
  readonly options: SpanOptions
  readonly parent: SpanContext | undefined
  readonly attributes: Record<string, unknown>
  status?: SpanStatus
  ended: boolean
  endTime?: unknown
}

/** The least TracerProvider that shows what a tracer does with the API. `sampled` decides for all. */
export class RecordingProvider implements TracerProvider {
  readonly spans: RecordedSpan[] = []
  readonly #sampled: boolean
  constructor(sampled = true) {
    this.#sampled = sampled
  }

  getTracer(tracer: string): Tracer {
    const startSpan = (name: string, options: SpanOptions = {}, context: Context = active.active()): Span => this.#start(tracer, name, options, context)
    return { startSpan, startActiveSpan: () => { throw new Error('spans of a server are never active') } }
  }

  #start(tracer: string, name: string, options: SpanOptions, context: Context): Span {
    if (!this.#sampled) return trace.wrapSpanContext(INVALID_SPAN_CONTEXT)
    const parent = trace.getSpanContext(context)
    const span: RecordedSpan = { tracer, name, options, parent, attributes: {}, ended: false }
    this.spans.push(span)
    const spanId = this.spans.length.toString(16).padStart(16, '0')
    return recorder(span, { traceId: parent?.traceId ?? `${spanId}${spanId}`, spanId, traceFlags: parent?.traceFlags ?? 1 })
  }
}

function recorder(recorded: RecordedSpan, context: SpanContext): Span {
  const span: Span = {
    spanContext: () => context,
    isRecording: () => !recorded.ended,
    setAttribute: (name, value) => { recorded.attributes[name] = value; return span },
    setStatus: (status) => { recorded.status = status; return span },
    end: (time) => { recorded.ended = true; recorded.endTime = time },
    setAttributes: () => span,
    addEvent: () => span,
    addLink: () => span,
    addLinks: () => span,
    updateName: () => span,
    recordException: () => {},
  }
  return span
}
