import {
  ByteReader,
  ByteWriter,
  type ClientConnection,
  ClientRequest,
  type ConnectionHandler,
  DecodeError,
  ErrorCode,
  type Id,
  Ring,
  type Session,
  type SessionId,
  type WatchEvent,
  type Watcher,
  type Zxid,
} from '@zabkit/core'
import {
  beginReply,
  endReply,
  OpCode,
  readAuthPacket,
  readConnectRequest,
  readReconfigRequest,
  writeConnectResponseFrame,
  writeReply,
  Xid,
} from '@zabkit/jute'
import type { ClientService } from './client-service.ts'
import { ConnectionStatistics } from './connection-statistics.ts'
import { FLUSH_BYTES, MAX_IDS_PER_CONNECTION } from './limits.ts'
import { classify } from './operations.ts'
import type { PendingReply } from './pending-reply.ts'
import { PendingWrite, type WriteOrigin } from './write-pipeline.ts'

/** Why a connection is not read from; it is read again when no reason is left. */
export const PauseReason = { Opening: 1, Outstanding: 2, Slow: 4, Server: 8 } as const

/** Opcodes whose events would come in the middle of the reply: their bodies are made aside. */
const CATCHES_UP = new Set<number>([OpCode.SetWatches, OpCode.SetWatches2])

/**
 * The delete of a container is the server's own and asks for no permission, so from a client it names nothing: it fails with BadArguments,
 * as whatever a client sends does in ZooKeeper 3.8.
 */
const NO_PATH = Buffer.alloc(4)

type State = 'new' | 'opening' | 'open' | 'ending' | 'closed'

/**
 * One client: its handshake, its session, and its answers in the order of its requests. Reads are answered on the spot unless a write of
 * the same client is under way. It is the watcher of its watches.
 */
export class Connection implements ConnectionHandler, Watcher, WriteOrigin {
  readonly link: ClientConnection
  readonly statistics: ConnectionStatistics
  ids: readonly Id[]
  session: Session | null = null
  dirty = false
  readonly #service: ClientService
  readonly #reader = new ByteReader(Buffer.alloc(0))
  readonly #pending = new Ring<PendingReply>()
  #state: State = 'new'
  #pauses = 0
  /** What the client sent in its connect request decides the form of the answer. */
  #readOnly: boolean | null = null
  /** When the chunk in hand arrived, and how many of its requests were answered at once. */
  #chunkMs = 0
  #answeredAtOnce = 0
  /** The answer that ends the connection is decided: what the client still asks is not taken. */
  #deaf = false

  constructor(service: ClientService, link: ClientConnection, ids: readonly Id[]) {
    this.#service = service
    this.link = link
    this.ids = ids
    this.statistics = new ConnectionStatistics(service.parts.clock.now())
  }

  get sessionId(): SessionId {
    return this.session?.id ?? 0n
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** Requests received and not answered. */
  get queued(): number {
    return this.#pending.size
  }

  // ---- from the transport ----

  frame(chunk: Buffer, start: number, end: number): void {
    if (this.#deaf || this.#state === 'ending' || this.#state === 'closed') return
    this.#service.statistics.packetsReceived++
    this.statistics.received++
    if (this.#chunkMs === 0) this.#chunkMs = this.#service.parts.clock.monotonic()
    try {
      if (this.#state === 'open') this.#request(chunk, start, end)
      else this.#connect(chunk, start, end)
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      this.#service.malformed(this, error.message)
      this.link.destroy()
    }
  }

  frames(): void {
    if (this.session !== null && this.#state === 'open') this.#service.touch(this.session)
    if (this.#answeredAtOnce > 0) {
      const { clock } = this.#service.parts
      const latencyMs = clock.monotonic() - this.#chunkMs
      this.#service.statistics.observeReads(latencyMs, this.#answeredAtOnce)
      this.statistics.observe(latencyMs, this.#answeredAtOnce, clock.now())
      this.#answeredAtOnce = 0
    }
    this.#chunkMs = 0
    this.flush()
  }

  drained(): void {
    this.unpause(PauseReason.Slow)
  }

  closed(reason: string): void {
    this.#state = 'closed'
    this.#service.disconnected(this, reason)
  }

  // ---- sending ----

  flush(): void {
    this.dirty = false
    if (this.#state === 'closed') return
    this.link.flush()
    this.#service.checkQueue(this)
  }

  /** More was written to `link.out`: it goes out at the end of the batch, or now when it is much. */
  #wrote(): void {
    this.statistics.sent++
    this.#service.statistics.packetsSent++
    if (this.link.out.length >= FLUSH_BYTES) this.flush()
  }

  notify(event: WatchEvent): void {
    if (this.#state !== 'open') return
    this.link.out.writeBytes(event.frame)
    this.#wrote()
    this.#service.markDirty(this)
  }

  pause(reason: number): void {
    if (this.#pauses === 0) this.link.pause()
    this.#pauses |= reason
  }

  unpause(reason: number): void {
    if (this.#pauses === 0) return
    this.#pauses &= ~reason
    if (this.#pauses === 0 && this.#state !== 'closed') this.link.resume()
  }

  /** Unless it asked for that itself, and is about to be answered, the client learns it by the end of the connection. */
  sessionEnded(): void {
    const next = this.#pending.peek()
    if (next?.kind !== 'write' || next.write.request.type !== OpCode.CloseSession) this.end()
  }

  /** Ends the connection after what was written. */
  end(): void {
    if (this.#state === 'closed' || this.#state === 'ending') return
    this.#state = 'ending'
    this.#pending.clear()
    this.link.end()
  }

  destroy(): void {
    if (this.#state !== 'closed') this.link.destroy()
  }

  // ---- the handshake ----

  #connect(chunk: Buffer, start: number, end: number): void {
    if (this.#state !== 'new') return this.destroy()
    const request = readConnectRequest(this.#reader.reset(chunk, start, end))
    this.#readOnly = request.readOnly === null ? null : false
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
    this.#wrote()
    this.unpause(PauseReason.Opening)
    this.#service.markDirty(this)
  }

  /** The session the client asked for is gone. */
  expired(): void {
    writeConnectResponseFrame(this.link.out, 0, 0n, Buffer.alloc(16), this.#readOnly)
    this.#wrote()
    this.end()
  }

  // ---- requests ----

  #request(chunk: Buffer, start: number, end: number): void {
    const reader = this.#reader.reset(chunk, start, end)
    const xid = reader.readInt32()
    const type = reader.readInt32()
    const body = reader.offset
    const operation = classify(type)
    const proves = type === OpCode.Auth || type === OpCode.Sasl
    if (!proves && !this.#service.mayAsk(this)) return this.#answer(xid, 0, ErrorCode.SessionClosedRequireSaslAuth, true)
    if (operation === 'read') return this.#read(xid, type, chunk, body, end)
    if (type === OpCode.Reconfig && !isReconfig(reader)) return this.#answer(xid, null, ErrorCode.MarshallingError, false)
    if (type === OpCode.DeleteContainer) return this.#write(xid, type, NO_PATH, 0, NO_PATH.length)
    if (operation === 'write') return this.#write(xid, type, chunk, body, end)
    if (operation === 'own') return this.#own(xid, type)
    // No txn is concerned: ZooKeeper shows that by zxid -1.
    this.#answer(xid, -1, ErrorCode.Unimplemented, true)
  }

  #newRequest(xid: number, type: number, chunk: Buffer, start: number, end: number): ClientRequest {
    return new ClientRequest(this.session as Session, xid, type, chunk, start, end, this.ids, this)
  }

  #read(xid: number, type: number, chunk: Buffer, start: number, end: number): void {
    const request = this.#newRequest(xid, type, chunk, start, end)
    if (this.#pending.size > 0) this.#enqueue({ kind: 'read', request, startedMs: this.#chunkMs })
    else {
      this.#answerRead(request)
      this.#answeredAtOnce++
    }
  }

  #write(xid: number, type: number, chunk: Buffer, start: number, end: number): void {
    const write = new PendingWrite(this.#newRequest(xid, type, chunk, start, end), this, this.#chunkMs)
    this.#enqueue({ kind: 'write', write })
    this.#service.submit(write)
  }

  /** In line behind what is not answered yet. A long line is a reason not to read more of the client's requests. */
  #enqueue(reply: PendingReply): void {
    this.#pending.push(reply)
    if (this.#pending.size >= this.#service.settings.outstandingPerClient) this.pause(PauseReason.Outstanding)
  }

  #own(xid: number, type: number): void {
    if (type === OpCode.Ping) return this.#ping()
    if (type === OpCode.Auth) return this.#authenticate(xid)
    if (this.#reader.readBuffer() === null) throw new DecodeError('a SASL packet without a token')
    // No SASL mechanism is configured: a null token, as ZooKeeper answers then.
    const out = this.link.out
    const start = beginReply(out)
    out.writeInt32(-1)
    endReply(out, start, xid, 0 as Zxid, ErrorCode.Ok)
    this.#wrote()
  }

  /** Whatever number a ping has, the answer has a ping's. */
  #ping(): void {
    this.statistics.answered(OpCode.Ping, Xid.Ping, this.#service.parts.tree.lastZxid)
    this.#answer(Xid.Ping, null, ErrorCode.Ok, false)
  }

  /** Takes effect on receipt, is answered in order. */
  #authenticate(xid: number): void {
    const { scheme, credential } = readAuthPacket(this.#reader)
    const result = credential === null ? null : this.#service.parts.authorizer.authenticate(scheme, credential, this.link)
    if (!result?.ok) {
      this.#service.authenticationFailed(this, scheme)
      return this.#answer(xid, 0, ErrorCode.AuthFailed, true)
    }
    const known = this.ids
    const fresh = result.ids.filter((id) => !known.some((have) => have.scheme === id.scheme && have.id === id.id))
    if (known.length + fresh.length > MAX_IDS_PER_CONNECTION) return this.#answer(xid, 0, ErrorCode.AuthFailed, true)
    if (fresh.length > 0) this.ids = [...known, ...fresh]
    this.#answer(xid, 0, ErrorCode.Ok, false)
  }

  /** An answer without a body, in its turn. `zxid` null: the last applied at that moment. `last`: the connection ends with it. */
  #answer(xid: number, zxid: number | null, err: number, last: boolean): void {
    if (last) this.#deaf = true
    if (this.#pending.size > 0) this.#enqueue({ kind: 'answer', xid, zxid, err, last })
    else this.#answerNow(xid, zxid, err, last)
  }

  // ---- answers ----

  #answerNow(xid: number, zxid: number | null, err: number, last: boolean): void {
    writeReply(this.link.out, xid, (zxid ?? this.#service.parts.tree.lastZxid) as Zxid, err)
    this.#wrote()
    if (last) this.end()
  }

  #answerRead(request: ClientRequest): void {
    if (CATCHES_UP.has(request.type)) return this.#answerAside(request)
    const { out } = this.link
    const start = beginReply(out)
    const err = this.#service.read(request, out)
    if (err !== ErrorCode.Ok) out.length = start + 20
    const { lastZxid } = this.#service.parts.tree
    endReply(out, start, request.xid, lastZxid, err)
    this.#finish(request, lastZxid)
  }

  #answerAside(request: ClientRequest): void {
    const body = new ByteWriter()
    const err = this.#service.read(request, body)
    this.#replyWith(request, err, body)
  }

  #replyWith(request: ClientRequest, err: number, body: ByteWriter): void {
    const { out } = this.link
    const start = beginReply(out)
    if (err === ErrorCode.Ok) out.writeSlice(body.bytes, 0, body.length)
    const { lastZxid } = this.#service.parts.tree
    endReply(out, start, request.xid, lastZxid, err)
    this.#finish(request, lastZxid)
  }

  #finish(request: ClientRequest, zxid: Zxid): void {
    this.statistics.answered(request.type, request.xid, zxid)
    this.#wrote()
  }

  // ---- from the pipeline ----

  applied(write: PendingWrite, err: number, body: ByteWriter): void {
    const head = this.#pending.shift()
    if (this.#state !== 'open' || head === undefined) return
    const { clock } = this.#service.parts
    const latencyMs = clock.monotonic() - write.startedMs
    this.#service.statistics.observeWrite(latencyMs)
    this.#replyWith(write.request, err, body)
    this.statistics.observe(latencyMs, 1, clock.now())
    this.#service.markDirty(this)
    if (write.request.type === OpCode.CloseSession) return this.end()
    this.#drain()
    if (this.#pending.size * 2 < this.#service.settings.outstandingPerClient) this.unpause(PauseReason.Outstanding)
  }

  /** Answers what waited behind the write that was just answered, up to the next write. */
  #drain(): void {
    for (let next = this.#pending.peek(); next !== undefined && next.kind !== 'write'; next = this.#pending.peek()) {
      this.#pending.shift()
      if (next.kind === 'answer') this.#answerNow(next.xid, next.zxid, next.err, next.last)
      else {
        this.#answerRead(next.request)
        this.#service.statistics.observeReads(this.#service.parts.clock.monotonic() - next.startedMs, 1)
      }
    }
  }
}

/** ZooKeeper looks at the bytes of a reconfiguration, and of nothing else, before it makes a txn of the request. */
function isReconfig(reader: ByteReader): boolean {
  try {
    readReconfigRequest(reader)
    return true
  } catch (error) {
    if (error instanceof DecodeError) return false
    throw error
  }
}
