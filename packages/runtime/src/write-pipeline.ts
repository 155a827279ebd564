import {
  type Broadcast,
  ByteWriter,
  type ClientRequest,
  type Clock,
  invariant,
  type LogRecord,
  type LogStore,
  Ring,
  type StateMachine,
  type Timers,
  type Zxid,
} from '@zabkit/core'
import { TxnBytes } from '@zabkit/jute'
import { TXN_CHUNK_BYTES, TXN_OVERHEAD_BYTES } from './limits.ts'

/** Who waits for a write. */
export interface WriteOrigin {
  /** The write is about to be applied: what must not see it is answered now. */
  applying(write: PendingWrite): void
  /** The write was applied. `body` is the reply's body, valid during the call. Called in zxid order. */
  applied(write: PendingWrite, err: number, body: ByteWriter): void
}

/** A write from its request to its application. */
export class PendingWrite {
  readonly request: ClientRequest
  readonly origin: WriteOrigin | null
  readonly startedMs: number
  /** 0 until a zxid is given. */
  zxid: Zxid = 0 as Zxid
  constructor(request: ClientRequest, origin: WriteOrigin | null, startedMs: number) {
    this.request = request
    this.origin = origin
    this.startedMs = startedMs
  }
}

export interface WritePipelineParts {
  readonly tree: StateMachine
  readonly log: LogStore
  readonly broadcast: Broadcast
  readonly timers: Timers
  readonly clock: Clock
  /** A write has its place in the order. */
  readonly onPrepared: (request: ClientRequest) => void
  /** After each txn, before its reply: `type` as in the TxnHeader. */
  readonly onApplied: (record: LogRecord, type: number) => void
  /** After the txns of one sync: the moment to send replies. */
  readonly onAppliedAll: () => void
  /** The epoch has no counter left; call `resume` when a new one has begun. */
  readonly onEpochUsedUp: () => void
  /** The log failed: this server can promise nothing any more. */
  readonly onFailure: (error: Error) => void
}

/**
 * The way of a write: prepared against the tree and what is in flight, collected for the turn, proposed, logged with one sync for the
 * batch, committed, applied in zxid order, answered.
 */
export class WritePipeline {
  readonly #parts: WritePipelineParts
  /** Prepared or proposed here, not yet applied; zxid order. */
  readonly #inFlight = new Ring<PendingWrite>()
  /** Waiting for a new epoch. */
  readonly #held = new Ring<PendingWrite>()
  readonly #reply = new ByteWriter(1024)
  #chunk = new ByteWriter(TXN_CHUNK_BYTES)
  #batch: LogRecord[] = []
  #flushScheduled = false
  #holding = false
  #failed = false
  #bytesInFlight = 0

  constructor(parts: WritePipelineParts) {
    this.#parts = parts
  }

  /** Writes accepted and not yet applied. */
  get size(): number {
    return this.#inFlight.size + this.#held.size
  }

  /** Bytes of the txns that are prepared and not yet applied. */
  get bytesInFlight(): number {
    return this.#bytesInFlight
  }

  submit(write: PendingWrite): void {
    if (this.#holding || !this.#prepare(write)) this.#held.push(write)
  }

  /** A new epoch has begun: what was held goes on, in order. */
  resume(): void {
    this.#holding = false
    for (let write = this.#held.peek(); write !== undefined && !this.#holding; write = this.#held.peek()) {
      if (!this.#prepare(write)) return
      this.#held.shift()
    }
  }

  /** False: the epoch is used up, and nothing is prepared before `resume`. */
  #prepare(write: PendingWrite): boolean {
    const zxid = this.#parts.broadcast.nextZxid()
    if (zxid === null) {
      this.#holdForEpoch()
      return false
    }
    write.zxid = zxid
    this.#batch.push({ zxid, bytes: this.#encode(write, zxid) })
    this.#inFlight.push(write)
    this.#parts.onPrepared(write.request)
    this.#scheduleFlush()
    return true
  }

  #encode(write: PendingWrite, zxid: Zxid): Buffer {
    const { request } = write
    const needed = request.end - request.start + TXN_OVERHEAD_BYTES
    if (this.#chunk.bytes.length - this.#chunk.length < needed) this.#chunk = new ByteWriter(Math.max(TXN_CHUNK_BYTES, needed))
    const start = this.#chunk.length
    this.#parts.tree.prepare(request, zxid, this.#parts.clock.now(), this.#chunk)
    this.#bytesInFlight += this.#chunk.length - start
    return this.#chunk.bytes.subarray(start, this.#chunk.length)
  }

  #holdForEpoch(): void {
    if (this.#holding) return
    this.#holding = true
    this.#tellWhenSettled()
  }

  /** A new epoch begins only when every txn of the old one is applied. */
  #tellWhenSettled(): void {
    if (this.#holding && this.#inFlight.size === 0) this.#parts.onEpochUsedUp()
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled) return
    this.#flushScheduled = true
    this.#parts.timers.endOfTurn(() => this.#flush())
  }

  #flush(): void {
    this.#flushScheduled = false
    if (this.#failed || this.#batch.length === 0) return
    const records = this.#batch
    this.#batch = []
    this.#parts.broadcast.step({ type: 'propose', records })
    this.#takeOutput()
  }

  #takeOutput(): void {
    const { broadcast, log } = this.#parts
    while (broadcast.hasReady()) {
      const { append, apply, committedZxid } = broadcast.ready()
      broadcast.advance()
      // Older txns first: a log in memory may report the new ones durable at once.
      if (apply.length > 0) this.#applyAll(apply)
      const last = append[append.length - 1]
      if (last !== undefined) log.append(append, committedZxid, (error) => this.#durable(error, last.zxid))
    }
  }

  #durable(error: Error | null, zxid: Zxid): void {
    if (this.#failed) return
    if (error !== null) {
      this.#failed = true
      this.#parts.onFailure(error)
      return
    }
    this.#parts.broadcast.step({ type: 'durable', zxid })
    this.#takeOutput()
  }

  #applyAll(records: readonly LogRecord[]): void {
    for (const record of records) this.#applyOne(record)
    this.#parts.onAppliedAll()
    this.#tellWhenSettled()
  }

  #applyOne(record: LogRecord): void {
    const write = this.#inFlight.peek()
    const mine = write !== undefined && write.zxid === record.zxid
    invariant(mine || write === undefined || write.zxid > record.zxid, 'writes are applied in the order in which they were prepared')
    const origin = mine ? write.origin : null
    origin?.applying(write as PendingWrite)
    this.#reply.clear()
    const err = this.#parts.tree.apply(record, mine ? write.request.type : 0, origin === null ? null : this.#reply)
    this.#parts.onApplied(record, TxnBytes.type(record.bytes))
    if (!mine) return
    this.#inFlight.shift()
    this.#bytesInFlight -= record.bytes.length
    origin?.applied(write, err, this.#reply)
  }
}
