import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Child } from './child.ts'
import { fourLetterWord } from './four-letter-word.ts'
import { freePort } from './free-port.ts'
import { START_MS_MAX, STOP_MS_MAX } from './limits.ts'
import { serverCommand } from './server-command.ts'
import { waitUntil } from './wait-until.ts'

/** Settings of a zoo.cfg, by their names there. */
export type Config = Readonly<Record<string, string | number>>

/** Takes what is to be done in the end. */
export type OnEnd = (end: () => Promise<void>) => void

/** Short ticks: sessions of 400 ms and more, so that tests of expiry are quick. */
const DEFAULTS: Config = {
  tickTime: 200,
  minSessionTimeout: 400,
  maxSessionTimeout: 20_000,
  clientPortAddress: '127.0.0.1',
  'admin.enableServer': 'false',
  extendedTypesEnabled: 'true',
  'znode.container.checkIntervalMs': 200,
  '4lw.commands.whitelist': '*',
}

/** A server in a process of its own, with a directory of its own that goes with it. */
export class TestServer {
  readonly port: number
  readonly securePort: number | null
  readonly directory: string
  #child: Child | null = null

  constructor(directory: string, port: number, securePort: number | null) {
    this.directory = directory
    this.port = port
    this.securePort = securePort
  }

  get host(): string {
    return `127.0.0.1:${this.port}`
  }

  /** Starts the process and returns when it serves. */
  async start(): Promise<void> {
    const child = new Child([...serverCommand(), join(this.directory, 'zoo.cfg')])
    this.#child = child
    const what = () => `${child.name} to serve; it said:\n${child.tail()}`
    await waitUntil(what, START_MS_MAX, async () => {
      if (child.end !== null) throw new Error(`the server ended (${child.end}):\n${child.tail()}`)
      return (await fourLetterWord(this.port, 'srvr')).includes('Mode: standalone')
    })
  }

  /** Stops in order; what it keeps stays. */
  async stop(): Promise<void> {
    await this.#child?.stop('SIGTERM', STOP_MS_MAX)
  }

  /** Ends the process with no chance to say good-bye; what it keeps stays. */
  async kill(): Promise<void> {
    await this.#child?.stop('SIGKILL', STOP_MS_MAX)
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  log(): string {
    return this.#child?.tail() ?? ''
  }
}

/** Starts a server for the running test; it stops and its directory goes when the test ends, however it ends, or else by what `onEnd` is given. */
export async function startServer(config: Config = {}, secure: Config | null = null, onEnd: OnEnd = onTestFinished): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'interop-server-'))
  const port = await freePort()
  const securePort = secure === null ? null : await freePort()
  const server = new TestServer(directory, port, securePort)
  onEnd(async () => {
    await server.kill()
    await rm(directory, { recursive: true, force: true })
  })
  const listen: Config = securePort === null ? {} : { ...secure, secureClientPort: securePort }
  const settings: Config = { ...DEFAULTS, dataDir: join(directory, 'data'), clientPort: port, ...listen, ...config }
  await writeFile(join(directory, 'zoo.cfg'), Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join(''))
  await server.start()
  return server
}
