import { setTimeout as sleep } from 'node:timers/promises'
import { askMode, askWord } from './ask-word.ts'
import { EnsembleWatch, type Sighting } from './ensemble-watch.ts'
import { CHILD_SIGNAL_GRACE_MS, EXIT_FAILED, WATCH_INTERVAL_MS } from './limits.ts'
import { connectString, type LocalServer } from './local-ensemble.ts'
import { ServerProcess } from './server-process.ts'

export interface EnsembleRunOptions {
  readonly servers: readonly LocalServer[]
  /** The program of a server, and flags of Node's for it. */
  readonly command: readonly string[]
  /** Takes a line for the person at the terminal. */
  readonly print: (line: string) => void
}

/** Servers on this machine, each a process: starts them, says what becomes of them, stops them. One that dies is not started again. */
export class EnsembleRun {
  readonly #options: EnsembleRunOptions
  readonly #watch = new EnsembleWatch()
  readonly #stop = new AbortController()
  #processes: ServerProcess[] = []
  #exitCode = 0

  constructor(options: EnsembleRunOptions) {
    this.#options = options
  }

  /** Until `stop`, or until one dies before all serve. Resolves to the exit code when every process is gone. */
  async run(signalled: () => boolean = () => false): Promise<number> {
    this.#processes = this.#options.servers.map((server) => this.#start(server))
    while (!this.#stop.signal.aborted) {
      await this.#look()
      await sleep(WATCH_INTERVAL_MS, undefined, { signal: this.#stop.signal }).catch(() => {})
    }
    // They may have got the same signal: whoever stops already needs no second one.
    if (signalled()) await sleep(CHILD_SIGNAL_GRACE_MS)
    await Promise.all(this.#processes.map((process) => process.stop()))
    await this.#nameOthers()
    return this.#exitCode
  }

  /** What somebody started by hand in the place of a dead one is theirs. */
  async #nameOthers(): Promise<void> {
    const { servers, print } = this.#options
    for (const { id, clientPort } of servers) {
      if ((await askWord(clientPort, 'srvr')) !== null) print(`server ${id} at 127.0.0.1:${clientPort} was started by somebody else and runs on`)
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  #start(server: LocalServer): ServerProcess {
    const { command, print } = this.#options
    return new ServerProcess(server, {
      command,
      onTrouble: (text) => print(`server ${server.id}: ${text}`),
      onExit: (how) => this.#exited(server, how),
    })
  }

  #exited(server: LocalServer, how: string): void {
    const { command, print } = this.#options
    if (this.#stop.signal.aborted) return print(`server ${server.id} stopped${how === 'with code 0' ? '' : ` ${how}`}`)
    print(`server ${server.id} died ${how}; its log is ${server.directory}/server.log`)
    if (this.#watch.isReady) return print(`  the others go on; to start it again: ${['node', ...command, server.configPath].join(' ')}`)
    print('stopping all: a server did not come up')
    this.#exitCode = EXIT_FAILED
    this.stop()
  }

  async #look(): Promise<void> {
    const { servers, print } = this.#options
    const sightings = await Promise.all(this.#processes.map(sight))
    if (this.#stop.signal.aborted) return
    const wasReady = this.#watch.isReady
    const lines = this.#watch.observe(sightings)
    if (!wasReady && this.#watch.isReady) print(`all servers serve; try: zkCli.sh -server ${connectString(servers)}`)
    for (const line of lines) print(line)
  }
}

async function sight({ server: { id, clientPort }, pid }: ServerProcess): Promise<Sighting> {
  return { id, clientPort, mode: await askMode(clientPort), pid }
}
