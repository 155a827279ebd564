/** W3C trace context of a span (what `traceparent` says), as it travels beside a request to the leader and beside a proposal. */
export interface TraceContext {
  /** 32 lower-case hex digits. */
  readonly traceId: string
  /** 16 lower-case hex digits. */
  readonly spanId: string
  readonly sampled: boolean
}

/** A write as one server sees it, or a step of it. */
export interface Span {
  readonly context: TraceContext
  setAttribute(name: string, value: string | number): void
  /** Once. `errorText` marks it as failed. */
  end(errorText?: string): void
}

/**
 * Makes spans. The sampling decision is taken once a write, in `startTrace`, by the server that the client reached; every other server follows
 * it. A write that is not sampled has no span, and its steps cost one comparison with null.
 */
export interface Tracer {
  /**
   * The root span of a client's write, or null when it is not sampled. `parent`: the span of the caller, where the client has sent one; then its
   * trace goes on and its decision holds. ZooKeeper's protocol has no place for it; our client puts it behind the request (jute's trace trailer).
   * Default null: this server decides.
   */
  startTrace(name: string, parent?: TraceContext | null): Span | null
  /** A step under `parent`, which may be of another server. Null when this server keeps no spans: the context travels on all the same. */
  startSpan(name: string, parent: TraceContext): Span | null
}

export const silentTracer: Tracer = {
  startTrace: () => null,
  startSpan: () => null,
}
