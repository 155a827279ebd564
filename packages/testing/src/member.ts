import { type ClientTransport, type Ensemble, type EnsembleMember, silentLogger, silentMetrics } from '@zabkit/core'
import { MemoryDisk } from '@zabkit/storage-memory'
import { type MemoryClients, type MemoryNetwork, memoryClients } from '@zabkit/transport-memory'
import { tcpClients } from '@zabkit/transport-tcp'
import { ClientDoor } from './client-door.ts'
import { copyDisk } from './copy-disk.ts'
import { Life } from './life.ts'
import { HOST, MEMORY_HOST, MEMORY_PORT } from './limits.ts'
import { MemorySocket } from './memory-socket.ts'
import type { TestServerOptions } from './options.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface MemberConfiguration {
  readonly id: number
  readonly role: EnsembleMember['role']
  /** Null: a server that stands alone. */
  readonly ensemble: Ensemble | null
  /** Of /zookeeper/config, asked for at each start; null: it stays empty. */
  readonly membership: (() => string) | null
  readonly network: MemoryNetwork
  readonly time: VirtualTime
  /** To listen on at first; 0: any free one. */
  readonly port: number
  readonly options: TestServerOptions
}

/** A server through all its lives. Its port and its data stay; what else it knew goes with each life. */
export class Member {
  readonly configuration: MemberConfiguration
  /** What clients come through. */
  readonly door: ClientDoor
  /** Null: clients come over TCP. */
  readonly #memory: MemoryClients | null
  #disk = new MemoryDisk()
  #port: number
  #life: Life | null = null
  /** Starts and stops happen one after the other. */
  #last: Promise<void> = Promise.resolve()

  constructor(configuration: MemberConfiguration) {
    this.configuration = configuration
    this.#memory = configuration.options.transport === 'memory' ? memoryClients() : null
    this.#port = configuration.port
    this.door = new ClientDoor(() => this.#createTransport(), configuration.time)
  }

  get id(): number {
    return this.configuration.id
  }

  /** Null while it does not run. */
  get life(): Life | null {
    return this.#life
  }

  /** Null without TCP. */
  get port(): number | null {
    return this.#memory === null ? this.#port : null
  }

  get host(): string {
    return this.#memory === null ? HOST : `${MEMORY_HOST}-${this.id}`
  }

  get address(): string {
    return `${this.host}:${this.port ?? MEMORY_PORT}`
  }

  /** A connection inside the process. */
  connect(): MemorySocket {
    const memory = this.#memory
    if (memory === null) throw new Error(`server ${this.id} listens on ${this.address}; connect() is for transport: 'memory'`)
    return new MemorySocket((handler) => memory.connect(handler, { remoteAddress: HOST }))
  }

  /** Its port is its own when this resolves; `start` does it too. */
  listen(): Promise<void> {
    return this.#next(() => this.#listen())
  }

  /** Listens when it resolves. Nothing to do when it runs. */
  start(): Promise<void> {
    return this.#next(() => this.#start())
  }

  /** As a killed process: no last words, nothing finished; the data is what the log had taken. */
  kill(): Promise<void> {
    return this.#next(() => this.#kill())
  }

  /** Finishes what is under way first. */
  stop(): Promise<void> {
    return this.#next(() => this.#stop())
  }

  /** Rejects when it does not run, or ends before it serves. */
  async whenServing(): Promise<void> {
    const life = this.#life
    if (life === null) throw new Error(`server ${this.id} does not run`)
    if (!(await life.served())) throw new Error(`server ${this.id} ended before it served`)
  }

  #next(step: () => Promise<void>): Promise<void> {
    const done = this.#last.then(step)
    this.#last = done.catch(() => {})
    return done
  }

  async #listen(): Promise<void> {
    await this.door.listen()
    if (this.#memory === null) this.#port = Number(this.door.address.split(':').at(-1))
  }

  async #start(): Promise<void> {
    if (this.#life !== null) return
    try {
      await this.#listen()
      this.#life = new Life(this.configuration, { disk: this.#disk, clients: this.door })
      await this.#life.server.start()
    } catch (error) {
      this.#life = null
      await this.door.stop()
      throw error
    }
  }

  async #kill(): Promise<void> {
    const life = this.#life
    if (life !== null) {
      this.#life = null
      this.#disk = copyDisk(this.#disk)
      await life.kill()
    }
    await this.door.stop()
  }

  async #stop(): Promise<void> {
    const life = this.#life
    this.#life = null
    try {
      await life?.stop()
    } finally {
      await this.door.stop()
    }
  }

  #createTransport(): ClientTransport {
    const { time, options } = this.configuration
    const create = this.#memory ?? tcpClients({ host: HOST, port: this.#port, maxConnectionsPerAddress: 0 })
    const logger = options.logger?.child({ server: this.id }) ?? silentLogger
    return create({ clock: time, timers: time, logger, metrics: options.metrics ?? silentMetrics })
  }
}
