import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface PoolOptions {
  /** For the contender's code. */
  readonly directory: string
  readonly socketPath: string
  /** Connection string. */
  readonly servers: string
  readonly sessionTimeoutMs: number
}

/** Contenders, each a process. One that is killed is followed by another, with a name of its own. */
export class ContenderPool {
  /** Contenders that ended by themselves, and what they said. */
  readonly faults: string[] = []
  readonly #program: string
  readonly #options: PoolOptions
  readonly #living = new Map<string, ChildProcess>()
  readonly #paused = new Set<string>()
  #started = 0

  private constructor(program: string, options: PoolOptions) {
    this.#program = program
    this.#options = options
  }

  /** Makes one file of the contender's sources, so that fifty processes do not compile them fifty times. */
  static async create(options: PoolOptions): Promise<ContenderPool> {
    const outfile = join(options.directory, 'contender.cjs')
    const entry = fileURLToPath(new URL('contender.ts', import.meta.url))
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20.19', conditions: ['@zabkit/source'], logLevel: 'error' })
    return new ContenderPool(outfile, options)
  }

  get names(): string[] {
    return [...this.#living.keys()]
  }

  /** Those that run. */
  get awake(): string[] {
    return this.names.filter((name) => !this.#paused.has(name))
  }

  spawn(): void {
    const name = `contender-${++this.#started}`
    const { servers, socketPath, sessionTimeoutMs } = this.#options
    const child = spawn(process.execPath, [this.#program, servers, socketPath, name, `${sessionTimeoutMs}`], { stdio: ['ignore', 'ignore', 'pipe'] })
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.once('exit', (code, signal) => {
      if (this.#living.delete(name)) this.faults.push(`${name} ended with ${signal ?? code}: ${output}`)
    })
    this.#living.set(name, child)
  }

  kill(name: string): void {
    const child = this.#living.get(name)
    this.#living.delete(name)
    this.#paused.delete(name)
    child?.kill('SIGKILL')
  }

  pause(name: string): void {
    if (this.#living.get(name)?.kill('SIGSTOP') === true) this.#paused.add(name)
  }

  resume(name: string): void {
    this.#paused.delete(name)
    this.#living.get(name)?.kill('SIGCONT')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const children = [...this.#living.values()]
    const ends = children.map((child) => child.exitCode === null && child.signalCode === null && once(child, 'exit'))
    for (const name of this.names) this.kill(name)
    await Promise.all(ends)
  }
}
