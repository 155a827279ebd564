import type { Span, TraceContext, Tracer } from '@zabkit/core'

/** What a span was told. */
export interface RecordedSpan {
  readonly name: string
  readonly parent: TraceContext | null
  readonly context: TraceContext
  readonly attributes: Record<string, string | number>
  ended: number
  errorText: string | null
}

/** Keeps every span; `samples` decides for each trace. */
export class RecordingTracer implements Tracer {
  readonly spans: RecordedSpan[] = []
  readonly #samples: () => boolean

  constructor(samples: () => boolean = () => true) {
    this.#samples = samples
  }

  startTrace(name: string, parent: TraceContext | null = null): Span | null {
    return (parent?.sampled ?? this.#samples()) ? this.#start(name, parent) : null
  }

  startSpan(name: string, parent: TraceContext): Span {
    return this.#start(name, parent)
  }

  named(name: string): RecordedSpan[] {
    return this.spans.filter((span) => span.name === name)
  }

  /** Spans that have not ended exactly once. */
  get loose(): string[] {
    return this.spans.filter(({ ended }) => ended !== 1).map(({ name, ended }) => `${name} ended ${ended} times`)
  }

  #start(name: string, parent: TraceContext | null): Span {
    const spanId = `${this.spans.length + 1}`.padStart(16, '0')
    const context = { traceId: parent?.traceId ?? spanId.repeat(2), spanId, sampled: true }
    const recorded: RecordedSpan = { name, parent, context, attributes: {}, ended: 0, errorText: null }
    this.spans.push(recorded)
    return {
      context,
      setAttribute: (key, value) => {
        recorded.attributes[key] = value
      },
      end: (errorText) => {
        recorded.ended++
        recorded.errorText = errorText ?? null
      },
    }
  }
}

/** Samples nothing, and takes anything else that it is asked for as a mistake. */
export const unsampled: Tracer = {
  startTrace: () => null,
  startSpan() {
    throw new Error('a span of a write that is not sampled')
  },
}
