import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { afterEach, describe, expect, it } from 'vitest'
import { otelTracer } from '../src/index.ts'
import { RecordingProvider } from './recording-provider.ts'

const REMOTE = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true }

describe('otelTracer', () => {
  afterEach(() => trace.disable())

  it('begins a trace with a root span of the tracer @zabkit', () => {
    const provider = new RecordingProvider()
    const span = otelTracer({ provider }).startTrace('write')
    expect(provider.spans).toMatchObject([{ tracer: '@zabkit', name: 'write', options: { root: true, kind: SpanKind.SERVER } }])
    expect(provider.spans[0]?.parent).toBeUndefined()
    expect(span?.context).toEqual({ traceId: '00000000000000010000000000000001', spanId: '0000000000000001', sampled: true })
  })

  it('has no span for a write that is not sampled, nor without an SDK', () => {
    expect(otelTracer({ provider: new RecordingProvider(false) }).startTrace('write')).toBeNull()
    expect(otelTracer().startTrace('write')).toBeNull()
  })

  it('finds a provider that is registered later', () => {
    const [tracer, provider] = [otelTracer(), new RecordingProvider()]
    trace.setGlobalTracerProvider(provider)
    expect(tracer.startTrace('write')).not.toBeNull()
    expect(provider.spans).toHaveLength(1)
  })

  it('continues the trace of another server', () => {
    const provider = new RecordingProvider()
    const span = otelTracer({ provider }).startSpan('append', REMOTE)
    expect(provider.spans[0]?.parent).toEqual({ traceId: REMOTE.traceId, spanId: REMOTE.spanId, traceFlags: 1, isRemote: true })
    expect(span.context).toEqual({ traceId: REMOTE.traceId, spanId: '0000000000000001', sampled: true })
  })

  it('passes on that a trace is not sampled', () => {
    const provider = new RecordingProvider()
    expect(otelTracer({ provider }).startSpan('append', { ...REMOTE, sampled: false }).context.sampled).toBe(false)
    expect(provider.spans[0]?.parent?.traceFlags).toBe(0)
  })

  it('sets attributes, and ends a step as it went', () => {
    const provider = new RecordingProvider()
    const tracer = otelTracer({ provider })
    const good = tracer.startSpan('commit', REMOTE)
    good.setAttribute('zabkit.zxid', '0x100000005')
    good.end()
    tracer.startSpan('commit', REMOTE).end('no quorum')
    const [first, second] = provider.spans
    expect(first).toMatchObject({ attributes: { 'zabkit.zxid': '0x100000005' }, ended: true })
    expect(first?.status).toBeUndefined()
    expect(second).toMatchObject({ status: { code: SpanStatusCode.ERROR, message: 'no quorum' }, ended: true })
  })
})
