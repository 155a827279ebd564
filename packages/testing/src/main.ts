#!/usr/bin/env node
import { isOperatorError } from '@zabkit/core'
import { type Command, parseArguments, USAGE } from './arguments.ts'
import { EXIT_FAILED, EXIT_USAGE } from './limits.ts'
import { startEnsemble } from './test-ensemble.ts'
import { startServer } from './test-server.ts'

type Serve = Extract<Command, { type: 'serve' }>

// Whoever reads the line may be gone first: the end of its standard input is what ends this program, or a signal.
process.stdout.on('error', () => {})

function main(): void {
  const command = parseArguments(process.argv.slice(2))
  if (command.type === 'help') process.stdout.write(USAGE)
  else if (command.type === 'usage-error') refuse(`${command.message}\n\n${USAGE}`, EXIT_USAGE)
  else serve(command).catch(failed)
}

async function serve(command: Serve): Promise<void> {
  const ended = untilEnded()
  const running = await start(command)
  process.stdout.write(`${running.connectionString}\n`)
  await ended
  await running.stop()
  process.exit()
}

function start({ servers, observers, port }: Serve) {
  return servers + observers === 1 ? startServer({ port }) : startEnsemble({ voters: servers, observers, port })
}

/** A second signal ends the program at once, as it would without this. */
function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve())
    for (const name of ['end', 'close', 'error'] as const) process.stdin.once(name, () => resolve())
    process.stdin.resume()
  })
}

function failed(error: unknown): void {
  refuse(isOperatorError(error) ? `${error.message}. ${error.remedy}\n` : `${error instanceof Error ? error.stack : String(error)}\n`, EXIT_FAILED)
  process.exit()
}

function refuse(text: string, exitCode: number): void {
  process.stderr.write(text)
  process.exitCode = exitCode
}

main()
