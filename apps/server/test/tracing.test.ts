import { type LogFields, type Logger, silentTracer, type Tracer } from '@zabkit/core'
import { describe, expect, it } from 'vitest'
import { startTracing } from '../src/tracing.ts'
import { type Environment, readTracing } from '../src/tracing-settings.ts'

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }
const SERVICE = { serverId: 1, version: '0.0.0' }

class Lines implements Logger {
  readonly texts: string[] = []
  #write = (message: string, _fields?: LogFields): void => void this.texts.push(message)
  debug = this.#write
  info = this.#write
  warn = this.#write
  error = this.#write
  child = (): Logger => this
}

describe('the variables of OpenTelemetry', () => {
  it.each<[string, Environment, boolean]>([
    ['nothing', {}, false],
    ['an endpoint', ENDPOINT, true],
    ['an endpoint of traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' }, true],
    ['an empty endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
    ['the exporter otlp', { OTEL_TRACES_EXPORTER: 'otlp' }, true],
    ['the exporter none', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, false],
    ['an exporter that is not served', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'zipkin' }, false],
    ['a disabled SDK', { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, false],
    ['an SDK that is not disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: '1' }, true],
    ['always_off', { ...ENDPOINT, OTEL_TRACES_SAMPLER: 'always_off' }, false],
  ])('%s: %o: %s', (_what, environment, enabled) => {
    expect(readTracing(environment).enabled).toBe(enabled)
  })

  it.each<[Environment, number]>([
    [{}, 1],
    [{ OTEL_TRACES_SAMPLER: 'always_on', OTEL_TRACES_SAMPLER_ARG: '0.5' }, 1],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' }, 0.01],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: ' 0.25 ' }, 0.25],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' }, 1],
    // It begins no trace, and takes part in those of the other servers.
    [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, 0],
  ])('%o samples the share %d', (environment, ratio) => {
    expect(readTracing({ ...ENDPOINT, ...environment })).toEqual({ enabled: true, ratio, notices: [] })
  })

  it.each([
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_EXPORTER', 'zipkin'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'http/protobuf'],
  ])('%s=%s is warned of, and stops nothing', (name, value) => {
    expect(readTracing({ ...ENDPOINT, [name]: value }).notices).toMatchObject([{ level: 'warn', text: expect.stringContaining(`${name} ${value}`) }])
  })

  it.each(['-0.1', '1.1', 'half'])('the ratio %s is warned of, and is 1', (ratio) => {
    const { ratio: taken, notices } = readTracing({ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: ratio })
    expect(taken).toBe(1)
    expect(notices).toHaveLength(1)
  })
})

describe('tracing', () => {
  it('does not load the SDK where nobody asks for traces', async () => {
    const logger = new Lines()
    const load = (): never => {
      throw new Error('loaded')
    }
    const { tracer, stop } = await startTracing({ OTEL_TRACES_SAMPLER: 'always_on' }, SERVICE, logger, load)
    expect(tracer).toBe(silentTracer)
    await stop()
    expect(logger.texts).toEqual([])
    await expect(startTracing(ENDPOINT, SERVICE, logger, load)).rejects.toThrow('loaded')
  })

  it('draws the share of writes that the sampler asks for', async () => {
    const drawn: number[] = []
    const load = async (_service: unknown, ratio: number): Promise<{ tracer: Tracer; stop: () => Promise<void> }> => {
      drawn.push(ratio)
      return { tracer: silentTracer, stop: async () => {} }
    }
    await startTracing({ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5' }, SERVICE, new Lines(), load)
    expect(drawn).toEqual([0.5])
  })
})
