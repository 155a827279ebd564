import { type Notice, oneLine } from './notice.ts'

/** What the standard variables say about traces, as far as the SDK does not read them itself. */
export interface TracingSettings {
  /** Spans are kept, and exported. */
  readonly enabled: boolean
  /** The share of writes that are sampled, 0 to 1. */
  readonly ratio: number
  readonly notices: readonly Notice[]
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The sampler decides here, once a write, and the ensemble follows: with or without `parentbased_` it is the same. */
const SAMPLERS = new Map<string, (argument: number) => number>([
  ['always_on', () => 1],
  ['parentbased_always_on', () => 1],
  ['always_off', () => 0],
  ['parentbased_always_off', () => 0],
  ['traceidratio', (argument) => argument],
  ['parentbased_traceidratio', (argument) => argument],
])

/** Off unless the variables name an endpoint, or ask for `otlp` at its usual place. Nothing in them stops a server: what is wrong is a notice. */
export function readTracing(environment: Environment): TracingSettings {
  const notices: Notice[] = []
  if (!isWanted(environment, notices)) return { enabled: false, ratio: 0, notices }
  warnOfProtocol(environment, notices)
  const ratio = readRatio(environment, notices)
  return { enabled: variable(environment, 'OTEL_TRACES_SAMPLER') !== 'always_off', ratio, notices }
}

function isWanted(environment: Environment, notices: Notice[]): boolean {
  if (variable(environment, 'OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return false
  const exporter = variable(environment, 'OTEL_TRACES_EXPORTER')
  if (exporter === 'otlp') return true
  if (exporter === 'none') return false
  if (exporter !== null) return refuse(notices, 'OTEL_TRACES_EXPORTER', exporter, 'only otlp and none are served; no traces are exported')
  return endpointOf(environment) !== null
}

function endpointOf(environment: Environment): string | null {
  return variable(environment, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? variable(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT')
}

function warnOfProtocol(environment: Environment, notices: Notice[]): void {
  for (const name of ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL']) {
    const protocol = variable(environment, name)
    if (protocol !== null && protocol !== 'http/json') refuse(notices, name, protocol, 'only http/json is served, and used')
  }
}

function readRatio(environment: Environment, notices: Notice[]): number {
  const name = variable(environment, 'OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on'
  const sampler = SAMPLERS.get(name)
  if (sampler !== undefined) return sampler(readArgument(environment, notices))
  refuse(notices, 'OTEL_TRACES_SAMPLER', name, `must be one of ${[...SAMPLERS.keys()].join(', ')}; every write is traced`)
  return 1
}

function readArgument(environment: Environment, notices: Notice[]): number {
  const text = variable(environment, 'OTEL_TRACES_SAMPLER_ARG')
  if (text === null) return 1
  const ratio = Number(text)
  if (ratio >= 0 && ratio <= 1) return ratio
  refuse(notices, 'OTEL_TRACES_SAMPLER_ARG', text, 'must be from 0 to 1; 1 is used')
  return 1
}

function refuse(notices: Notice[], name: string, value: string, must: string): false {
  notices.push({ level: 'warn', text: `${name} ${oneLine(value)}: ${must}` })
  return false
}

/** An empty variable is none: the specification has it so. */
function variable(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim()
  return value === undefined || value === '' ? null : value
}
