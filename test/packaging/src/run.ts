import { execFile } from 'node:child_process'

/** How a command ended. */
export interface Finished {
  /** The exit code; null when the time limit or another signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  /** After so many ms the command is killed. */
  readonly timeoutMs: number
  /** Variables beside the machine's; none by default. */
  readonly env?: Readonly<Record<string, string>>
}

const OUTPUT_BYTES_MAX = 16 * 1024 * 1024

/** Runs a command without a shell, with the machine's environment but without what Nx and vitest put there for their own children. */
export function run(command: string, args: readonly string[], { cwd, timeoutMs, env }: RunOptions): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { cwd, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: OUTPUT_BYTES_MAX, env: { ...plainEnvironment(), ...env } } as const
    const child = execFile(command, args, options, (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }))
    child.stdin?.end()
  })
}

/** As `run`, but an end with anything but 0 is an error that tells what the command said. */
export async function mustRun(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options)
  if (code !== 0) throw new Error(`${command} ${args.slice(0, 4).join(' ')} ended with ${code}:\n${stderr}\n${stdout}`)
  return stdout
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const machine = Object.entries(process.env).filter(([name]) => !/^(NX_|VITEST|NODE_OPTIONS$|NODE_ENV$|FORCE_COLOR$)/.test(name))
  return { ...Object.fromEntries(machine), NO_COLOR: '1' }
}
