import { parseArgs } from 'node:util'
import { PORT_MAX, SERVERS_MAX } from './limits.ts'

export const USAGE = `Usage: zabkit-testing [--servers 1] [--observers 0] [--port N]

Runs a coordination server for tests, with its data in memory, on 127.0.0.1. Prints one line, the
connection string, when it serves, and goes on until its standard input closes or it gets SIGTERM
or SIGINT.

  --servers N    servers that vote (default 1)
  --observers N  servers that only learn (default 0)
  --port N       port of the first server, the others follow (default: any free ones)
  --help         this text
`

export type Command =
  | { readonly type: 'serve'; readonly servers: number; readonly observers: number; readonly port: number }
  | { readonly type: 'help' }
  | { readonly type: 'usage-error'; readonly message: string }

const options = {
  servers: { type: 'string', default: '1' },
  observers: { type: 'string', default: '0' },
  port: { type: 'string', default: '0' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export function parseArguments(given: readonly string[]): Command {
  try {
    const { values } = parseArgs({ args: [...given], options })
    if (values.help) return { type: 'help' }
    const servers = wholeNumber('--servers', values.servers, 1, SERVERS_MAX)
    const observers = wholeNumber('--observers', values.observers, 0, SERVERS_MAX - servers)
    return { type: 'serve', servers, observers, port: wholeNumber('--port', values.port, 0, PORT_MAX + 1 - servers - observers) }
  } catch (error) {
    return { type: 'usage-error', message: error instanceof Error ? error.message : String(error) }
  }
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= min && number <= max) return number
  throw new Error(`${name} ${text}: must be a whole number from ${min} to ${max}`)
}
