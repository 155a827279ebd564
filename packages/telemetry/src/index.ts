/**
 * Logs, metrics and traces for operators: what stands behind core's Logger, Metrics and Tracer in a real server.
 *
 * ```ts
 * import { metricsRegistry, otelTracer, pinoLogger } from '@zabkit/telemetry'
 * const logger = pinoLogger({ fields: { server: 1 } })
 * const metrics = metricsRegistry()
 * metrics.summary('fsynctime', 'ms of one sync of the log').observe(3)
 * logger.info('measured', { ...Object.fromEntries(metrics.collect()), sampled: otelTracer().startTrace('write') !== null })
 * ```
 *
 * @packageDocumentation
 */
export * from './limits.ts'
export { fdDestination, type LogDestination } from './log-destination.ts'
export { isSecretName, REDACTED } from './log-fields.ts'
export { type MeasureDescription, type MetricsRegistry, metricsRegistry } from './metrics-registry.ts'
export { type OtelTracerOptions, otelTracer } from './otel-tracer.ts'
export { type PinoLogger, type PinoLoggerOptions, pinoLogger } from './pino-logger.ts'
