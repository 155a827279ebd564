/** W3C trace context of a span, as it travels beside a proposal. */
export interface TraceContext {
  readonly traceId: string
  readonly spanId: string
  readonly sampled: boolean
}

/** A step of a write. */
export interface Span {
  readonly context: TraceContext
  setAttribute(name: string, value: string | number): void
  /** `errorText` marks the step as failed. */
  end(errorText?: string): void
}

/**
 * Makes spans. The sampling decision is taken once a write, in `startTrace`; a write that is not sampled has no span, and its steps cost
 * one comparison with null.
 */
export interface Tracer {
  /** A new trace for a client's write, or null when it is not sampled. */
  startTrace(name: string): Span | null
  /** A step under `parent`, which may be of another server. */
  startSpan(name: string, parent: TraceContext): Span
}

export const silentTracer: Tracer = {
  startTrace: () => null,
  startSpan() {
    throw new Error('the silent tracer samples nothing, so it has no parent to continue')
  },
}
