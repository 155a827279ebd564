import { connect, type Socket } from 'node:net'

/** A client's socket that notes what comes. */
export class RawSocket {
  readonly socket: Socket
  readonly #chunks: Buffer[] = []
  receivedBytes = 0
  ended = false
  closed = false
  error = ''

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk)
      this.receivedBytes += chunk.length
    })
    socket.on('end', () => {
      this.ended = true
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message
    })
    socket.on('close', () => {
      this.closed = true
    })
  }

  send(bytes: Buffer): void {
    this.socket.write(bytes)
  }

  received(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  pause(): void {
    this.socket.pause()
  }

  resume(): void {
    this.socket.resume()
  }

  end(): void {
    this.socket.end()
  }

  destroy(): void {
    this.socket.destroy()
  }
}

/** Connects to `host:port`. Resolves when connected. */
export function rawSocket(address: string): Promise<RawSocket> {
  const at = address.lastIndexOf(':')
  const host = address.slice(0, at).replace(/[[\]]/g, '')
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(address.slice(at + 1)), noDelay: true })
    const raw = new RawSocket(socket)
    socket.once('connect', () => resolve(raw))
    socket.once('error', reject)
  })
}
