import type { Ensemble, EnsembleMember } from '@zabkit/core'
import { MemoryDisk } from '@zabkit/storage-memory'
import { type MemoryClients, type MemoryNetwork, memoryClients } from '@zabkit/transport-memory'
import { Life } from './life.ts'
import { MEMORY_HOST, MEMORY_PORT } from './limits.ts'
import { copyDisk } from './copy-disk.ts'
import { MemorySocket } from './memory-socket.ts'
import type { TestServerOptions } from './options.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface MemberConfiguration {
  readonly id: number
  readonly role: EnsembleMember['role']
  /** Null: a server that stands alone. */
  readonly ensemble: Ensemble | null
  readonly network: MemoryNetwork
  readonly time: VirtualTime
  /** To listen on at first; 0: any free one. */
  readonly port: number
  readonly options: TestServerOptions
}

/** A server through all its lives. Its port and its data stay; what else it knew goes with each life. */
export class Member {
  readonly configuration: MemberConfiguration
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

  get address(): string {
    return this.#memory === null ? `127.0.0.1:${this.#port}` : `${MEMORY_HOST}-${this.id}:${MEMORY_PORT}`
  }

  /** A connection inside the process. */
  connect(): MemorySocket {
    const memory = this.#memory
    if (memory === null) throw new Error(`server ${this.id} listens on ${this.address}; connect() is for transport: 'memory'`)
    return new MemorySocket((handler) => memory.connect(handler, { remoteAddress: '127.0.0.1' }))
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

  #next(step: () => Promise<void>): Promise<void> {
    const done = this.#last.then(step)
    this.#last = done.catch(() => {})
    return done
  }

  async #start(): Promise<void> {
    if (this.#life !== null) return
    const life = new Life(this.configuration, { disk: this.#disk, memory: this.#memory, port: this.#port })
    this.#life = life
    try {
      await life.server.start()
    } catch (error) {
      this.#life = null
      throw error
    }
    if (this.#memory === null) this.#port = Number(life.server.addresses[0]?.split(':').at(-1))
  }

  async #kill(): Promise<void> {
    const life = this.#life
    if (life === null) return
    this.#life = null
    this.#disk = copyDisk(this.#disk)
    await life.kill()
  }

  async #stop(): Promise<void> {
    const life = this.#life
    if (life === null) return
    this.#life = null
    await life.stop()
  }
}
