import {
  ByteWriter,
  ClientRequest,
  type Clock,
  ErrorCode,
  type ForwardedRequest,
  invariant,
  type LogRecord,
  Ring,
  Session,
  type Span,
  type StateMachine,
  sessionIdFromHalves,
  type Timers,
  type TraceContext,
  type Zxid,
} from '@zabkit/core'
import { OpCode, replaceByErrorTxn, TxnBytes, writeTxnHeader } from '@zabkit/jute'
import { TXN_CHUNK_BYTES, TXN_OVERHEAD_BYTES } from './limits.ts'
import type { WriteStep, WriteTraces } from './write-trace.ts'

/** In place of a server's number: the leader's own request, for no client. It may end any session. */
const OWN = 0

/** Who waits for a write. */
export interface WriteOrigin {
  /** The write is about to be applied: what must not see it is answered now. */
  applying(write: PendingWrite): void
  /** The write was applied. `body` is the reply's body, valid during the call. Called in zxid order. */
  applied(write: PendingWrite, err: number, body: ByteWriter): void
  /** What became of the write cannot be known here any more: the state was replaced by a snapshot that may hold it. */
  lost?(write: PendingWrite): void
  /** Nobody waits for the answer any more. Default: somebody does. */
  readonly isGone?: boolean
}

/** A write of this server's own clients, from its request to its application. */
export class PendingWrite {
  readonly request: ClientRequest
  readonly origin: WriteOrigin | null
  readonly startedMs: number
  /** 0 until this server has given it one, as the leader. */
  zxid: Zxid = 0 as Zxid
  /** The span of the request; null when the write is not sampled. */
  trace: Span | null = null
  constructor(request: ClientRequest, origin: WriteOrigin | null, startedMs: number) {
    this.request = request
    this.origin = origin
    this.startedMs = startedMs
  }
}

/** Lead: writes are prepared here. Forward: they go to the leader. Hold: they wait for a role. */
export type PipelineMode = 'lead' | 'forward' | 'hold'

export interface WritePipelineParts {
  readonly serverId: number
  readonly tree: StateMachine
  readonly timers: Timers
  readonly clock: Clock
  /** Null: no spans are kept. */
  readonly traces: WriteTraces | null
  /** The session as this server knows it, for requests that come from other servers. */
  readonly sessionOf: (idHigh: number, idLow: number) => Session | undefined
  /** While leading: the next zxid; null when the epoch has none left. */
  readonly nextZxid: () => Zxid | null
  readonly propose: (records: readonly LogRecord[]) => void
  /** Requests for the leader, in order. */
  readonly forward: (requests: readonly ForwardedRequest[]) => void
  /** A write has its place in the order; its txn has `txnBytes` bytes. */
  readonly onPrepared: (request: ClientRequest, txnBytes: number) => void
  /** After each txn, before its reply: `type` as in the TxnHeader. */
  readonly onApplied: (record: LogRecord, type: number) => void
  /** After the txns of one sync: the moment to send replies. */
  readonly onAppliedAll: () => void
  /** The epoch has no counter left, and all its txns are applied. */
  readonly onEpochUsedUp: () => void
}

/**
 * The way of a write. On the leader: prepared against the tree and what is in flight, collected for the turn, proposed. Elsewhere: collected for
 * the turn and sent to the leader. Everywhere: applied when it is committed and durable, in zxid order, and answered by the server whose
 * client asked.
 *
 * A server's own writes reach the order in the order in which they were made here, so that the next txn of one of its sessions is that of the
 * oldest write not answered: what a new leader's history holds is answered from there, and only the rest is sent again.
 */
export class WritePipeline {
  readonly #parts: WritePipelineParts
  /** Own writes that are not applied; oldest first. Those with a zxid stand before those without. */
  readonly #own = new Ring<PendingWrite>()
  readonly #reply = new ByteWriter(1024)
  #mode: PipelineMode = 'hold'
  #chunk = new ByteWriter(TXN_CHUNK_BYTES)
  #records: LogRecord[] = []
  #requests: ForwardedRequest[] = []
  #flushScheduled = false
  #usedUp = false
  /** Txns prepared here and not yet applied, and their bytes. */
  #prepared = 0
  #preparedBytes = 0
  /** Bytes of own requests that are not applied and were not prepared here. */
  #requestBytes = 0

  constructor(parts: WritePipelineParts) {
    this.#parts = parts
  }

  /** Writes accepted and not yet applied. */
  get size(): number {
    return Math.max(this.#own.size, this.#prepared)
  }

  /** Those of this server's own clients. */
  get ownSize(): number {
    return this.#own.size
  }

  /** Bytes of the writes that are not yet applied. */
  get bytesInFlight(): number {
    return this.#preparedBytes + this.#requestBytes
  }

  submit(write: PendingWrite): void {
    if (write.origin === null && this.#mode !== 'lead') return
    if (this.#parts.traces !== null && write.origin !== null) write.trace = this.#parts.traces.begin(write.request)
    this.#own.push(write)
    this.#requestBytes += bytesOf(write)
    if (this.#mode === 'lead') this.#lead(write)
    else if (this.#mode === 'forward') this.#forward(write)
  }

  /** A write of another server's client. */
  submitRemote(from: number, forwarded: ForwardedRequest): void {
    if (this.#mode !== 'lead') return
    const { sessionHigh, sessionLow, xid, opcode, body, ids, trace } = forwarded
    const session = this.#parts.sessionOf(sessionHigh, sessionLow) ?? unknownSession(forwarded)
    const request = new ClientRequest(session, xid, opcode, body, 0, body.length, ids, null)
    this.#prepare(request, from, trace)
  }

  // ---- roles ----

  /** From now on this server leads. Own writes that the history did not hold are made anew, in their order. */
  lead(): void {
    this.#begin('lead')
    for (const write of this.#own) this.#lead(write)
  }

  /** From now on the leader is elsewhere. Own writes that its history did not hold are sent again, in their order. */
  follow(): void {
    this.#begin('forward')
    for (const write of this.#own) this.#forward(write)
  }

  /** The role has ended: what was prepared may or may not be in the history of the next leader. */
  hold(): void {
    this.#begin('hold')
    this.#parts.tree.abandonPrepared()
    this.#parts.traces?.roleEnded()
  }

  #begin(mode: PipelineMode): void {
    this.#mode = mode
    this.#records = []
    this.#requests = []
    this.#usedUp = false
    this.#prepared = 0
    this.#preparedBytes = 0
    this.#requestBytes = 0
    const own = [...this.#own]
    this.#own.clear()
    for (const write of own) this.#keep(write)
  }

  /**
   * What this server itself asked for as the leader ends with its role: the next leader judges for itself whose time is up. So does what a client
   * asked for that is gone: it may be elsewhere by now, and what it asked before must not come after what it asks there.
   */
  #keep(write: PendingWrite): void {
    if (write.origin === null) return
    if (write.origin.isGone && write.request.type !== OpCode.CloseSession) return write.trace?.end('the client is gone, and the role of the server ended')
    write.zxid = 0 as Zxid
    this.#own.push(write)
    this.#requestBytes += bytesOf(write)
  }

  /** The state is replaced: nobody can say which writes it holds. */
  loseAll(): void {
    for (let write = this.#own.shift(); write !== undefined; write = this.#own.shift()) {
      write.origin?.lost?.(write)
      if (write.trace !== null) write.trace.end('the state was replaced by a snapshot that may hold the write')
    }
    this.#requestBytes = 0
  }

  // ---- to the leader ----

  #forward({ request, trace }: PendingWrite): void {
    const { session, xid, type, chunk, start, end, ids } = request
    const body = chunk.subarray(start, end)
    const { idHigh: sessionHigh, idLow: sessionLow, local } = session
    this.#requests.push({ sessionHigh, sessionLow, local, xid, opcode: type, body, ids, trace: contextOf(trace) })
    if (trace !== null) this.#parts.traces?.forwarding(trace)
    this.#scheduleFlush()
  }

  // ---- on the leader ----

  #lead(write: PendingWrite): void {
    const zxid = this.#prepare(write.request, write.origin === null ? OWN : this.#parts.serverId, contextOf(write.trace))
    if (zxid === null) return
    write.zxid = zxid
    this.#requestBytes -= bytesOf(write)
  }

  /** Null: the epoch is used up, and nothing more is prepared in it. */
  #prepare(request: ClientRequest, from: number, trace: TraceContext | null): Zxid | null {
    const zxid = this.#usedUp ? null : this.#parts.nextZxid()
    if (zxid === null) {
      this.#usedUp = true
      this.#tellWhenUsedUp()
      return null
    }
    const step = trace === null ? null : this.#step('prepare', trace, zxid)
    const bytes = this.#encode(request, from, zxid)
    if (step !== null) step.end()
    this.#records.push({ zxid, bytes, trace })
    this.#prepared++
    this.#preparedBytes += bytes.length
    this.#parts.onPrepared(request, bytes.length)
    this.#scheduleFlush()
    return zxid
  }

  #encode(request: ClientRequest, from: number, zxid: Zxid): Buffer {
    const needed = request.end - request.start + TXN_OVERHEAD_BYTES
    if (this.#chunk.bytes.length - this.#chunk.length < needed) this.#chunk = new ByteWriter(Math.max(TXN_CHUNK_BYTES, needed))
    const start = this.#chunk.length
    if (isMoved(request, from)) this.#encodeMoved(request, zxid)
    else this.#parts.tree.prepare(request, zxid, this.#parts.clock.now(), this.#chunk)
    return this.#chunk.bytes.subarray(start, this.#chunk.length)
  }

  /** The client has gone to another server since: what it asked before it went must not come after what it asks there. */
  #encodeMoved({ session, xid, type }: ClientRequest, zxid: Zxid): void {
    const start = this.#chunk.length
    writeTxnHeader(this.#chunk, session.idHigh, session.idLow, xid, zxid, this.#parts.clock.now(), type)
    replaceByErrorTxn(this.#chunk, start, ErrorCode.SessionMoved)
  }

  #tellWhenUsedUp(): void {
    if (this.#usedUp && this.#prepared === 0) this.#parts.onEpochUsedUp()
  }

  // ---- the turn ----

  #scheduleFlush(): void {
    if (this.#flushScheduled) return
    this.#flushScheduled = true
    this.#parts.timers.endOfTurn(() => this.#flush())
  }

  #flush(): void {
    this.#flushScheduled = false
    const records = this.#records
    const requests = this.#requests
    this.#records = []
    this.#requests = []
    if (records.length > 0) this.#propose(records)
    if (requests.length === 0) return
    this.#parts.forward(requests)
    this.#parts.traces?.forwarded()
  }

  #propose(records: readonly LogRecord[]): void {
    const { traces, propose } = this.#parts
    traces?.proposing(records)
    propose(records)
    traces?.proposed()
  }

  /** Null where this server keeps no spans, whatever another one samples. */
  #step(name: WriteStep, trace: TraceContext, zxid: Zxid): Span | null {
    return this.#parts.traces?.step(name, trace, zxid) ?? null
  }

  // ---- applying ----

  /** Committed and durable, in zxid order. */
  applyAll(records: readonly LogRecord[]): void {
    for (const record of records) this.#applyOne(record)
    this.#parts.onAppliedAll()
    this.#parts.traces?.replied()
    if (this.#usedUp) this.#tellWhenUsedUp()
  }

  #applyOne(record: LogRecord): void {
    const write = this.#ownOf(record)
    const origin = write === null ? null : write.origin
    if (write !== null) origin?.applying(write)
    this.#reply.clear()
    const step = record.trace ? this.#step('apply', record.trace, record.zxid) : null
    const err = this.#parts.tree.apply(record, write === null ? 0 : write.request.type, origin === null ? null : this.#reply)
    if (step !== null) step.end()
    this.#parts.onApplied(record, TxnBytes.type(record.bytes))
    if (this.#prepared > 0) {
      this.#prepared--
      this.#preparedBytes -= record.bytes.length
    }
    if (write === null) return
    this.#own.shift()
    if (write.zxid === 0) this.#requestBytes -= bytesOf(write)
    if (write.trace !== null) this.#parts.traces?.replying(write.trace, record.zxid, err)
    origin?.applied(write, err, this.#reply)
  }

  /** The own write that this txn is, if it is one. */
  #ownOf({ zxid, bytes }: LogRecord): PendingWrite | null {
    const write = this.#own.peek()
    if (write === undefined) return null
    if (write.zxid !== 0) {
      invariant(write.zxid >= zxid, 'writes are applied in the order in which they were prepared')
      return write.zxid === zxid ? write : null
    }
    const { session, xid } = write.request
    const same =
      TxnBytes.cxid(bytes) === xid && TxnBytes.clientIdLow(bytes) === session.idLow && TxnBytes.clientIdHigh(bytes) === session.idHigh
    return same ? write : null
  }
}

/** A session that begins, that has ended, or that is the other server's own. */
function unknownSession({ sessionHigh, sessionLow, local }: ForwardedRequest): Session {
  const session = new Session(sessionIdFromHalves(sessionHigh, sessionLow), 0)
  session.local = local
  return session
}

function contextOf(span: Span | null): TraceContext | null {
  return span === null ? null : span.context
}

function bytesOf({ request }: PendingWrite): number {
  return request.end - request.start
}

/** The first server that asks for a session has it. */
function isMoved({ session, type }: ClientRequest, from: number): boolean {
  if (from === OWN || session.owner === from || type === OpCode.CreateSession) return false
  if (session.owner !== 0) return true
  session.owner = from
  return false
}
