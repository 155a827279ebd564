import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js'
import { OperatorError, PEER_CONNECT_TIMEOUT_MS, type PeerChannel, type Timer, type Timers } from '@zabkit/core'
import { formatAddress, formatListening } from './address.ts'
import { serverOptions } from './channel.ts'
import { SOCKETS_MAX } from './limits.ts'
import type { Measures } from './measures.ts'
import type { GrpcPeersSettings } from './options.ts'
import { asIs, PATHS } from './paths.ts'
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

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
}

/**
 * The port. Sockets are accepted here and handed to gRPC, so that errors of the port are told apart, small frames go out at once, and a socket
 * can be dropped.
 */
export class Listener {
  readonly #context: ListenerContext
  readonly #grpc: Server
  readonly #net: NetServer
  readonly #sockets = new Map<string, Socket>()
  /** Sockets without a link, and when they are dropped. */
  readonly #deadlines = new Map<Socket, Timer>()

  constructor(context: ListenerContext) {
    this.#context = context
    this.#grpc = new Server(serverOptions(context.settings))
    for (const channel of ['election', 'learner'] as const) {
      this.#grpc.register(PATHS[channel], (call: PeerCall) => context.called(call, channel), asIs, asIs, 'bidi')
    }
    const injector = this.#grpc.createConnectionInjector(credentialsOf(context.tls))
    this.#net = createServer({ noDelay: true }, (socket) => this.#connected(socket, injector))
  }

  get address(): string {
    return formatListening(this.#net.address())
  }

  /** Rejects with ZK_PORT_UNUSABLE, which names the address. */
  listen(): Promise<void> {
    const { host, port } = this.#context.settings
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void => reject(unusable(host, port, error))
      this.#net.once('error', failed)
      try {
        this.#net.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
          this.#net.off('error', failed)
          // Out of file descriptors and the like: the next connection may fare better.
          this.#net.on('error', () => {})
          resolve()
        })
      } catch (error) {
        failed(error as NodeJS.ErrnoException)
      }
    })
  }

  socketOf(call: PeerCall): Socket | null {
    return this.#sockets.get(call.getPeer()) ?? null
  }

  /** `socket` carries a link: it has no deadline any more. */
  keep(socket: Socket | null): void {
    if (socket !== null) this.#release(socket)
  }

  /** No more connections; those that there are go on. */
  close(): void {
    this.#net.close()
  }

  /** Drops what is left. Resolves when the port is free. */
  async destroy(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      if (this.#net.listening) this.#net.close(() => resolve())
      else if (this.#sockets.size === 0) resolve()
      else this.#net.once('close', resolve)
    })
    for (const socket of this.#sockets.values()) socket.destroy()
    this.#grpc.forceShutdown()
    await closed
  }

  #connected(socket: Socket, injector: { injectConnection(socket: Socket): void }): void {
    if (this.#sockets.size >= SOCKETS_MAX) {
      this.#context.measures.connectionsRejected.add(1)
      socket.destroy()
      return
    }
    const name = `${socket.remoteAddress}:${socket.remotePort}`
    this.#sockets.set(name, socket)
    this.#deadlines.set(socket, this.#context.timers.after(PEER_CONNECT_TIMEOUT_MS, () => this.#late(socket)))
    socket.once('close', () => {
      this.#release(socket)
      this.#sockets.delete(name)
    })
    // Every error is followed by a close.
    socket.on('error', () => {})
    injector.injectConnection(socket)
  }

  #late(socket: Socket): void {
    this.#context.measures.connectionsRejected.add(1)
    socket.destroy()
  }

  #release(socket: Socket): void {
    this.#deadlines.get(socket)?.cancel()
    this.#deadlines.delete(socket)
  }
}

function credentialsOf(tls: PeerTls | null): ServerCredentials {
  if (tls === null) return ServerCredentials.createInsecure()
  return ServerCredentials.createSsl(tls.ca, [{ private_key: tls.key, cert_chain: tls.cert }], true)
}

function unusable(host: string | undefined, port: number, error: NodeJS.ErrnoException): OperatorError {
  const reason = REASONS[error.code ?? ''] ?? error.message
  return new OperatorError('ZK_PORT_UNUSABLE', `peer address ${formatAddress(host ?? '*', port)}: ${reason}`, { cause: error })
}
