import {
  ByteWriter,
  type ClientConnection,
  type ClientHandler,
  type ConnectionHandler,
  FrameCutter,
  isWord,
  TELNET_INTERRUPT,
  wordOf,
} from '@zabkit/core'
import type { MemoryClientIdentity } from './memory-client.ts'
import type { MemoryLink } from './memory-link.ts'

/** The server's side of a link: the same promises as a socket's. */
export class MemoryConnection implements ClientConnection {
  readonly id: number
  readonly remoteAddress: string
  readonly remotePort: number
  readonly secure: boolean
  readonly peerCertificates: readonly Uint8Array[]
  readonly out = new ByteWriter()
  readonly #link: MemoryLink
  readonly #server: ClientHandler
  readonly #maxFrameBytes: number
  readonly #cutter = new FrameCutter()
  #handler: ConnectionHandler | null = null
  #open = true
  #paused = false
  #firstFrame = true

  constructor(id: number, identity: MemoryClientIdentity, link: MemoryLink, server: ClientHandler, maxFrameBytes: number) {
    this.id = id
    this.remoteAddress = identity.remoteAddress ?? ''
    this.remotePort = identity.remotePort ?? 0
    this.secure = identity.secure ?? false
    this.peerCertificates = identity.peerCertificates ?? []
    this.#link = link
    this.#server = server
    this.#maxFrameBytes = maxFrameBytes
  }

  /** False: the server does not want it. */
  open(): boolean {
    this.#handler = this.#server.connected(this)
    return this.#handler !== null
  }

  get queuedBytes(): number {
    return this.#link.toClient.queuedBytes
  }

  flush(): void {
    if (this.out.length > 0 && this.#open) this.#link.toClient.write(this.out.copy())
    this.out.clear()
  }

  pause(): void {
    if (!this.#open) return
    this.#paused = true
    this.#link.toServer.pause()
  }

  resume(): void {
    if (!this.#open || !this.#paused) return
    this.#paused = false
    this.#link.toServer.resume()
  }

  end(): void {
    this.finish('ended by the server')
  }

  destroy(): void {
    this.#drop('dropped by the server')
  }

  /** Says the last word and reads no more frames. */
  finish(reason: string): void {
    if (!this.#open) return
    this.flush()
    this.#open = false
    this.#link.toServer.resume()
    this.#link.finish(reason)
  }

  received(chunk: Buffer): void {
    if (!this.#open) return
    const cutter = this.#cutter
    cutter.feed(chunk)
    const any = this.#cut()
    if (this.#open && this.#paused) this.#keepRest()
    cutter.release()
    if (any && this.#isOpen()) this.#handler?.frames()
  }

  #keepRest(): void {
    const rest = this.#cutter.rest()
    if (rest.length > 0) this.#link.toServer.keepRest(rest)
  }

  drained(): void {
    if (this.#open) this.#handler?.drained()
  }

  closed(reason: string): void {
    const handler = this.#handler
    this.#open = false
    this.#handler = null
    handler?.closed(reason)
  }

  #drop(reason: string): void {
    this.#open = false
    this.#link.close(reason)
  }

  #isOpen(): boolean {
    return this.#open
  }

  #cut(): boolean {
    const cutter = this.#cutter
    let any = false
    while (this.#isOpen() && !this.#paused && cutter.readLength()) {
      if (this.#firstFrame && this.#isCommand()) break
      if (!this.#isAllowed(cutter.length) || !cutter.readFrame()) break
      this.#firstFrame = false
      any = true
      this.#handler?.frame(cutter.chunk, cutter.start, cutter.end)
    }
    return any
  }

  #isAllowed(length: number): boolean {
    if (length >= 0 && length <= this.#maxFrameBytes) return true
    this.#drop(`frame length ${length} is not in [0, ${this.#maxFrameBytes}]`)
    return false
  }

  #isCommand(): boolean {
    const { length } = this.#cutter
    if (length === TELNET_INTERRUPT) {
      this.#drop('interrupted by telnet')
      return true
    }
    if (!isWord(length)) return false
    const text = this.#server.command(wordOf(length), this.#cutter.rest())
    if (text === null) return false
    this.out.writeBytes(Buffer.from(text))
    this.finish('answered a four-letter word')
    return true
  }
}
