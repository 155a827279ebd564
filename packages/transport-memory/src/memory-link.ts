import type { ClientHandler, Timer, Timers } from '@zabkit/core'
import { END_MS } from './limits.ts'
import type { MemoryClient, MemoryClientHandler, MemoryClientIdentity } from './memory-client.ts'
import { MemoryConnection } from './memory-connection.ts'
import { Pipe } from './pipe.ts'

/** Two pipes and what stands at their ends. Closes when both directions have ended, or at once. */
export class MemoryLink implements MemoryClient {
  readonly toServer: Pipe
  readonly toClient: Pipe
  readonly #timers: Timers
  readonly #client: MemoryClientHandler
  readonly #gone: (link: MemoryLink) => void
  #connection: MemoryConnection | null = null
  #ended = { toServer: false, toClient: false }
  #reason = ''
  #closing = false
  #grace: Timer | null = null

  /** `gone` is called once, when both sides have been told. */
  constructor(timers: Timers, client: MemoryClientHandler, gone: (link: MemoryLink) => void) {
    this.#timers = timers
    this.#client = client
    this.#gone = gone
    this.toServer = new Pipe(timers, {
      chunk: (chunk) => this.#connection?.received(chunk),
      ended: () => this.#endedToServer(),
      drained: () => this.#client.drained?.(),
    })
    this.toClient = new Pipe(timers, {
      chunk: (chunk) => this.#client.data(chunk),
      ended: () => this.#endedToClient(),
      drained: () => this.#connection?.drained(),
    })
  }

  /** Gives the link to the server. */
  open(id: number, identity: MemoryClientIdentity, server: ClientHandler, maxFrameBytes: number): void {
    if (this.#closing) return
    this.#connection = new MemoryConnection(id, identity, this, server, maxFrameBytes)
    if (!this.#connection.open()) this.close('refused by the server')
  }

  get queuedBytes(): number {
    return this.toServer.queuedBytes
  }

  write(bytes: Buffer): void {
    this.toServer.write(bytes)
  }

  pause(): void {
    this.toClient.pause()
  }

  resume(): void {
    this.toClient.resume()
  }

  end(): void {
    this.toServer.end()
  }

  destroy(): void {
    this.close('closed by the client')
  }

  /** The server has said its last word: the link closes when the client has taken it, or after a while. */
  finish(reason: string): void {
    if (this.#closing) return
    this.#reason = reason
    this.toClient.end()
    this.#grace = this.#timers.after(END_MS, () => this.close(reason))
  }

  /** Cuts both pipes at once; both sides are told at the end of the turn. */
  close(reason: string): void {
    if (this.#closing) return
    this.#closing = true
    this.#grace?.cancel()
    this.toServer.cut()
    this.toClient.cut()
    this.#timers.endOfTurn(() => this.#tell(this.#reason === '' ? reason : this.#reason))
  }

  #tell(reason: string): void {
    this.#connection?.closed(reason)
    this.#client.closed(reason)
    this.#gone(this)
  }

  #endedToServer(): void {
    this.#ended.toServer = true
    this.#connection?.finish('closed by the client')
    this.#closeWhenBothEnded()
  }

  #endedToClient(): void {
    this.#ended.toClient = true
    this.#client.ended?.()
    this.toServer.end()
    this.#closeWhenBothEnded()
  }

  #closeWhenBothEnded(): void {
    if (this.#ended.toServer && this.#ended.toClient) this.close(this.#reason)
  }
}
