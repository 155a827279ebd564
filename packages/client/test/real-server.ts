import { connect as connectTcp, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { acl, digest, digestId } from '@zabkit/acl'
import type { Tracer } from '@zabkit/core'
import { dataTree } from '@zabkit/datatree'
import { createServer } from '@zabkit/runtime'
import { sessionTracker } from '@zabkit/session'
import { memoryStorage } from '@zabkit/storage-memory'
import { tcpClients } from '@zabkit/transport-tcp'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { type ConnectOptions, connect } from '../src/connect.ts'
import type { Client } from '../src/index.ts'

/** Between clients and the server: loses connections, and answers, when told. */
class Wire {
  readonly #target: number
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  /** Answers are thrown away, and nobody gets through. */
  #silent = false

  constructor(target: number) {
    this.#target = target
    this.#server = createTcpServer((client) => this.#accept(client))
  }

  #accept(client: Socket): void {
    if (this.#silent) return void client.destroy()
    const server = connectTcp(this.#target, '127.0.0.1')
    for (const [from, to] of [[client, server], [server, client]] as const) {
      this.#sockets.add(from)
      from.setNoDelay(true)
      from.on('error', () => {})
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
    }
    client.on('data', (bytes) => server.write(bytes))
    server.on('data', (bytes) => this.#silent || client.write(bytes))
  }

  listen(): Promise<number> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve((this.#server.address() as { port: number }).port)))
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** From now on requests get through and answers do not; `speak` ends that, and all connections. */
  silence(): void {
    this.#silent = true
  }

  speak(): void {
    this.cut()
    this.#silent = false
  }

  stop(): void {
    this.#server.close()
    this.cut()
  }
}

/** A server of the real plugins in memory, reached over a wire that the test holds in its hand. `await using` ends all of it. */
export async function startRealServer(tracer?: Tracer) {
  const server = createServer({
    id: 1,
    storage: memoryStorage(),
    clients: [tcpClients({ host: '127.0.0.1', port: 0, maxConnectionsPerAddress: 0 })],
    broadcast: zabBroadcast(),
    tree: dataTree({ extendedTypesEnabled: true }),
    acl: acl({ providers: [digest({ superDigest: digestId('super:secret') })] }),
    sessions: sessionTracker(),
    settings: { tickMs: 200 },
    ...(tracer === undefined ? {} : { tracer }),
  })
  await server.start()
  const ownPort = Number(server.addresses[0]?.split(':').at(-1))
  const wire = new Wire(ownPort)
  const port = await wire.listen()
  const clients: Client[] = []
  return {
    server,
    wire,
    address: `127.0.0.1:${port}`,
    async client(options: ConnectOptions & { readonly chroot?: string } = {}): Promise<Client> {
      const { chroot = '', ...given } = options
      const client = await connect(`127.0.0.1:${port}${chroot}`, given)
      clients.push(client)
      return client
    },
    /** A client that does not go over the wire. */
    async direct(): Promise<Client> {
      const client = await connect(`127.0.0.1:${ownPort}`)
      clients.push(client)
      return client
    },
    /** Ends a client's session behind its back. */
    async expire(client: Client): Promise<void> {
      const other = await connect(`127.0.0.1:${port}`, { session: { id: client.sessionId, password: client.sessionPassword } })
      await other.close()
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all(clients.map((client) => client.close()))
      wire.stop()
      await server.stop()
    },
  }
}
