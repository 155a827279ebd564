import { acl } from '@zabkit/acl'
import { type Client, type ClientOptions, connect } from '@zabkit/client'
import { dataTree } from '@zabkit/datatree'
import { createServer, type Server } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { MemoryDisk, memoryStorage } from '@zabkit/storage-memory'
import { tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { afterEach } from 'vitest'

/** A server of the kit, its data kept over restarts, at one port. */
export class RecipeServer {
  readonly #disk = new MemoryDisk()
  readonly #clients: Client[] = []
  #server: Server | null = null
  #port = 0

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    this.#server = createServer({
      id: 1,
      storage: memoryStorage({ disk: this.#disk }),
      clients: [tcpClients({ host: '127.0.0.1', port: this.#port, maxConnectionsPerAddress: 0 })],
      broadcast: zabBroadcast(),
      tree: dataTree({ extendedTypesEnabled: true }),
      acl: acl(),
      sessions: sessionTracker(),
      settings: { tickMs: 50, minSessionTimeoutMs: 100, maxSessionTimeoutMs: 60_000, stopTimeoutMs: 500 },
    })
    await this.#server.start()
    this.#port = Number(/:(\d+)$/.exec(String(this.#server.addresses[0]))?.[1])
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
    this.#server = null
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  /** A client that is closed with the server. */
  client(options: ClientOptions = {}): Promise<Client> {
    return this.clientAt(this.address, options)
  }

  /** As `client`, by another way to the server. */
  async clientAt(address: string, options: ClientOptions = {}): Promise<Client> {
    const client = await connect(address, { sessionTimeoutMs: 10_000, ...options })
    this.#clients.push(client)
    return client
  }

  /** Ends the session of `client` behind its back, as an expiry does. */
  async expire(client: Client): Promise<void> {
    const thief = await connect(this.address, { session: { id: client.sessionId, password: client.sessionPassword }, onLost: 'close' })
    await thief.close()
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()))
    await this.stop()
  }
}

/** A server for the tests of a file, ended after each. */
export function servers(): () => Promise<RecipeServer> {
  const started: RecipeServer[] = []
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.close()))
  })
  return async () => {
    const server = new RecipeServer()
    started.push(server)
    await server.start()
    return server
  }
}
