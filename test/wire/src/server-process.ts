import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WireClient } from './wire-client.ts'

const MAIN = new URL('../../../apps/server/dist/main.js', import.meta.url).pathname
/** Called with the path of a zoo.cfg. */
const COMMAND: readonly string[] = [process.execPath, MAIN]
const START_LIMIT_MS = 60_000
const PROBE_LIMIT_MS = 2_000

/** Below the ports that the kernel gives to outgoing connections: one of those could be taken before its server listens. */
const PORT_MIN = 10_000
const PORT_MAX = 32_000

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORT_MIN + Math.floor(Math.random() * (PORT_MAX - PORT_MIN))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** The server app, or another server that takes a zoo.cfg, as a real process, on its own directory and port. `dispose` leaves nothing behind. */
export class ServerProcess {
  readonly directory: string
  readonly port: number
  /** All that it printed, over all its starts. */
  output = ''
  /** Variables beside those of this process, for the next start. */
  environment: Readonly<Record<string, string>> = {}
  #child: ChildProcess | null = null
  readonly #configPath: string
  readonly #command: readonly string[]

  private constructor(directory: string, port: number, command: readonly string[]) {
    this.directory = directory
    this.port = port
    this.#command = command
    this.#configPath = join(directory, 'zoo.cfg')
  }

  /** Writes a configuration with the extra `lines`; starts nothing. */
  static async create(lines: readonly string[] = [], command = COMMAND): Promise<ServerProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'zabkit-test-'))
    const server = new ServerProcess(directory, await freePort(), command)
    const own = [`dataDir=${directory}/data`, `clientPort=${server.port}`, 'clientPortAddress=127.0.0.1', 'tickTime=2000', 'maxClientCnxns=0']
    await writeFile(server.#configPath, [...own, ...lines, ''].join('\n'))
    return server
  }

  get pid(): number {
    const pid = this.#child?.pid
    if (pid === undefined) throw new Error('not running')
    return pid
  }

  get running(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Starts it and waits until a session opens. Rejects with its output when it ends instead. */
  async start(): Promise<void> {
    this.spawn()
    const limit = Date.now() + START_LIMIT_MS
    while (Date.now() < limit) {
      if (!this.running) throw new Error(`the server ended:\n${this.output}`)
      try {
        await this.#probe()
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
    throw new Error(`the server did not serve in ${START_LIMIT_MS} ms:\n${this.output}`)
  }

  /** A session, begun and ended. One that gets no answer is given up: Apache's server forgets who comes while it starts. */
  async #probe(): Promise<void> {
    const socket = connect(this.port, '127.0.0.1')
    socket.setTimeout(PROBE_LIMIT_MS, () => socket.destroy())
    await (await WireClient.connect(this.port, { socket })).close()
  }

  /** Starts it without waiting. */
  spawn(): void {
    const [program, ...rest] = this.#command
    const child = spawn(program as string, [...rest, this.#configPath], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...this.environment } })
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#print(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#print(text))
    this.#child = child
  }

  #print(text: string): void {
    this.output += text
  }

  /** Resolves to the exit code when it has ended; null when a signal ended it. */
  async ended(): Promise<number | null> {
    const child = this.#child
    if (child === null) return null
    if (this.running) await once(child, 'exit')
    return child.exitCode
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (this.running) this.#child?.kill(signal)
    return this.ended()
  }

  /** A clean stop. */
  stop(): Promise<number | null> {
    return this.kill('SIGTERM')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
    await rm(this.directory, { recursive: true, force: true })
  }
}
