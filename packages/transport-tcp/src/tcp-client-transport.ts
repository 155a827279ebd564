import { createServer, type Server, type Socket } from 'node:net'
import type { TLSSocket, Server as TlsServer } from 'node:tls'
import { type ClientHandler, type ClientTransport, type Components, type Logger, rateLimited } from '@zabkit/core'
import { formatAddress, formatListening, normaliseAddress } from './address.ts'
import { Arrivals } from './arrivals.ts'
import { Burst } from './burst.ts'
import { Deadlines } from './deadlines.ts'
import { DirectReads } from './direct-reads.ts'
import { DRAIN_MS, END_FLUSH_MS, KEEP_ALIVE_DELAY_MS, LOG_INTERVAL_MS } from './limits.ts'
import { listen } from './listen.ts'
import { Measures } from './measures.ts'
import type { TcpClientsSettings } from './options.ts'
import type { Shared, Waiting } from './shared.ts'
import { TcpConnection } from './tcp-connection.ts'
import { peerChain } from './tls-chain.ts'
import { createTlsServer } from './tls-server.ts'
import { WriterPool } from './writer-pool.ts'

/** First byte of a TLS record that opens a handshake; as a length's first byte it would announce 352 MiB. */
const TLS_HANDSHAKE = 0x16

export type TcpComponents = Pick<Components, 'timers' | 'logger' | 'metrics' | 'clock'>

/** A socket before its first whole frame: first bare, then carried by a connection. */
class Arrival implements Waiting {
  readonly #raw: Socket
  readonly #measures: Measures
  connection: TcpConnection | null = null

  constructor(raw: Socket, measures: Measures) {
    this.#raw = raw
    this.#measures = measures
  }

  expired(): void {
    this.#measures.sessionlessExpired.add(1)
    if (this.connection === null) this.#raw.destroy()
    else this.connection.drop('no first frame in time')
  }
}

/** ZooKeeper's framing over TCP and TLS. See `tcpClients`. */
export class TcpClientTransport implements ClientTransport {
  readonly #settings: TcpClientsSettings
  readonly #components: TcpComponents
  readonly #measures: Measures
  /** What clients can cause: one line a message and interval, so that what varies stands in the fields. */
  readonly #log: Logger
  readonly #arrivals: Arrivals
  #shared: Shared | null = null
  #server: Server | null = null
  #tls: TlsServer | null = null
  /** Sockets whose TLS handshake is under way. */
  readonly #handshakes = new WeakMap<Socket, Arrival>()
  #lastId = 0
  #address: string

  constructor(settings: TcpClientsSettings, components: TcpComponents) {
    this.#settings = settings
    this.#components = components
    this.#measures = new Measures(components.metrics)
    this.#log = rateLimited(components.logger, components.clock, LOG_INTERVAL_MS)
    this.#arrivals = new Arrivals(settings.maxConnectionsPerAddress, settings.maxConnections)
    this.#address = formatAddress(settings.host ?? '*', settings.port)
  }

  get address(): string {
    return this.#address
  }

  async start(handler: ClientHandler): Promise<void> {
    if (this.#server !== null) return
    const { tls, noDelay, keepAlive } = this.#settings
    this.#tls = tls === undefined ? null : await this.#createTls(tls)
    this.#shared = this.#share(handler)
    const server = createServer({ allowHalfOpen: true, noDelay, keepAlive, keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS })
    server.on('connection', (raw) => this.#accepted(raw))
    await listen(server, this.#settings)
    server.on('error', (error) => this.#acceptFailed(error))
    this.#server = server
    this.#address = formatListening(server.address())
  }

  async stop(): Promise<void> {
    const server = this.#server
    if (server === null) return
    this.#server = null
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    const { connections, burst, waiting, flushing, draining } = this.#shared as Shared
    for (const connection of connections) connection.stop()
    for (const socket of this.#arrivals) socket.destroy()
    await closed
    await burst?.stop()
    for (const deadlines of [waiting, flushing, draining]) deadlines.clear()
  }

  #share(handler: ClientHandler): Shared {
    const { clock, timers } = this.#components
    return {
      handler,
      maxFrameBytes: this.#settings.maxFrameBytes,
      pool: new WriterPool(),
      reads: new DirectReads(),
      burst: process.platform === 'win32' ? null : new Burst((error) => this.#helperFailed(error)),
      connections: new Set(),
      measures: this.#measures,
      log: this.#log,
      waiting: new Deadlines<Waiting>(this.#settings.handshakeTimeoutMs, clock, timers, (item) => item.expired()),
      flushing: new Deadlines<TcpConnection>(END_FLUSH_MS, clock, timers, (item) => item.drop('the last bytes were not taken in time')),
      draining: new Deadlines<TcpConnection>(DRAIN_MS, clock, timers, (item) => item.drop('ended')),
    }
  }

  /** Out of descriptors and the like: the kernel's and libuv's own refusal, told to the operator and survived. */
  #acceptFailed(error: Error): void {
    this.#measures.connectionRejected.add(1)
    this.#log.warn('a connection could not be accepted', { address: this.#address, error: error.message })
  }

  #helperFailed(error: Error): void {
    this.#log.warn('the thread that helps to send to crowds has failed; one thread sends alone', { error: error.message })
  }

  #accepted(raw: Socket): void {
    raw.on('error', ignore)
    const address = normaliseAddress(raw.remoteAddress)
    const refusal = this.#arrivals.refusal(address)
    if (refusal !== null) return this.#reject(raw, address, refusal)
    this.#arrivals.add(raw, address)
    const arrival = new Arrival(raw, this.#measures)
    const { waiting } = this.#shared as Shared
    waiting.add(arrival)
    // However it closes.
    raw.on('close', () => {
      this.#arrivals.remove(raw, address)
      waiting.delete(arrival)
    })
    if (this.#tls === null) this.#open(raw, null, arrival)
    else if (this.#settings.tls?.portUnification === true) this.#sniff(raw, arrival)
    else this.#secure(raw, arrival)
  }

  #reject(raw: Socket, address: string, refusal: string): void {
    this.#measures.connectionRejected.add(1)
    this.#log.warn(`client refused: ${refusal}`, { address })
    raw.destroy()
  }

  #open(socket: Socket, certificates: readonly Uint8Array[] | null, arrival: Arrival): void {
    const connection = new TcpConnection(++this.#lastId, socket, certificates, arrival, this.#shared as Shared)
    arrival.connection = connection
    connection.open()
  }

  /** Plain and TLS on one port: the first byte decides. */
  #sniff(raw: Socket, arrival: Arrival): void {
    const gone = (): void => void raw.destroy()
    raw.once('end', gone)
    raw.once('data', (first: Buffer) => {
      raw.off('end', gone)
      raw.pause()
      raw.unshift(first)
      if (first[0] === TLS_HANDSHAKE) this.#secure(raw, arrival)
      else this.#open(raw, null, arrival)
    })
  }

  #secure(raw: Socket, arrival: Arrival): void {
    // A client that leaves in the middle of the handshake is gone at once; only afterwards are there last bytes to send.
    raw.allowHalfOpen = false
    this.#handshakes.set(raw, arrival)
    this.#tls?.emit('connection', raw)
  }

  async #createTls(options: NonNullable<TcpClientsSettings['tls']>): Promise<TlsServer> {
    const server = await createTlsServer(options, this.#settings.handshakeTimeoutMs)
    server.on('secureConnection', (socket) => this.#secured(socket))
    server.on('tlsClientError', (error, socket) => this.#handshakeFailed(error, socket))
    return server
  }

  #secured(socket: TLSSocket): void {
    const raw = rawOf(socket)
    const arrival = raw === null ? undefined : this.#handshakes.get(raw)
    if (arrival === undefined || raw?.destroyed === true) socket.destroy()
    else this.#openSecure(socket, arrival)
  }

  #openSecure(socket: TLSSocket, arrival: Arrival): void {
    socket.allowHalfOpen = true
    this.#open(socket, peerChain(socket), arrival)
  }

  #handshakeFailed(error: Error, socket: TLSSocket): void {
    this.#measures.unsuccessfulHandshake.add(1)
    const address = normaliseAddress(socket.remoteAddress)
    this.#log.warn('client dropped: TLS handshake failed', { address, error: error.message })
    socket.destroy()
  }
}

/** Socket errors of a bare socket need no word: its close follows. */
function ignore(): void {}

/** The socket under a TLS socket: Node keeps it, without a public name. */
function rawOf(socket: TLSSocket): Socket | null {
  return (socket as TLSSocket & { _parent?: Socket })._parent ?? null
}
