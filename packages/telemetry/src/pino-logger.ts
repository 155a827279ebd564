import { createRequire } from 'node:module'
import { isatty } from 'node:tty'
import type { LogFields, Logger } from '@zabkit/core'
import { type DestinationStream, type Logger as Pino, pino, stdTimeFunctions } from 'pino'
import { fdDestination, type LogDestination } from './log-destination.ts'
import { plainFields } from './log-fields.ts'

const STDOUT = 1
const formatters = { level: (label: string) => ({ level: label }) }
/** Errors come here as plain values already; pino would take them for errors once more. */
const serializers = { err: (plain: unknown) => plain }

export interface PinoLoggerOptions {
  /** Lines below it are not made. Default info. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Fields of every line, such as the server's id. Default: none. */
  readonly fields?: LogFields
  /** Default: stdout. */
  readonly destination?: LogDestination
  /** Text for people in place of JSON lines. Default: when the lines go to stdout and stdout is a terminal. */
  readonly pretty?: boolean
}

/** A core Logger with a way to write out what waits. At the end of the process that happens by itself. */
export interface PinoLogger extends Logger {
  flush(): void
}

/**
 * The log of a server: one JSON line a fact with `level`, `time` (ISO) and `msg`, or text for people on a terminal. Values of fields whose
 * names tell of secrets are not written. A stdout that was closed, or is not read, costs lines and never the server.
 */
export function pinoLogger(options: PinoLoggerOptions = {}): PinoLogger {
  const target = options.destination ?? fdDestination(STDOUT)
  const pretty = options.pretty ?? (options.destination === undefined && isatty(STDOUT))
  const config = { level: options.level ?? 'info', base: null, timestamp: stdTimeFunctions.isoTime, formatters, serializers }
  const root = pino(config, pretty ? prettyStream(target) : target)
  return new FieldsLogger(options.fields === undefined ? root : root.child(plainFields(options.fields)), target)
}

class FieldsLogger implements PinoLogger {
  readonly #pino: Pino
  readonly #target: LogDestination
  constructor(inner: Pino, target: LogDestination) {
    this.#pino = inner
    this.#target = target
  }

  debug(message: string, fields?: LogFields): void {
    if (this.#pino.isLevelEnabled('debug')) this.#pino.debug(plainFields(fields ?? {}), message)
  }

  info(message: string, fields?: LogFields): void {
    if (this.#pino.isLevelEnabled('info')) this.#pino.info(plainFields(fields ?? {}), message)
  }

  warn(message: string, fields?: LogFields): void {
    if (this.#pino.isLevelEnabled('warn')) this.#pino.warn(plainFields(fields ?? {}), message)
  }

  error(message: string, fields?: LogFields): void {
    if (this.#pino.isLevelEnabled('error')) this.#pino.error(plainFields(fields ?? {}), message)
  }

  child(fields: LogFields): PinoLogger {
    return new FieldsLogger(this.#pino.child(plainFields(fields)), this.#target)
  }

  flush(): void {
    this.#target.flushSync?.()
  }
}

/** In this thread and at once: a worker would lose the lines that tell why the process ended. */
function prettyStream(target: LogDestination): DestinationStream {
  // Loaded only for a terminal: a server that logs lines of JSON starts the sooner.
  const { prettyFactory } = createRequire(import.meta.url)('pino-pretty') as typeof import('pino-pretty')
  const format = prettyFactory({ colorize: isatty(STDOUT), translateTime: 'SYS:HH:MM:ss.l' })
  return { write: (line) => target.write(format(line)) }
}
