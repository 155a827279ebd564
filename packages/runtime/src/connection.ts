import {
  ByteReader,
  type ClientConnection,
  type ConnectionHandler,
  DecodeError,
  type Id,
  type Session,
  type SessionId,
  type WatchEvent,
  type Watcher,
} from '@zabkit/core'
import { PASSWORD_BYTES, readConnectRequest, writeConnectResponseFrame } from '@zabkit/jute'
import type { ClientService } from './client-service.ts'
import { ConnectionStatistics } from './connection-statistics.ts'
import { FLUSH_BYTES } from './limits.ts'
import { RequestLine } from './request-line.ts'

/**
 * Why a connection is not read from; it is read again when no reason is left. Opening: its session is being made. Outstanding: its line of
 * unanswered requests is long. Server: the server as a whole has its hands full. Slow: the client does not take its replies.
 */
export const PauseReason = { Opening: 1, Outstanding: 2, Slow: 4, Server: 8 } as const

type State = 'new' | 'opening' | 'open' | 'ending' | 'closed'

const NO_PASSWORD = Buffer.alloc(PASSWORD_BYTES)

/** One client: its handshake, its session, and what is sent to it. It is the watcher of its watches. */
export class Connection implements ConnectionHandler, Watcher {
  readonly link: ClientConnection
  readonly statistics: ConnectionStatistics
  ids: readonly Id[]
  session: Session | null = null
  /** Something was written to it that is not flushed yet. */
  dirty = false
  readonly #service: ClientService
  readonly #line: RequestLine
  #state: State = 'new'
  #pauses = 0
  /** What the client sent in its connect request decides the form of the answer. */
  #readOnly: boolean | null = null

  constructor(service: ClientService, link: ClientConnection, ids: readonly Id[]) {
    this.#service = service
    this.link = link
    this.ids = ids
    this.statistics = new ConnectionStatistics(service.parts.clock.now())
    this.#line = new RequestLine(this, service)
  }

  get sessionId(): SessionId {
    return this.session?.id ?? 0n
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** The client does not take its replies as fast as it asks. */
  get isSlow(): boolean {
    return (this.#pauses & PauseReason.Slow) !== 0
  }

  /** The server itself keeps its requests from being read: the silence is not the client's. */
  get isHeld(): boolean {
    return (this.#pauses & (PauseReason.Server | PauseReason.Outstanding)) !== 0
  }

  /** Requests received and not answered. */
  get queued(): number {
    return this.#line.size
  }

  // ---- from the transport ----

  frame(chunk: Buffer, start: number, end: number): void {
    if (this.#state === 'ending' || this.#state === 'closed') return
    this.#service.statistics.packetsReceived++
    this.statistics.received++
    try {
      if (this.#state === 'open') this.#line.take(chunk, start, end)
      else this.#connect(chunk, start, end)
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      this.#service.malformed(this, error.message)
      this.destroy()
    }
  }

  frames(): void {
    if (this.session !== null && this.#state === 'open') this.#service.touch(this.session)
    this.#line.taken()
    this.flush()
  }

  drained(): void {
    this.unpause(PauseReason.Slow)
    this.#line.drain()
    this.flush()
  }

  closed(reason: string): void {
    this.#state = 'closed'
    this.#line.clear()
    this.#service.disconnected(this, reason)
  }

  // ---- sending ----

  flush(): void {
    this.dirty = false
    if (this.#state === 'closed') return
    this.link.flush()
    this.#service.checkQueue(this)
  }

  /** A frame was written to `link.out`: it goes out at the end of the batch, or now when much has come together. */
  wrote(): void {
    this.statistics.sent++
    this.#service.statistics.packetsSent++
    if (this.link.out.length >= FLUSH_BYTES) this.flush()
  }

  notify(event: WatchEvent): void {
    if (this.#state !== 'open') return
    this.link.out.writeBytes(event.frame)
    this.wrote()
    this.#service.markDirty(this)
  }

  pause(reason: number): void {
    if (this.#pauses === 0) this.link.pause()
    this.#pauses |= reason
  }

  unpause(reason: number): void {
    if ((this.#pauses & reason) === 0) return
    this.#pauses &= ~reason
    if (this.#pauses === 0 && this.#state !== 'closed') this.link.resume()
  }

  /** Unless it asked for that itself, and is about to be answered, the client learns it by the end of the connection. */
  sessionEnded(): void {
    if (!this.#line.closes) this.end()
  }

  /** Ends the connection after what was written. */
  end(): void {
    if (this.#state === 'closed' || this.#state === 'ending') return
    this.#state = 'ending'
    this.#line.clear()
    this.link.end()
  }

  /** Drops it: nothing more is answered. */
  destroy(): void {
    if (this.#state === 'closed') return
    this.#state = 'ending'
    this.#line.clear()
    this.link.destroy()
  }

  // ---- the handshake ----

  #connect(chunk: Buffer, start: number, end: number): void {
    if (this.#state !== 'new') return this.destroy()
    const request = readConnectRequest(new ByteReader(chunk, start, end))
    this.#readOnly = request.readOnly === null ? null : this.#service.readOnly
    this.#state = 'opening'
    this.pause(PauseReason.Opening)
    this.#service.open(this, request)
  }

  /** The session is there: from now on requests are taken. */
  opened(session: Session, password: Uint8Array): void {
    if (this.#state !== 'opening') return
    this.session = session
    this.#state = 'open'
    writeConnectResponseFrame(this.link.out, session.timeoutMs, session.id, password, this.#readOnly)
    this.wrote()
    this.unpause(PauseReason.Opening)
    this.#service.markDirty(this)
  }

  /** The session the client asked for is gone. */
  expired(): void {
    writeConnectResponseFrame(this.link.out, 0, 0n, NO_PASSWORD, this.#readOnly)
    this.wrote()
    this.end()
  }
}
