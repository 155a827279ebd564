import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isOperatorError } from '@zabkit/core'
import { EnsembleRun } from './ensemble-run.ts'
import { EXIT_FAILED, EXIT_USAGE, PORT_MAX } from './limits.ts'
import { planEnsemble, writeEnsemble } from './local-ensemble.ts'

const USAGE = `Usage: serve-ensemble [--port 2181] [--data ./data/ensemble]

Runs three servers and an observer on this machine until it gets SIGTERM or SIGINT. Clients
reach them at four ports, from the given one on; each has a directory of its own for its data.
`

// Whoever read the lines may be gone first, as nx is after Ctrl-C: the servers are to be stopped all the same.
process.stdout.on('error', () => {})
const print = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const wanted = readArguments()
  if (wanted === null) {
    process.stderr.write(USAGE)
    return EXIT_USAGE
  }
  try {
    return await serve(wanted.port, wanted.data)
  } catch (error) {
    if (!isOperatorError(error)) throw error
    process.stderr.write(`${error.message}. ${error.remedy}\n`)
    return EXIT_FAILED
  }
}

function readArguments(): { readonly port: number; readonly data: string } | null {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '2181' }, data: { type: 'string', default: './data/ensemble' } } })
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : 0
    return port > 0 && port + 3 <= PORT_MAX ? { port, data: values.data } : null
  } catch {
    return null
  }
}

async function serve(port: number, data: string): Promise<number> {
  const servers = await planEnsemble(resolve(data), [0, 1, 2, 3].map((i) => port + i))
  await writeEnsemble(servers)
  print(`starting three servers and an observer, data in ${resolve(data)}`)
  const program = relative(process.cwd(), fileURLToPath(new URL('./main.js', import.meta.url)))
  const run = new EnsembleRun({ servers, command: [program], print })
  let signals = 0
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (signals++ === 0) print(`${name}: stopping all servers`)
      run.stop()
    })
  }
  return run.run(() => signals > 0)
}

process.exitCode = await main()
