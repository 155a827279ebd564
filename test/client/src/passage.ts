import { createServer, connect, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

/** A way to one server that can be cut: what was open is reset, what comes is refused until `heal`. */
export class Passage {
  readonly port: number
  readonly #server: Server
  readonly #target: number
  readonly #sockets = new Set<Socket>()
  #cut = false
  #silent = false

  private constructor(server: Server, port: number, target: number) {
    this.#server = server
    this.port = port
    this.#target = target
    server.on('connection', (socket) => this.#join(socket))
  }

  static async start(target: number): Promise<Passage> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Passage(server, (server.address() as { port: number }).port, target)
  }

  #join(client: Socket): void {
    this.#keep(client)
    if (this.#cut) return void client.resetAndDestroy()
    const server = this.#keep(connect(this.#target, '127.0.0.1'))
    pass(client, server, () => this.#silent)
    pass(server, client, () => this.#silent)
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => this.#sockets.delete(socket))
    return socket
  }

  cut(): void {
    this.#cut = true
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  /** Nothing passes any more, and nobody is told: what a dead network does. Connections that were silent stay so. */
  silence(): void {
    this.#silent = true
  }

  heal(): void {
    this.#cut = false
    if (!this.#silent) return
    this.#silent = false
    for (const socket of this.#sockets) socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

function pass(from: Socket, to: Socket, isSilent: () => boolean): void {
  from.on('data', (chunk: Buffer) => {
    if (!isSilent()) to.write(chunk)
  })
  from.on('end', () => to.end())
  from.on('close', () => to.destroy())
}
