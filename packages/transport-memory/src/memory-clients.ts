import { type ClientHandler, type ClientTransport, type Components, invariant, MAX_FRAME_BYTES, type Timers } from '@zabkit/core'
import type { MemoryClient, MemoryClientHandler, MemoryClientIdentity } from './memory-client.ts'
import { MemoryLink } from './memory-link.ts'

export interface MemoryClientsOptions {
  /** Longest payload of a frame from a client. Default: ZooKeeper's jute.maxbuffer. */
  readonly maxFrameBytes?: number
}

/** A plugin for `createServer` that also is the way in. For one server. */
export interface MemoryClients {
  (components: Pick<Components, 'timers'>): ClientTransport
  /**
   * Connects to the server that this plugin was given to. Before `start` and after `stop` the connection is refused: `closed` is called at
   * the end of the turn.
   */
  connect(handler: MemoryClientHandler, identity?: MemoryClientIdentity): MemoryClient
}

/** Clients inside the process: for embedded use and tests. The same frames and the same back-pressure as over a socket, in injected time. */
export function memoryClients(options: MemoryClientsOptions = {}): MemoryClients {
  let transport: MemoryClientTransport | null = null
  const plugin = ({ timers }: Pick<Components, 'timers'>): ClientTransport => {
    transport = new MemoryClientTransport(timers, options.maxFrameBytes ?? MAX_FRAME_BYTES)
    return transport
  }
  const connect: MemoryClients['connect'] = (handler, identity = {}) => {
    invariant(transport !== null, 'memoryClients: pass the plugin to createServer before connect')
    return transport.connect(handler, identity)
  }
  return Object.assign(plugin, { connect })
}

class MemoryClientTransport implements ClientTransport {
  readonly address = 'memory:0'
  readonly #timers: Timers
  readonly #maxFrameBytes: number
  readonly #links = new Set<MemoryLink>()
  #handler: ClientHandler | null = null
  #lastId = 0

  constructor(timers: Timers, maxFrameBytes: number) {
    this.#timers = timers
    this.#maxFrameBytes = maxFrameBytes
  }

  connect(client: MemoryClientHandler, identity: MemoryClientIdentity): MemoryClient {
    const link = new MemoryLink(this.#timers, client, (gone) => this.#links.delete(gone))
    this.#links.add(link)
    this.#timers.endOfTurn(() => this.#accept(link, identity))
    return link
  }

  #accept(link: MemoryLink, identity: MemoryClientIdentity): void {
    if (this.#handler === null) link.close('connection refused')
    else link.open(++this.#lastId, identity, this.#handler, this.#maxFrameBytes)
  }

  async start(handler: ClientHandler): Promise<void> {
    this.#handler = handler
  }

  /** Resolves when every connection has been told. */
  async stop(): Promise<void> {
    this.#handler = null
    for (const link of this.#links) link.close('the server stopped')
    if (this.#links.size > 0) await new Promise<void>((resolve) => this.#timers.endOfTurn(resolve))
  }
}
