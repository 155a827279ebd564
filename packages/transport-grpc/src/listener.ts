import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js'
import { PEER_CONNECT_TIMEOUT_MS, type PeerChannel, type Timer, type Timers } from '@zabkit/core'
import { formatListening } from './address.ts'
import { serverOptions } from './channel.ts'
import { SOCKETS_MAX } from './limits.ts'
import type { Measures } from './measures.ts'
import type { GrpcPeersSettings } from './options.ts'
import { asIs, PATHS } from './paths.ts'
import { openPort } from './port.ts'
import type { PeerTls } from './tls-material.ts'

export type PeerCall = ServerDuplexStream<Buffer, Buffer>

/** What a listener needs of its transport. */
export interface ListenerContext {
  readonly settings: GrpcPeersSettings
  readonly tls: PeerTls | null
  readonly timers: Timers
  readonly measures: Measures
  called(call: PeerCall, channel: PeerChannel): void
}

/**
 * The ports. Sockets are accepted here and handed to gRPC, so that errors of a port are told apart, small frames go out at once, and a socket
 * can be dropped.
 */
export class Listener {
  readonly #context: ListenerContext
  readonly #grpc: Server
  readonly #ports: NetServer[] = []
  readonly #sockets = new Map<string, Socket>()
  /** Sockets without a link, and when they are dropped. */
  readonly #deadlines = new Map<Socket, Timer>()
  #closed = false

  constructor(context: ListenerContext) {
    this.#context = context
    this.#grpc = new Server(serverOptions(context.settings))
    for (const channel of ['election', 'learner'] as const) {
      this.#grpc.register(PATHS[channel], (call: PeerCall) => context.called(call, channel), asIs, asIs, 'bidi')
    }
  }

  /** Of the first port. */
  get address(): string {
    return formatListening(this.#ports[0]?.address() ?? null)
  }

  /** Rejects with ZK_PORT_UNUSABLE, which names the address; no port is open then. */
  async listen(): Promise<void> {
    const { settings, timers, tls } = this.#context
    const injector = this.#grpc.createConnectionInjector(credentialsOf(tls))
    const patience = { retries: settings.bindRetries, timers, isOver: () => this.#closed }
    try {
      for (const place of settings.listen) {
        const port = createServer({ noDelay: true }, (socket) => this.#connected(socket, injector))
        this.#ports.push(port)
        await openPort(port, place, patience)
        // Out of file descriptors and the like: the next connection may fare better.
        port.on('error', () => {})
      }
    } catch (error) {
      await this.destroy()
      throw error
    }
  }

  socketOf(call: PeerCall): Socket | null {
    return this.#sockets.get(call.getPeer()) ?? null
  }

  /** `socket` carries a link: it has no deadline any more. */
  keep(socket: Socket | null): void {
    if (socket !== null) this.#release(socket)
  }

  /** `socket` carries no link: it is dropped after a while. */
  limit(socket: Socket | null): void {
    if (socket === null || socket.destroyed || this.#deadlines.has(socket)) return
    this.#deadlines.set(
      socket,
      this.#context.timers.after(PEER_CONNECT_TIMEOUT_MS, () => this.#reject(socket)),
    )
  }

  /** No more connections; those that there are go on. */
  close(): void {
    this.#closed = true
    for (const port of this.#ports) port.close()
  }

  /** Drops what is left. Resolves when the ports are free. */
  async destroy(): Promise<void> {
    this.close()
    for (const socket of this.#sockets.values()) socket.destroy()
    this.#grpc.forceShutdown()
    await Promise.all(this.#ports.map(closed))
  }

  #connected(socket: Socket, injector: { injectConnection(socket: Socket): void }): void {
    if (this.#closed || this.#sockets.size >= SOCKETS_MAX) return this.#reject(socket)
    const name = `${socket.remoteAddress}:${socket.remotePort}`
    this.#sockets.set(name, socket)
    this.limit(socket)
    socket.once('close', () => {
      this.#release(socket)
      this.#sockets.delete(name)
    })
    // Every error is followed by a close.
    socket.on('error', () => {})
    injector.injectConnection(socket)
  }

  #reject(socket: Socket): void {
    this.#context.measures.connectionsRejected.add(1)
    socket.destroy()
  }

  #release(socket: Socket): void {
    this.#deadlines.get(socket)?.cancel()
    this.#deadlines.delete(socket)
  }
}

/** Resolves when `port` has no socket any more; at once where it never listened. */
function closed(port: NetServer): Promise<void> {
  return new Promise((resolve) => port.close(() => resolve()))
}

function credentialsOf(tls: PeerTls | null): ServerCredentials {
  if (tls === null) return ServerCredentials.createInsecure()
  return ServerCredentials.createSsl(tls.ca, [{ private_key: tls.key, cert_chain: tls.cert }], true)
}
