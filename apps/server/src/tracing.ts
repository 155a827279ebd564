import { type Logger, rateLimited, silentTracer, type Tracer } from '@zabkit/core'
import { otelTracer } from '@zabkit/telemetry'
import { TRACES_FLUSH_MS, TRACES_LOG_INTERVAL_MS } from './limits.ts'
import { type Environment, readTracing } from './tracing-settings.ts'

export interface Tracing {
  readonly tracer: Tracer
  /** Sends what waits, as far as that goes in a bounded time. Never rejects. */
  stop(): Promise<void>
}

/** Who makes the spans, unless the environment says otherwise. */
export interface TracedService {
  readonly serverId: number
  readonly version: string
}

/** What stands for the SDK. */
export type LoadSdk = typeof loadSdk

const NOTHING: Tracing = { tracer: silentTracer, stop: async () => {} }

/** Traces as the standard variables ask for them. Without them nothing of the SDK is even loaded: `load` is not called. */
export async function startTracing(environment: Environment, service: TracedService, logger: Logger, load: LoadSdk = loadSdk): Promise<Tracing> {
  const { enabled, ratio, notices } = readTracing(environment)
  for (const { level, text } of notices) logger[level](text)
  if (!enabled) return NOTHING
  return await load(service, ratio, logger)
}

/** The exporter reads endpoint, headers, time limits and certificates from the environment, the processor its queue, the provider its limits. */
async function loadSdk({ serverId, version }: TracedService, ratio: number, logger: Logger): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  api.diag.setLogger(diagnostics(logger), api.DiagLogLevel.WARN)
  const own = { 'service.name': 'zabkit', 'service.version': version, 'service.instance.id': `${serverId}` }
  const provider = new sdk.NodeTracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes(own))
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    // Whether a write is sampled is drawn before a span is made.
    sampler: new sdk.AlwaysOnSampler(),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  })
  logger.info('writes are traced', { ratio })
  return { tracer: otelTracer({ provider, ratio }), stop: () => inTime(provider.shutdown()) }
}

/** A collector that cannot be reached costs a line now and then, and spans. */
function diagnostics(logger: Logger) {
  const limited = rateLimited(logger, { monotonic: () => performance.now() }, TRACES_LOG_INTERVAL_MS)
  const write = (reason: string): void => limited.warn('traces are not exported as they should be', { reason })
  return { error: write, warn: write, info() {}, debug() {}, verbose() {} }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, TRACES_FLUSH_MS)
  })
  await Promise.race([work.catch(() => {}), limit])
  clearTimeout(timer)
}
