import { type ByteReader, type ByteWriter, ErrorCode, Ring } from '@zabkit/core'
import { OpCode, readNotification, readSaslReply, writeAuthPacket, writeRequestHeader, writeSaslRequest, Xid } from '@zabkit/jute'
import { type Hello, readWelcome, type Welcome, writeHello } from './handshake.ts'
import { XID_MAX } from './limits.ts'
import type { SocketSettings } from './open-socket.ts'
import type { SaslOptions } from './options.ts'
import type { PendingRequest } from './pending-request.ts'
import { SaslExchange } from './sasl-exchange.ts'
import type { Endpoint } from './server-list.ts'
import type { AuthEntry } from './session-auth.ts'
import type { SessionLife } from './session-life.ts'
import type { EstablishRequest } from './session-request.ts'
import { WireConnection } from './wire-connection.ts'

/** What a link tells the session that it serves. */
export interface LinkOwner {
  readonly life: SessionLife
  now(): number
  hello(): Hello
  /** Bytes came; told before what is in them. The owner may destroy the link. */
  heard(link: SessionLink): void
  welcome(link: SessionLink, welcome: Welcome): void
  /** Welcome, and known to the server where SASL was asked for: requests may go. */
  ready(link: SessionLink): void
  event(type: number, path: string, zxid: bigint): void
  authFailed(detail: string): void
  drained(link: SessionLink): void
  /** A callback of a request's owner threw. */
  faulty(error: unknown): void
  closed(link: SessionLink, reason: string): void
}

export interface LinkSettings {
  readonly socket: SocketSettings
  readonly sasl: SaslOptions | undefined
  readonly connectTimeoutMs: number
  readonly maxRequestBytes: number
}

type Phase = 'opening' | 'greeting' | 'sasl' | 'ready' | 'over'

/** One connection to one server, from TCP to its end: handshake, SASL, requests and their answers, pings. */
export class SessionLink {
  readonly endpoint: Endpoint
  /** The session that the server was asked to go on with; 0n: a new one. */
  askedId = 0n
  helloAtMs = 0
  heardAtMs = 0
  isReadOnly = false
  /** The owner lets requests through. */
  isOpen = false
  /** Resolves when the connection is over, with the ms for which it was ready, -1 when it never was. */
  readonly whenOver: Promise<number>
  readonly #owner: LinkOwner
  readonly #wire: WireConnection
  readonly #life: SessionLife
  readonly #sasl: SaslExchange | null
  readonly #maxRequestBytes: number
  readonly #inFlight = new Ring<PendingRequest>()
  /** When the pings that are not answered were sent. */
  readonly #pings = new Ring<number>()
  readonly #auths = new Ring<AuthEntry>()
  readonly #own = new Ring<EstablishRequest>()
  #phase: Phase = 'opening'
  #xid = 0
  #saslXid = 0
  #readyAtMs = -1
  #timer: NodeJS.Timeout
  #over: (stoodMs: number) => void = ignore

  constructor(endpoint: Endpoint, settings: LinkSettings, owner: LinkOwner) {
    this.endpoint = endpoint
    this.#owner = owner
    this.#life = owner.life
    this.#sasl = settings.sasl === undefined ? null : new SaslExchange(settings.sasl)
    this.whenOver = new Promise((resolve) => {
      this.#over = resolve
    })
    this.#maxRequestBytes = settings.maxRequestBytes
    const { connectTimeoutMs } = settings
    this.#timer = setTimeout(() => this.destroy(`no session in ${connectTimeoutMs} ms`), connectTimeoutMs)
    this.#wire = new WireConnection(
      endpoint,
      settings.socket,
      {
        opened: () => this.#greet(),
        heard: () => owner.heard(this),
        frame: (reader) => this.#frame(reader),
        drained: () => owner.drained(this),
        closed: (reason) => this.#closed(reason),
      },
      () => owner.now(),
    )
  }

  get isReady(): boolean {
    return this.#phase === 'ready'
  }

  /** What the socket said before its end; null where nothing. */
  get error(): unknown {
    return this.#wire.error
  }

  get beginsTurn(): boolean {
    return this.#wire.beginsTurn
  }

  get isChoked(): boolean {
    return this.#wire.isChoked
  }

  // ---- what goes out ----

  #greet(): void {
    const hello = this.#owner.hello()
    this.askedId = hello.sessionId
    this.#phase = 'greeting'
    writeHello(this.#wire.beginFrame(), hello)
    this.#wire.endFrame()
    this.helloAtMs = this.#wire.turnMs
  }

  send(pending: PendingRequest): void {
    const wire = this.#wire
    const xid = this.#nextXid()
    const out = wire.beginFrame()
    const { request } = pending
    try {
      writeRequestHeader(out, xid, request.opCode)
      request.encode(out)
      if (request.trailer !== undefined && wire.frameBytes + request.trailer.length <= this.#maxRequestBytes) out.writeBytes(request.trailer)
    } catch (error) {
      wire.dropFrame()
      return pending.reject(error)
    }
    if (wire.frameBytes > this.#maxRequestBytes) return this.#refuse(pending)
    wire.endFrame()
    pending.xid = xid
    pending.sentAtMs = wire.turnMs
    this.#inFlight.push(pending)
  }

  /** The server would close the connection, under all that is in flight. */
  #refuse(pending: PendingRequest): void {
    const { frameBytes } = this.#wire
    this.#wire.dropFrame()
    pending.fail(ErrorCode.BadArguments, `a request of ${frameBytes} bytes, more than maxRequestBytes (${this.#maxRequestBytes})`)
  }

  #nextXid(): number {
    this.#xid = this.#xid === XID_MAX ? 1 : this.#xid + 1
    return this.#xid
  }

  /** A request of the session itself: its answer has a queue of its own. */
  sendOwn(request: EstablishRequest): void {
    request.encode(this.#begin(request.xid, request.opCode))
    this.#wire.endFrame()
    this.#own.push(request)
  }

  sendAuth(entry: AuthEntry): void {
    writeAuthPacket(this.#begin(Xid.Auth, OpCode.Auth), entry.scheme, entry.credential)
    this.#wire.endFrame()
    this.#auths.push(entry)
  }

  #begin(xid: number, opCode: number): ByteWriter {
    const out = this.#wire.beginFrame()
    writeRequestHeader(out, xid, opCode)
    return out
  }

  #ping(): void {
    this.#begin(Xid.Ping, OpCode.Ping)
    this.#wire.endFrame()
    this.#pings.push(this.#wire.turnMs)
  }

  #sendSasl(token: Uint8Array): void {
    this.#saslXid = this.#nextXid()
    writeSaslRequest(this.#begin(this.#saslXid, OpCode.Sasl), token)
    this.#wire.endFrame()
  }

  // ---- what comes ----

  #frame(reader: ByteReader): void {
    if (this.#phase === 'ready') this.#answer(reader)
    else if (this.#phase === 'greeting') this.#welcomed(readWelcome(reader))
    else if (this.#phase === 'sasl') this.#saslAnswer(reader)
  }

  #welcomed(welcome: Welcome): void {
    this.#owner.welcome(this, welcome)
    if (!this.#wire.isOpen) return
    if (this.#sasl === null) return this.#ready()
    this.#phase = 'sasl'
    this.#sendSasl(this.#sasl.first())
  }

  #saslAnswer(reader: ByteReader): void {
    const xid = reader.readInt32()
    this.#life.readZxid(reader)
    const err = reader.readInt32()
    if (xid !== this.#saslXid || this.#sasl === null) return this.destroy(`an answer with xid ${xid} where that of a SASL packet was due`)
    if (err !== ErrorCode.Ok) return this.#owner.authFailed('SASL: the server refuses')
    try {
      const token = this.#sasl.next(readSaslReply(reader))
      if (token !== null) return this.#sendSasl(token)
    } catch (error) {
      return this.#owner.authFailed(`SASL: ${error instanceof Error ? error.message : String(error)}`)
    }
    this.#ready()
  }

  #ready(): void {
    clearTimeout(this.#timer)
    this.#phase = 'ready'
    this.#readyAtMs = this.#owner.now()
    this.#owner.ready(this)
  }

  #answer(reader: ByteReader): void {
    const xid = reader.readInt32()
    if (xid === Xid.Notification) return this.#notified(reader)
    this.#life.readZxid(reader)
    const err = reader.readInt32()
    if (xid >= 0) this.#replied(xid, err, reader)
    else if (xid === Xid.Ping) this.#life.proven(this.#pings.shift() ?? Number.NEGATIVE_INFINITY)
    else if (xid === Xid.Auth) this.#authReplied(err)
    else this.#ownReplied(xid, err)
    if (err === ErrorCode.SessionClosedRequireSaslAuth) this.#owner.authFailed('the server demands another way to authenticate')
  }

  #notified(reader: ByteReader): void {
    const zxid = reader.readInt64()
    reader.readInt32()
    const { type, path } = readNotification(reader)
    this.#owner.event(type, path, zxid)
  }

  #replied(xid: number, err: number, reader: ByteReader): void {
    const pending = this.#inFlight.peek()
    if (pending === undefined || pending.xid !== xid) {
      return this.destroy(`the server answers request ${xid} where ${pending === undefined ? 'none' : pending.xid} was due`)
    }
    this.#inFlight.shift()
    this.#life.proven(pending.sentAtMs)
    this.#tellReply(pending.request, err)
    if (err === ErrorCode.Ok) pending.decode(reader)
    else pending.refuse(err)
  }

  #tellReply(request: { readonly onReply?: ((err: number) => void) | undefined }, err: number): void {
    if (request.onReply === undefined) return
    try {
      request.onReply(err)
    } catch (error) {
      this.#owner.faulty(error)
    }
  }

  #authReplied(err: number): void {
    const entry = this.#auths.shift()
    if (err === ErrorCode.Ok) entry?.taken()
    else this.#owner.authFailed(`the server refuses what was shown for ${entry?.scheme ?? 'authentication'}`)
  }

  #ownReplied(xid: number, err: number): void {
    const request = this.#own.peek()
    if (request?.xid !== xid) return this.destroy(`the server answers request ${xid}, which nobody asked`)
    this.#own.shift()
    this.#tellReply(request, err)
  }

  // ---- time ----

  /** When `tick` has something to do. */
  get dueMs(): number {
    const { timeoutMs } = this.#life
    return Math.min(this.heardAtMs + (timeoutMs * 2) / 3, this.#wire.turnMs + timeoutMs / 3)
  }

  /** Pings a third of the session's time after the last request, gives up a server that was silent for two thirds. */
  tick(nowMs: number): void {
    const { timeoutMs } = this.#life
    if (nowMs >= this.heardAtMs + (timeoutMs * 2) / 3) return this.destroy(`the server was silent for ${Math.round(nowMs - this.heardAtMs)} ms`)
    if (nowMs >= this.#wire.turnMs + timeoutMs / 3) this.#ping()
  }

  // ---- the end ----

  /** Ends with CloseSession and FIN; `pending` is the request for it. What was asked before is answered before. */
  async close(pending: PendingRequest, timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => this.destroy(`the server did not close the session in ${timeoutMs} ms`), timeoutMs)
    this.send(pending)
    await pending.promise.catch(ignore)
    this.#wire.end('the session was closed')
    await this.whenOver
    clearTimeout(timer)
  }

  destroy(reason: string): void {
    this.#wire.destroy(reason)
  }

  failAll(errorCode: number, detail: string): void {
    for (let pending = this.#inFlight.shift(); pending !== undefined; pending = this.#inFlight.shift()) pending.fail(errorCode, detail)
  }

  #closed(reason: string): void {
    clearTimeout(this.#timer)
    this.#phase = 'over'
    this.isOpen = false
    this.#owner.closed(this, reason)
    this.#over(this.#readyAtMs === -1 ? -1 : this.#owner.now() - this.#readyAtMs)
  }
}

function ignore(): void {}
