import { ByteWriter, type ClientConnection, type ConnectionHandler, type Timers } from '@zabkit/core'

/**
 * One client's connection between its transport and its server. Once it is muted nothing passes in either direction, its end included, and it stays
 * so: what was lost would be missing later.
 */
export class DoorConnection implements ClientConnection, ConnectionHandler {
  readonly id: number
  readonly remoteAddress: string
  readonly remotePort: number
  readonly secure: boolean
  readonly peerCertificates: readonly Uint8Array[]
  readonly #link: ClientConnection
  readonly #timers: Timers
  readonly #gone: (connection: DoorConnection) => void
  /** Null: nobody, not yet or not any more. */
  #server: ConnectionHandler | null = null
  /** Not null: muted, and this takes what the server says. */
  #muted: ByteWriter | null = null

  /** `gone` is called when its transport has no such connection any more and nobody needs to be told. */
  constructor(link: ClientConnection, timers: Timers, gone: (connection: DoorConnection) => void) {
    this.id = link.id
    this.remoteAddress = link.remoteAddress
    this.remotePort = link.remotePort
    this.secure = link.secure
    this.peerCertificates = link.peerCertificates
    this.#link = link
    this.#timers = timers
    this.#gone = gone
  }

  /** What comes is for `server`. */
  open(server: ConnectionHandler): void {
    this.#server = server
  }

  get isMuted(): boolean {
    return this.#muted !== null
  }

  mute(): void {
    this.#muted ??= new ByteWriter()
  }

  /** Drops it. The server of one that is muted learns it now. */
  drop(reason: string): void {
    this.#link.destroy()
    if (this.#muted === null) return
    this.#tell(reason)
    this.#gone(this)
  }

  // ---- from the server ----

  get out(): ByteWriter {
    return this.#muted ?? this.#link.out
  }

  get queuedBytes(): number {
    return this.#muted === null ? this.#link.queuedBytes : 0
  }

  flush(): void {
    if (this.#muted === null) this.#link.flush()
    else this.#muted.clear()
  }

  pause(): void {
    this.#link.pause()
  }

  resume(): void {
    this.#link.resume()
  }

  end(): void {
    if (this.#muted === null) this.#link.end()
    else this.#leave('ended by the server')
  }

  destroy(): void {
    if (this.#muted === null) this.#link.destroy()
    else this.#leave('dropped by the server')
  }

  // ---- from the transport ----

  frame(chunk: Buffer, start: number, end: number): void {
    if (this.#muted === null) this.#server?.frame(chunk, start, end)
  }

  frames(): void {
    if (this.#muted === null) this.#server?.frames()
  }

  drained(): void {
    if (this.#muted === null) this.#server?.drained()
  }

  closed(reason: string): void {
    if (this.#muted !== null) return
    this.#tell(reason)
    this.#gone(this)
  }

  /** The server is done with it; the client goes on believing in it. */
  #leave(reason: string): void {
    this.#timers.endOfTurn(() => this.#tell(reason))
  }

  #tell(reason: string): void {
    const server = this.#server
    this.#server = null
    server?.closed(reason)
  }
}
