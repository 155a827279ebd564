import { type Context, type ContextManager, context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { afterEach, describe, expect, it } from 'vitest'
import { otelTracer } from '../src/index.ts'
import { RecordingProvider } from './recording-provider.ts'

const REMOTE = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true }

/** A process in which a span is always active. */
class ActiveSpan implements ContextManager {
  readonly #active: Context
  constructor(active: Context) {
    this.#active = active
  }

  active = (): Context => this.#active
  with: ContextManager['with'] = (_context, run, self, ...args) => run.call(self as never, ...args)
  bind: ContextManager['bind'] = (_context, target) => target
  enable = (): this => this
  disable = (): this => this
}

describe('otelTracer', () => {
  afterEach(() => trace.disable())

  it('begins a trace with a root span of the tracer @zabkit', () => {
    const provider = new RecordingProvider()
    const span = otelTracer({ provider }).startTrace('write')
    expect(provider.spans).toMatchObject([{ tracer: '@zabkit', name: 'write', options: { kind: SpanKind.SERVER } }])
    expect(provider.spans[0]?.parent).toBeUndefined()
    expect(span?.context).toEqual({ traceId: '00000000000000010000000000000001', spanId: '0000000000000001', sampled: true })
  })

  it('takes no span that is active in the process for the parent of a write', () => {
    const provider = new RecordingProvider()
    context.setGlobalContextManager(new ActiveSpan(trace.setSpanContext(ROOT_CONTEXT, { ...REMOTE, traceFlags: 1 })))
    otelTracer({ provider }).startTrace('write')
    context.disable()
    expect(provider.spans[0]?.parent).toBeUndefined()
  })

  it('has no span for a write that is not sampled, nor without an SDK', () => {
    const unsampled = otelTracer({ provider: new RecordingProvider(false) })
    expect(unsampled.startTrace('write')).toBeNull()
    expect(unsampled.startSpan('append', REMOTE)).toBeNull()
    expect(otelTracer().startTrace('write')).toBeNull()
    expect(otelTracer().startSpan('append', REMOTE)).toBeNull()
  })

  it('finds a provider that is registered later', () => {
    const [tracer, provider] = [otelTracer(), new RecordingProvider()]
    trace.setGlobalTracerProvider(provider)
    expect(tracer.startTrace('write')).not.toBeNull()
    expect(provider.spans).toHaveLength(1)
  })

  it('draws whether a write is sampled before the SDK is asked for anything', () => {
    const provider = new RecordingProvider()
    const draws = [0.09, 0.1, 0.99, 0]
    const tracer = otelTracer({ provider, ratio: 0.1, random: () => draws.shift() ?? 1 })
    const sampled = [1, 2, 3, 4].map(() => tracer.startTrace('write') !== null)
    expect(sampled).toEqual([true, false, false, true])
    expect(provider.spans).toHaveLength(2)
  })

  it('draws nothing where the ratio is 0 or 1', () => {
    const provider = new RecordingProvider()
    const random = (): number => {
      throw new Error('drawn')
    }
    expect(otelTracer({ provider, ratio: 0, random }).startTrace('write')).toBeNull()
    expect(otelTracer({ provider, ratio: 1, random }).startTrace('write')).not.toBeNull()
  })

  it('goes on with the trace of a caller, whose decision holds', () => {
    const provider = new RecordingProvider()
    const tracer = otelTracer({ provider, ratio: 0 })
    expect(tracer.startTrace('write', REMOTE)?.context.traceId).toBe(REMOTE.traceId)
    expect(provider.spans[0]).toMatchObject({ options: { kind: SpanKind.SERVER }, parent: { spanId: REMOTE.spanId } })
    expect(otelTracer({ provider, ratio: 1 }).startTrace('write', { ...REMOTE, sampled: false })).toBeNull()
    expect(provider.spans).toHaveLength(1)
  })

  it('continues the trace of another server', () => {
    const provider = new RecordingProvider()
    const span = otelTracer({ provider, ratio: 0 }).startSpan('append', REMOTE)
    expect(provider.spans[0]).toMatchObject({ options: { kind: SpanKind.INTERNAL } })
    expect(provider.spans[0]?.parent).toEqual({ traceId: REMOTE.traceId, spanId: REMOTE.spanId, traceFlags: 1, isRemote: true })
    expect(span?.context).toEqual({ traceId: REMOTE.traceId, spanId: '0000000000000001', sampled: true })
  })

  it('makes no step of a write that is not sampled', () => {
    const provider = new RecordingProvider()
    expect(otelTracer({ provider }).startSpan('append', { ...REMOTE, sampled: false })).toBeNull()
    expect(provider.spans).toHaveLength(0)
  })

  it('tells when a step begins and ends, finer than a millisecond', () => {
    const provider = new RecordingProvider()
    const tracer = otelTracer({ provider })
    for (let i = 0; i < 50; i++) tracer.startSpan('append', REMOTE)?.end()
    const times = provider.spans.flatMap(({ options, endTime }) => [Number(options.startTime), Number(endTime)])
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(new Set(times).size).toBeGreaterThan(10)
    expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(1000)
  })

  it('sets attributes, and ends a step as it went', () => {
    const provider = new RecordingProvider()
    const tracer = otelTracer({ provider })
    const good = tracer.startSpan('commit', REMOTE)
    good?.setAttribute('zabkit.zxid', '0x100000005')
    good?.end()
    tracer.startSpan('commit', REMOTE)?.end('no quorum')
    const [first, second] = provider.spans
    expect(first).toMatchObject({ attributes: { 'zabkit.zxid': '0x100000005' }, ended: true })
    expect(first?.status).toBeUndefined()
    expect(second).toMatchObject({ status: { code: SpanStatusCode.ERROR, message: 'no quorum' }, ended: true })
  })
})
