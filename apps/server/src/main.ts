#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { isOperatorError, OperatorError } from '@zabkit/core'
import type { Server } from '@zabkit/runtime'
import { metricsRegistry, type PinoLogger, pinoLogger } from '@zabkit/telemetry'
import { parseArguments, USAGE } from './arguments.ts'
import { assemble } from './assemble.ts'
import { EXIT_FAILED, EXIT_USAGE } from './limits.ts'
import { registerProcessMetrics } from './process-metrics.ts'
import { loadSettings, type ServerSettings } from './settings.ts'
import { nodeSources } from './sources.ts'
import { StopOnSignal } from './stop-on-signal.ts'
import { startTracing, type Tracing } from './tracing.ts'
import { packageVersion, serverVersion } from './version.ts'

/**
 * Functions are compiled when they first run, not after some hundred calls in the interpreter: a server that has just started, or has little to do,
 * would otherwise take twice as long for each request for minutes. Costs some ms at the start.
 */
setFlagsFromString('--always-sparkplug')
// And optimised after a third of the work that V8 waits for by default, for the same reason.
setFlagsFromString('--interrupt-budget=25000')

/** Reads the command line and runs until a signal; the exit code says how it went. */
async function main(): Promise<void> {
  const command = parseArguments(process.argv.slice(2))
  if (command.type === 'help') return void process.stdout.write(USAGE)
  if (command.type === 'version') return void process.stdout.write(`${serverVersion()}\n`)
  if (command.type === 'usage-error') {
    process.stderr.write(`${command.message}\n\n${USAGE}`)
    process.exitCode = EXIT_USAGE
    return
  }
  await run(command.configPath)
}

async function run(configPath: string | null): Promise<void> {
  const logger = pinoLogger()
  try {
    const settings = await loadSettings(configPath, nodeSources())
    for (const { level, text } of settings.notices) logger[level](text)
    await serve(settings, logger)
  } catch (error) {
    refuse(error, logger)
  }
}

async function serve(settings: ServerSettings, logger: PinoLogger): Promise<void> {
  if (!settings.createDirectories) requireDirectories(settings)
  const metrics = metricsRegistry()
  registerProcessMetrics(metrics)
  const tracing = await startTracing(process.env, { serverId: settings.serverId, version: packageVersion() }, logger)
  const server = await assemble(settings, { logger, metrics, tracer: tracing.tracer, onFailure: (error) => giveUp(error, logger) })
  const signals = stopOnSignal(server, tracing, logger)
  await server.start()
  signals.started()
  logger.info(banner(settings, server))
}

/** `datadir.autocreate=false`: an empty directory in place of a disk that is not mounted would look like lost data. */
function requireDirectories({ dataDirectory, logDirectory }: ServerSettings): void {
  for (const directory of [dataDirectory, logDirectory]) {
    if (existsSync(directory)) continue
    throw new OperatorError('ZK_DIRECTORY_UNUSABLE', `${directory} does not exist, and datadir.autocreate is false`)
  }
}

/** Where it listens, what it keeps, and how to reach it. */
function banner(settings: ServerSettings, server: Server): string {
  const [first = ''] = server.addresses
  const reach = first.replace(/^(0\.0\.0\.0|\[?::\]?):/, '127.0.0.1:')
  return `listening on ${server.addresses.join(' and ')}, data in ${settings.dataDirectory}; try: zkCli.sh -server ${reach}`
}

function stopOnSignal(server: Server, tracing: Tracing, logger: PinoLogger): StopOnSignal {
  const signals = new StopOnSignal({ stop: () => server.stop().finally(() => tracing.stop()), leave: (code) => leave(code, logger), logger })
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => signals.signal(name))
  return signals
}

/** The first failed write or sync is final: a process that can promise nothing must not look alive. */
function giveUp(error: Error, logger: PinoLogger): void {
  logger.error('giving up', { error })
  leave(EXIT_FAILED, logger)
}

/** One line for what the operator can mend, with the way to mend it; anything else is a defect and shows its stack. */
function refuse(error: unknown, logger: PinoLogger): void {
  if (isOperatorError(error)) logger.error(`${error.message}. ${error.remedy}`, { code: error.code })
  else logger.error('the server did not start', { error })
  leave(EXIT_FAILED, logger)
}

function leave(code: number, logger: PinoLogger): never {
  logger.flush()
  process.exit(code)
}

await main()
