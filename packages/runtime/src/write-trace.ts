import {
  type BroadcastSend,
  type ClientRequest,
  formatZxid,
  type LogRecord,
  Ring,
  type Span,
  silentTracer,
  type TraceContext,
  type Tracer,
  type Zxid,
} from '@zabkit/core'
import { readTraceTrailer } from '@zabkit/jute'
import { describeOutcome, describeRequest, methodName } from './traced-request.ts'

/** What happens to a write after its request, each a child of the request's span. The README of `telemetry` says what each of them measures. */
export type WriteStep = 'forward' | 'prepare' | 'propose' | 'append' | 'acknowledge' | 'quorum' | 'commit' | 'apply' | 'reply'

/** A step that ends when others have got as far as its zxid. */
interface OpenStep {
  readonly zxid: Zxid
  readonly trace: TraceContext
  readonly span: Span
}

interface OpenReply {
  readonly root: Span
  readonly reply: Span | null
  readonly errorText: string | undefined
}

/** Null where no spans are kept: then nothing of a write's way is looked at. */
export function writeTraces(tracer: Tracer, serverId: number): WriteTraces | null {
  return tracer === silentTracer ? null : new WriteTraces(tracer, serverId)
}

/**
 * The spans of writes as this server sees them: those that its clients ask for, and those that come from elsewhere with a trace. Called at each
 * step of a write; a write that is not sampled has no trace, and passes all of this by.
 *
 * All steps hang on the span of the request, on whatever server: a server that dies takes its own spans along and leaves no others without
 * a parent.
 */
export class WriteTraces {
  readonly #tracer: Tracer
  readonly #serverId: number
  /** Steps that end with what is being done now. */
  readonly #forwarding: Span[] = []
  readonly #proposing: Span[] = []
  readonly #committing: Span[] = []
  readonly #replying: OpenReply[] = []
  /** Leader: proposed, not committed. */
  readonly #quorums = new Ring<OpenStep>()
  /** Leader: sent and not acknowledged, by follower. */
  readonly #unacknowledged = new Map<number, Ring<OpenStep>>()

  constructor(tracer: Tracer, serverId: number) {
    this.#tracer = tracer
    this.#serverId = serverId
  }

  // ---- on the server that the client reached ----

  /** A client asks for a write, perhaps within a trace of its own that it names behind the request. Null: not sampled. */
  begin(request: ClientRequest): Span | null {
    const parent = readTraceTrailer(request.chunk, request.start, request.end)
    const root = this.#tracer.startTrace(methodName(request.type), parent)
    if (root === null) return null
    root.setAttribute('zabkit.server.id', this.#serverId)
    describeRequest(root, request)
    return root
  }

  /** The request waits for the end of the turn, to go to the leader with others. */
  forwarding(root: Span): void {
    keep(this.#forwarding, this.step('forward', root.context))
  }

  forwarded(): void {
    endAll(this.#forwarding)
  }

  /** The write is applied, and about to be answered. */
  replying(root: Span, zxid: Zxid, err: number): void {
    root.setAttribute('zabkit.zxid', formatZxid(zxid))
    this.#replying.push({ root, reply: this.step('reply', root.context, zxid), errorText: describeOutcome(root, err) })
  }

  /** The replies are with the network. */
  replied(): void {
    for (const { root, reply, errorText } of this.#replying) {
      reply?.end()
      root.end(errorText)
    }
    this.#replying.length = 0
  }

  // ---- on the leader ----

  proposing(records: readonly LogRecord[]): void {
    for (const { trace, zxid } of records) {
      if (!trace) continue
      keep(this.#proposing, this.step('propose', trace, zxid))
      this.#open('quorum', trace, zxid, this.#quorums)
    }
  }

  /** The records are with the disk and with every follower's link. */
  proposed(): void {
    endAll(this.#proposing)
  }

  /** Proposals among `sends` begin to wait for their acknowledgements. */
  sending(sends: readonly BroadcastSend[]): void {
    for (const { to, message } of sends) {
      if (message.type === 'proposal') for (const record of message.records) if (record.trace) this.#await(to, record, record.trace)
    }
  }

  #await(followers: readonly number[], { zxid }: LogRecord, trace: TraceContext): void {
    for (const follower of followers) {
      const waiting = this.#unacknowledged.get(follower) ?? new Ring<OpenStep>()
      this.#unacknowledged.set(follower, waiting)
      this.#open('acknowledge', trace, zxid, waiting)?.setAttribute('zabkit.peer.id', follower)
    }
  }

  #open(name: WriteStep, trace: TraceContext, zxid: Zxid, steps: Ring<OpenStep>): Span | null {
    const span = this.step(name, trace, zxid)
    if (span !== null) steps.push({ zxid, trace, span })
    return span
  }

  acknowledged(follower: number, zxid: Zxid): void {
    const waiting = this.#unacknowledged.get(follower)
    if (waiting === undefined) return
    for (let next = waiting.peek(); next !== undefined && next.zxid <= zxid; next = waiting.peek()) {
      next.span.end()
      waiting.shift()
    }
  }

  followerLost(follower: number): void {
    failAll(this.#unacknowledged.get(follower), 'the link to the follower is gone')
    this.#unacknowledged.delete(follower)
  }

  /** A quorum has everything up to `zxid`. */
  committing(zxid: Zxid): void {
    for (let next = this.#quorums.peek(); next !== undefined && next.zxid <= zxid; next = this.#quorums.peek()) {
      next.span.end()
      keep(this.#committing, this.step('commit', next.trace, next.zxid))
      this.#quorums.shift()
    }
  }

  /** Every follower's link has the word. */
  committed(): void {
    endAll(this.#committing)
  }

  // ---- on every server ----

  /** The steps of a batch that goes to the disk; null where no record of it is traced. For `appended`. */
  appending(records: readonly LogRecord[]): Span[] | null {
    let spans: Span[] | null = null
    for (const { trace, zxid } of records) {
      if (!trace) continue
      spans ??= []
      keep(spans, this.step('append', trace, zxid))
    }
    return spans
  }

  appended(spans: Span[], error: Error | null): void {
    endAll(spans, error?.message)
  }

  /** A step that the caller ends. Null where the tracer keeps none. */
  step(name: WriteStep, trace: TraceContext, zxid?: Zxid): Span | null {
    const span = this.#tracer.startSpan(name, trace)
    if (span === null) return null
    span.setAttribute('zabkit.server.id', this.#serverId)
    if (zxid !== undefined) span.setAttribute('zabkit.zxid', formatZxid(zxid))
    return span
  }

  /** What was under way in the role goes on in another one, or never. */
  roleEnded(): void {
    const text = 'the role of the server ended'
    endAll(this.#forwarding, text)
    endAll(this.#proposing, text)
    endAll(this.#committing, text)
    failAll(this.#quorums, text)
    for (const waiting of this.#unacknowledged.values()) failAll(waiting, text)
    this.#unacknowledged.clear()
  }
}

function keep(spans: Span[], span: Span | null): void {
  if (span !== null) spans.push(span)
}

function endAll(spans: Span[], errorText?: string): void {
  for (const span of spans) span.end(errorText)
  spans.length = 0
}

function failAll(steps: Ring<OpenStep> | undefined, errorText: string): void {
  for (let next = steps?.shift(); next !== undefined; next = steps?.shift()) next.span.end(errorText)
}
