import { memoryNetwork } from '@zabkit/transport-memory'
import { type ClientHooks, memoryHooks } from './client-options.ts'
import { advanceTime, expireSession } from './control.ts'
import { Member } from './member.ts'
import type { MemorySocket } from './memory-socket.ts'
import type { AdvanceOptions, CutOptions, StartServerOptions } from './options.ts'
import { VirtualTime } from './virtual-time.ts'

/** One standalone server inside this process. Its data is in memory and lives as long as this object. Made by `startServer`. */
export class TestServer implements AsyncDisposable {
  readonly #time = new VirtualTime()
  readonly #member: Member

  /** Starts nothing. */
  constructor(options: StartServerOptions = {}) {
    this.#member = new Member({
      id: 1, role: 'voter', ensemble: null, membership: null, network: memoryNetwork(), time: this.#time, port: options.port ?? 0, options,
    })
  }

  /** For any client: `127.0.0.1:<port>`, the same in every life. With `transport: 'memory'` only of use together with `clientOptions`. */
  get connectionString(): string {
    return this.#member.address
  }

  /** Null without TCP. */
  get port(): number | null {
    return this.#member.port
  }

  /** To be spread into the client's options. Empty over TCP, where the connection string is all that a client needs. */
  get clientOptions(): ClientHooks {
    return this.port === null ? memoryHooks(() => this.connect()) : {}
  }

  /** With `transport: 'memory'`: a connection, as a stream of the bytes that a socket would carry. */
  connect(): MemorySocket {
    return this.#member.connect()
  }

  get running(): boolean {
    return this.#member.life !== null
  }

  /** Takes clients when it resolves. Nothing to do when it runs. */
  start(): Promise<void> {
    return this.#member.start()
  }

  /** Finishes what is under way, drops the clients, and stops. `start` and `restart` bring it back with its data and at its port. */
  stop(): Promise<void> {
    return this.#member.stop()
  }

  /** As `kill -9`: connections go, what was under way is not finished. What was acknowledged is there after `restart`. */
  kill(): Promise<void> {
    return this.#member.kill()
  }

  /** Stops it where it runs, and starts it: same port, same data, sessions go on. */
  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  /**
   * Cuts the network between the server and its clients; it goes on. Sessions live until their time is up: nobody pings for a client that is cut off.
   * In place of the cut before. Lasts until `healClients`, through restarts too; a server that ends closes its connections all the same.
   */
  cutClients({ silent = false }: CutOptions = {}): void {
    this.#member.door.cut(silent)
  }

  /** Clients get in again. Connections that were silent end: what they carried is lost. Nothing to do when nothing is cut. */
  healClients(): void {
    this.#member.door.heal()
  }

  /** Ends a session as if its time were up; its ephemerals are gone when this resolves. False: there is none with that id. */
  expireSession(sessionId: bigint): Promise<boolean> {
    return expireSession([this.#member], sessionId)
  }

  /**
   * Moves the server's time on by exactly `ms`; what falls due runs in order, and has run when this resolves. It moves all that the server measures:
   * session timeouts, TTL and container znodes, ctime and mtime of what is written later. It does not move the time of clients, of the test, of
   * sockets, or of other servers. Connected clients count as pinging meanwhile, unless `silent`.
   */
  advanceTime(ms: number, options?: AdvanceOptions): Promise<void> {
    return advanceTime(this.#time, [this.#member], ms, options)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }
}

/**
 * Starts a standalone server inside this process: ready in under 100 ms, the first one too. Stop it with `stop()` or `await using`.
 *
 * @throws OperatorError ZK_PORT_UNUSABLE when `port` is taken, ZK_CONFIG_INVALID when a setting makes no sense
 */
export async function startServer(options: StartServerOptions = {}): Promise<TestServer> {
  const server = new TestServer(options)
  await server.start()
  return server
}
