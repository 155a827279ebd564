import {
  type Context, type ContextManager, context, type Meter, metrics, ROOT_CONTEXT, type Span, SpanKind, type SpanOptions, trace, type Tracer, type TracerProvider,
} from '@opentelemetry/api'
import type { Span as ServerSpan, TraceContext } from '@zabkit/core'
import { afterEach, describe, expect, it } from 'vitest'
import { startRealServer } from './real-server.ts'

interface Recorded {
  readonly name: string
  readonly kind: SpanKind | undefined
  readonly parent: string | undefined
  readonly attributes: Record<string, unknown>
  status: unknown
  ended: number
}

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const spanIdOf = (n: number): string => n.toString(16).padStart(16, '0')

/** The least tracer that shows what it was asked for. */
class RecordingSpans implements TracerProvider {
  readonly spans: Recorded[] = []
  readonly #records: boolean
  constructor(records = true) {
    this.#records = records
  }

  getTracer(): Tracer {
    const startSpan = (name: string, options: SpanOptions = {}, given: Context = context.active()): Span => this.#start(name, options, given)
    return { startSpan, startActiveSpan: () => { throw new Error('spans of a client are never active') } }
  }

  #start(name: string, { kind, attributes }: SpanOptions, given: Context): Span {
    const recorded: Recorded = { name, kind, parent: trace.getSpanContext(given)?.spanId, attributes: { ...attributes }, status: null, ended: 0 }
    this.spans.push(recorded)
    const spanContext = { traceId: TRACE_ID, spanId: spanIdOf(this.spans.length), traceFlags: 1 }
    const span: Span = {
      spanContext: () => spanContext,
      isRecording: () => this.#records,
      setAttribute: (key, value) => { recorded.attributes[key] = value; return span },
      setStatus: (status) => { recorded.status = status; return span },
      end: () => { recorded.ended++ },
      setAttributes: () => span, addEvent: () => span, addLink: () => span, addLinks: () => span, updateName: () => span, recordException() {},
    }
    return span
  }
}

/** A meter whose figures are kept by name. */
function recordingMeter() {
  const values: [string, number, Record<string, unknown>][] = []
  const instrument = (name: string) => ({
    record: (value: number, attributes: Record<string, unknown> = {}) => void values.push([name, value, attributes]),
    add: (value: number, attributes: Record<string, unknown> = {}) => void values.push([name, value, attributes]),
  })
  return { values, meter: { createHistogram: instrument, createCounter: instrument } as unknown as Meter }
}

/** A process in which this span is active. */
class Active implements ContextManager {
  readonly #context: Context
  constructor(spanContext: Parameters<typeof trace.wrapSpanContext>[0]) {
    this.#context = trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext(spanContext))
  }

  active = (): Context => this.#context
  with: ContextManager['with'] = (_context, run, self, ...args) => run.call(self as never, ...args)
  bind: ContextManager['bind'] = (_context, target) => target
  enable = (): this => this
  disable = (): this => this
}

describe('spans', () => {
  afterEach(() => {
    trace.disable()
    context.disable()
    metrics.disable()
  })

  it('are one an operation, of a client of a database, and end as it did', async () => {
    await using server = await startRealServer()
    const provider = new RecordingSpans()
    const client = await server.client({ tracer: provider.getTracer() })
    await client.create('/a', 'x')
    await client.exists('/nowhere')
    await client.getData('/nowhere').catch(() => {})
    await client.multi().check('/a', 0).commit()
    expect(provider.spans.map(({ name, kind, ended }) => [name, kind, ended])).toEqual(['create', 'exists', 'getData', 'multi'].map((name) => [name, SpanKind.CLIENT, 1]))
    const [address, port] = server.address.split(':')
    expect(provider.spans[0]?.attributes).toEqual({
      'db.system.name': 'zookeeper', 'db.operation.name': 'create', 'server.address': address, 'server.port': Number(port), 'zabkit.path': '/a',
    })
    expect(provider.spans.map(({ attributes }) => attributes['error.type'])).toEqual([undefined, undefined, 'NoNode', undefined])
    expect(provider.spans[2]?.status).toMatchObject({ message: 'NoNode' })
  })

  it('take what is active where the operation is asked for as their parent', async () => {
    await using server = await startRealServer()
    const provider = new RecordingSpans()
    const client = await server.client({ tracer: provider.getTracer() })
    await client.sync()
    expect(provider.spans[0]?.parent).toBeUndefined()
    const active = provider.getTracer().startSpan('caller')
    context.setGlobalContextManager({ ...new Active(active.spanContext()), active: () => trace.setSpan(ROOT_CONTEXT, active) } as ContextManager)
    await client.sync()
    expect(provider.spans.at(-1)).toMatchObject({ name: 'sync', parent: active.spanContext().spanId })
  })

  it('go on in the server: the trace of a write begins in the caller', async () => {
    const roots: [string, TraceContext | null][] = []
    const span = (traceContext: TraceContext): ServerSpan => ({ context: traceContext, setAttribute() {}, end() {} })
    const tracer = {
      startTrace(name: string, parent: TraceContext | null = null): ServerSpan {
        roots.push([name, parent])
        return span(parent ?? { traceId: TRACE_ID, spanId: spanIdOf(99), sampled: true })
      },
      startSpan: (_name: string, parent: TraceContext): ServerSpan => span(parent),
    }
    await using server = await startRealServer(tracer)
    const provider = new RecordingSpans()
    const client = await server.client({ tracer: provider.getTracer() })
    await client.create('/a', 'x')
    await client.multi().setData('/a', 'y').commit()
    const plain = await server.client()
    await plain.delete('/a')
    const shown = roots.filter(([name]) => !name.endsWith('Session'))
    expect(shown).toEqual([
      ['zookeeper/create2', { traceId: TRACE_ID, spanId: spanIdOf(1), sampled: true }],
      ['zookeeper/multi', { traceId: TRACE_ID, spanId: spanIdOf(2), sampled: true }],
      ['zookeeper/delete', null],
    ])
  })

  it('are not even begun without an SDK, nor under a caller that is not sampled', async () => {
    await using server = await startRealServer()
    const client = await server.client()
    await client.sync()
    const provider = new RecordingSpans()
    trace.setGlobalTracerProvider(provider)
    context.setGlobalContextManager(new Active({ traceId: TRACE_ID, spanId: spanIdOf(5), traceFlags: 0 }))
    await client.sync()
    expect(provider.spans).toHaveLength(0)
    context.disable()
    await client.sync()
    expect(provider.spans.map(({ name }) => name)).toEqual(['sync'])
  })

  it('that do not record are told nothing', async () => {
    await using server = await startRealServer()
    const provider = new RecordingSpans(false)
    const client = await server.client({ tracer: provider.getTracer() })
    await client.exists('/a')
    expect(provider.spans[0]).toMatchObject({ ended: 0 })
    expect(provider.spans[0]?.attributes).not.toHaveProperty('zabkit.path')
  })
})

describe('figures', () => {
  it('are the time of each operation, reconnections and lost sessions', async () => {
    await using server = await startRealServer()
    const { meter, values } = recordingMeter()
    const client = await server.client({ meter })
    await client.getData('/')
    await client.delete('/nowhere').catch(() => {})
    const durations = values.filter(([name]) => name === 'db.client.operation.duration')
    expect(durations.map(([, seconds, attributes]) => [seconds > 0 && seconds < 60, attributes['db.operation.name'], attributes['error.type']])).toEqual([
      [true, 'getData', undefined],
      [true, 'delete', 'NoNode'],
    ])
    server.wire.cut()
    await client.sync()
    await server.expire(client)
    await expect.poll(() => values.map(([name]) => name).filter((name) => name.startsWith('zabkit'))).toContain('zabkit.client.session.losses')
    expect(values.map(([name]) => name)).toContain('zabkit.client.reconnects')
  })
})
