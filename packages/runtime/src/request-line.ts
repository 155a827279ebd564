import {
  ByteReader,
  ByteWriter,
  ClientRequest,
  DecodeError,
  ErrorCode,
  invariant,
  Ring,
  type Session,
  type Zxid,
} from '@zabkit/core'
import { beginReply, endReply, OpCode, readAuthPacket, readReconfigRequest, REPLY_HEADER_BYTES, writeReply, Xid } from '@zabkit/jute'
import type { ClientService } from './client-service.ts'
import { type Connection, PauseReason } from './connection.ts'
import { makesEphemeral } from './ephemeral-request.ts'
import { MAX_IDS_PER_CONNECTION, WAITING_BYTES_PER_CLIENT } from './limits.ts'
import { classify } from './operations.ts'
import { type PendingReply, PendingSync } from './pending-reply.ts'
import { describeClient } from './traced-request.ts'
import { PendingWrite, type WriteOrigin } from './write-pipeline.ts'

/** Opcodes whose events would come in the middle of the reply: their bodies are made aside. */
const CATCHES_UP = new Set<number>([OpCode.SetWatches, OpCode.SetWatches2])

const NO_BYTES = Buffer.alloc(0)
/** A path that cannot be: what ZooKeeper 3.8 takes out of a client's deleteContainer, which is meant for the server alone. */
const NO_PATH = Buffer.alloc(8)

/**
 * One client's requests and their answers, which come in the order of the requests. A read is answered on the spot unless something before
 * it is not answered yet; then it waits, and is answered after the write before it and before the write behind it.
 */
export class RequestLine implements WriteOrigin {
  readonly #connection: Connection
  readonly #service: ClientService
  readonly #reader = new ByteReader(NO_BYTES)
  readonly #pending = new Ring<PendingReply>()
  /** Bytes of the requests that wait in line. */
  #waitingBytes = 0
  /** When the chunk in hand arrived, and how many of its requests were answered at once. */
  #chunkMs = 0
  #answeredAtOnce = 0
  /** The answer that ends the connection is decided: what the client still asks is not taken. */
  #deaf = false

  constructor(connection: Connection, service: ClientService) {
    this.#connection = connection
    this.#service = service
  }

  /** Requests received and not answered. */
  get size(): number {
    return this.#pending.size
  }

  get isGone(): boolean {
    return !this.#connection.isOpen
  }

  /** The next answer is that to the client's own closeSession. */
  get closes(): boolean {
    const next = this.#pending.peek()
    return next?.kind === 'write' && next.write.request.type === OpCode.CloseSession
  }

  /** Nobody waits any more. */
  clear(): void {
    this.#pending.clear()
    this.#waited(-this.#waitingBytes)
  }

  // ---- requests ----

  /** One request: bytes `[start, end)` of `chunk`. Throws DecodeError when there is not even a header. */
  take(chunk: Buffer, start: number, end: number): void {
    if (this.#deaf) return
    if (this.#chunkMs === 0) this.#chunkMs = this.#service.parts.clock.monotonic()
    const reader = this.#reader.reset(chunk, start, end)
    const xid = reader.readInt32()
    const type = reader.readInt32()
    this.#dispatch(xid, type, chunk, reader.offset, end)
  }

  #dispatch(xid: number, type: number, chunk: Buffer, start: number, end: number): void {
    const operation = classify(type)
    const proves = type === OpCode.Auth || type === OpCode.Sasl
    if (!proves && !this.#service.mayAsk(this.#connection)) return this.#answer(xid, 0, ErrorCode.SessionClosedRequireSaslAuth, true)
    if (type === OpCode.CloseSession && this.#connection.session?.local) return this.#closeLocal(xid)
    if (this.#service.readOnly && (operation === 'write' || type === OpCode.Sync)) return this.#answer(xid, null, ErrorCode.NotReadOnly, false)
    if (operation === 'read') return this.#read(xid, type, chunk, start, end)
    if (type === OpCode.Reconfig && !isReconfig(this.#reader)) return this.#answer(xid, null, ErrorCode.MarshallingError, false)
    if (type === OpCode.DeleteContainer) return this.#write(xid, type, NO_PATH, 0, NO_PATH.length)
    if (operation === 'write') return this.#write(xid, type, chunk, start, end)
    if (operation === 'own') return this.#own(xid, type)
    // No txn is concerned: ZooKeeper shows that by zxid -1.
    this.#answer(xid, -1, ErrorCode.Unimplemented, true)
  }

  /** All requests of a chunk were taken. */
  taken(): void {
    if (this.#answeredAtOnce > 0) this.#observeReads(this.#chunkMs, this.#answeredAtOnce)
    this.#answeredAtOnce = 0
    this.#chunkMs = 0
  }

  #newRequest(xid: number, type: number, chunk: Buffer, start: number, end: number): ClientRequest {
    const { session, ids } = this.#connection
    return new ClientRequest(session as Session, xid, type, chunk, start, end, ids, this.#connection)
  }

  #read(xid: number, type: number, chunk: Buffer, start: number, end: number): void {
    const request = this.#newRequest(xid, type, chunk, start, end)
    if (type === OpCode.Sync) return this.#sync(request)
    if (this.#pending.size > 0) return this.#enqueue({ kind: 'read', request, startedMs: this.#chunkMs }, end - start)
    this.#answerRead(request)
    this.#answeredAtOnce++
  }

  /** Answered when its barrier is passed; what the client asks behind it waits. */
  #sync(request: ClientRequest): void {
    const sync = new PendingSync(request, this.#chunkMs)
    this.#enqueue(sync, request.end - request.start)
    this.#service.parts.barrier(() => {
      sync.passed = true
      this.drain()
      this.#service.markDirty(this.#connection)
    })
  }

  #write(xid: number, type: number, chunk: Buffer, start: number, end: number): void {
    this.#upgradeFor(type, chunk, start, end)
    const write = new PendingWrite(this.#newRequest(xid, type, chunk, start, end), this, this.#chunkMs)
    this.#enqueue({ kind: 'write', write }, end - start)
    this.#service.parts.pipeline.submit(write)
    if (write.trace !== null) describeClient(write.trace, this.#connection.link)
  }

  /** An ephemeral needs a session that all servers know. Where it does not become one, the tree refuses. */
  #upgradeFor(type: number, chunk: Buffer, start: number, end: number): void {
    const { session } = this.#connection
    if (session === null || !session.local || !this.#service.settings.localSessionsUpgrading) return
    if (!makesEphemeral(type, this.#reader.reset(chunk, start, end))) return
    this.#connection.session = this.#service.parts.sessions.upgrade(session)
  }

  /** No txn ends a session that none began. */
  #closeLocal(xid: number): void {
    this.#service.parts.sessions.closeLocal(this.#connection.session as Session)
    this.#answer(xid, null, ErrorCode.Ok, true)
  }

  /** In line behind what is not answered yet. A long line, or full hands of the server, are reasons not to read more requests. */
  #enqueue(reply: PendingReply, bytes: number): void {
    this.#pending.push(reply)
    this.#waited(bytes)
    if (this.#isLong(1)) this.#connection.pause(PauseReason.Outstanding)
    this.#service.holdWhenFull(this.#connection)
  }

  #isLong(share: number): boolean {
    return (
      this.#pending.size >= this.#service.settings.outstandingPerClient * share || this.#waitingBytes >= WAITING_BYTES_PER_CLIENT * share
    )
  }

  #waited(bytes: number): void {
    this.#waitingBytes += bytes
    this.#service.waitingBytes += bytes
  }

  // ---- what the connection itself answers ----

  #own(xid: number, type: number): void {
    if (type === OpCode.Ping) return this.#ping()
    if (type === OpCode.Auth) return this.#authenticate(xid)
    if (this.#reader.readBuffer() === null) throw new DecodeError('a SASL packet without a token')
    // No SASL mechanism is configured: a null token, as ZooKeeper answers then.
    const { out } = this.#connection.link
    const start = beginReply(out)
    out.writeInt32(-1)
    endReply(out, start, xid, 0 as Zxid, ErrorCode.Ok)
    this.#connection.wrote()
  }

  /** Whatever number a ping has, the answer has a ping's. */
  #ping(): void {
    this.#connection.statistics.answered(OpCode.Ping, Xid.Ping, this.#service.parts.tree.lastZxid)
    this.#answer(Xid.Ping, null, ErrorCode.Ok, false)
  }

  /** Takes effect on receipt, is answered in order. */
  #authenticate(xid: number): void {
    const { scheme, credential } = readAuthPacket(this.#reader)
    const connection = this.#connection
    const result = credential === null ? null : this.#service.parts.authorizer.authenticate(scheme, credential, connection.link)
    const known = connection.ids
    const fresh = result?.ok ? result.ids.filter((id) => !known.some((have) => have.scheme === id.scheme && have.id === id.id)) : []
    if (!result?.ok || known.length + fresh.length > MAX_IDS_PER_CONNECTION) {
      this.#service.authenticationFailed(connection, scheme)
      return this.#answer(xid, 0, ErrorCode.AuthFailed, true)
    }
    if (fresh.length > 0) connection.ids = [...known, ...fresh]
    this.#answer(xid, 0, ErrorCode.Ok, false)
  }

  // ---- answers ----

  /** An answer without a body, in its turn. `zxid` null: the last applied at that moment. `last`: the connection ends with it. */
  #answer(xid: number, zxid: number | null, err: number, last: boolean): void {
    if (last) this.#deaf = true
    if (this.#pending.size > 0) this.#enqueue({ kind: 'answer', xid, zxid, err, last }, 0)
    else this.#answerNow(xid, zxid, err, last)
  }

  #answerNow(xid: number, zxid: number | null, err: number, last: boolean): void {
    writeReply(this.#connection.link.out, xid, (zxid ?? this.#service.parts.tree.lastZxid) as Zxid, err)
    this.#connection.wrote()
    if (last) this.#connection.end()
  }

  #answerRead(request: ClientRequest): void {
    if (CATCHES_UP.has(request.type)) return this.#answerAside(request)
    const { out } = this.#connection.link
    const start = beginReply(out)
    const err = this.#service.read(request, out)
    if (err !== ErrorCode.Ok) out.length = start + REPLY_HEADER_BYTES
    this.#finish(request, start, err)
  }

  #answerAside(request: ClientRequest): void {
    const body = new ByteWriter()
    const err = this.#service.read(request, body)
    this.#replyWith(request, err, body)
  }

  #replyWith(request: ClientRequest, err: number, body: ByteWriter): void {
    const { out } = this.#connection.link
    const start = beginReply(out)
    if (err === ErrorCode.Ok) out.writeSlice(body.bytes, 0, body.length)
    this.#finish(request, start, err)
  }

  #finish(request: ClientRequest, start: number, err: number): void {
    const { lastZxid } = this.#service.parts.tree
    endReply(this.#connection.link.out, start, request.xid, lastZxid, err)
    this.#connection.statistics.answered(request.type, request.xid, lastZxid)
    this.#connection.wrote()
  }

  #observeReads(startedMs: number, count: number): void {
    const { clock } = this.#service.parts
    const latencyMs = clock.monotonic() - startedMs
    this.#service.statistics.observeReads(latencyMs, count)
    this.#connection.statistics.observe(latencyMs, count, clock.now())
  }

  // ---- from the pipeline ----

  /**
   * Reads that still wait before `write` because the client is slow must not see what comes after them. A sync before it is passed: a quorum has
   * just confirmed a write that was asked for later.
   */
  applying(write: PendingWrite): void {
    for (let next = this.#pending.peek(); next !== undefined && next.kind !== 'write'; next = this.#pending.peek()) this.#answerNext(next)
    if (!this.#connection.isOpen) return
    const head = this.#pending.peek()
    invariant(head?.kind === 'write' && head.write === write, 'writes are answered in their order')
  }

  applied(write: PendingWrite, err: number, body: ByteWriter): void {
    if (!this.#connection.isOpen) return
    this.#pending.shift()
    this.#waited(write.request.start - write.request.end)
    this.#replyWith(write.request, err, body)
    this.#observeWrite(write)
    if (err === ErrorCode.SessionMoved) return this.#connection.end()
    if (write.request.type === OpCode.CloseSession) return this.#connection.end()
    this.drain()
  }

  lost(): void {
    this.#connection.destroy()
  }

  #observeWrite(write: PendingWrite): void {
    const { clock } = this.#service.parts
    const latencyMs = clock.monotonic() - write.startedMs
    this.#service.statistics.observeWrite(latencyMs)
    this.#connection.statistics.observe(latencyMs, 1, clock.now())
    this.#service.markDirty(this.#connection)
    if (write.request.session.closing) return
    this.#service.touch(write.request.session)
  }

  /** Answers what waits at the head of the line, up to the next write or sync, as long as the client takes it. */
  drain(): void {
    for (let next = this.#pending.peek(); next !== undefined && isAnswerable(next); next = this.#pending.peek()) {
      if (!this.#connection.isOpen || this.#connection.isSlow) break
      this.#answerNext(next)
    }
    if (!this.#isLong(0.5)) this.#connection.unpause(PauseReason.Outstanding)
  }

  #answerNext(next: PendingReply): void {
    this.#pending.shift()
    if (next.kind === 'answer') return this.#answerNow(next.xid, next.zxid, next.err, next.last)
    if (next.kind === 'write') return
    const { request, startedMs } = next
    this.#waited(request.start - request.end)
    this.#answerRead(request)
    this.#observeReads(startedMs, 1)
  }
}

function isAnswerable(next: PendingReply): boolean {
  return next.kind === 'sync' ? next.passed : next.kind !== 'write'
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
