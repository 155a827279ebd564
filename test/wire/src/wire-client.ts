import { connect as connectTcp, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { ByteReader, type SessionId } from '@zabkit/core'

export interface Reply {
  readonly xid: number
  readonly zxid: bigint
  readonly err: number
  readonly body: ByteReader
}

export interface WireEvent {
  readonly type: number
  readonly path: string
  readonly zxid: bigint
}

export interface WireOptions {
  readonly timeoutMs?: number
  readonly sessionId?: SessionId
  readonly password?: Buffer
  readonly lastZxidSeen?: bigint
  /** Null sends the short connect request. */
  readonly readOnly?: boolean | null
  /** Instead of a plain TCP connection. */
  readonly socket?: Duplex
}

/** A connect response that does not say whether the server is read-only. */
const SHORT_CONNECT_RESPONSE_BYTES = 36

/** One connection and its session. Replies come in the order of requests; everything that arrives is kept in `log`, in order. */
export class WireClient {
  /** Of one that was given: only what it is. */
  readonly socket: Socket
  sessionId: SessionId = 0n
  password: Buffer = Buffer.alloc(16)
  timeoutMs = 0
  /** Frames after the handshake in order of arrival: events and replies. */
  readonly log: (WireEvent | Reply)[] = []
  readonly events: WireEvent[] = []
  /** Bytes of the connect response's payload. */
  connectBytes = 0
  /** What the connect response says; null where it says nothing. */
  readOnly: boolean | null = null
  closed = false
  #received: Buffer = Buffer.alloc(0)
  #xid = 0
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = []
  #onFirst: ((frame: Buffer) => void) | null = null
  #changed: (() => void)[] = []

  private constructor(socket: Socket) {
    this.socket = socket
    if ('setNoDelay' in socket) socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#data(chunk))
    socket.on('error', () => {})
    socket.on('close', () => this.#close())
  }

  /** Resolves when the session is there; rejects when the server closes instead. An expired session shows as timeoutMs 0. */
  static async connect(port: number, options: WireOptions = {}): Promise<WireClient> {
    const client = new WireClient((options.socket ?? connectTcp(port, '127.0.0.1')) as Socket)
    client.socket.write(connectFrame(options))
    const frame = await new Promise<Buffer>((resolve, reject) => {
      client.#onFirst = resolve
      client.socket.once('close', () => reject(new Error('closed before the session was there')))
    })
    const reader = new ByteReader(frame)
    reader.readInt32()
    client.timeoutMs = reader.readInt32()
    client.sessionId = reader.readSessionId()
    client.password = Buffer.from(reader.readBuffer() ?? [])
    client.connectBytes = frame.length
    client.readOnly = frame.length === SHORT_CONNECT_RESPONSE_BYTES ? null : reader.readBoolean()
    return client
  }

  /** Sends a request; resolves to its reply. */
  request(type: number, body: Buffer = Buffer.alloc(0), xid = ++this.#xid): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error('closed'))
      this.#waiting.push({ resolve, reject })
      this.socket.write(requestFrame(xid, type, body))
    })
  }

  /** Raw bytes, as they are. */
  send(bytes: Uint8Array): void {
    this.socket.write(bytes)
  }

  /** Resolves when `condition` holds; looked at after every frame and at the end of the connection. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.closed) throw new Error('closed while waiting')
      await new Promise<void>((resolve) => this.#changed.push(resolve))
    }
  }

  whenClosed(): Promise<void> {
    return this.closed ? Promise.resolve() : new Promise((resolve) => this.socket.once('close', () => resolve()))
  }

  /** Drops the connection; the session goes on. */
  drop(): void {
    this.socket.destroy()
  }

  async close(): Promise<void> {
    await this.request(-11).catch(() => {})
    await this.whenClosed()
  }

  #data(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    while (this.#received.length >= 4) {
      const length = this.#received.readInt32BE(0)
      if (this.#received.length < 4 + length) break
      this.#frame(this.#received.subarray(4, 4 + length))
      this.#received = this.#received.subarray(4 + length)
    }
    for (const wake of this.#changed.splice(0)) wake()
  }

  #frame(frame: Buffer): void {
    const first = this.#onFirst
    if (first !== null) {
      this.#onFirst = null
      return first(frame)
    }
    const reader = new ByteReader(frame)
    const xid = reader.readInt32()
    const zxid = reader.readInt64()
    const err = reader.readInt32()
    if (xid === -1) return this.#event(reader, zxid)
    const reply: Reply = { xid, zxid, err, body: reader }
    this.log.push(reply)
    this.#waiting.shift()?.resolve(reply)
  }

  #event(reader: ByteReader, zxid: bigint): void {
    const type = reader.readInt32()
    reader.readInt32()
    const event: WireEvent = { type, path: reader.readString() ?? '', zxid }
    this.log.push(event)
    this.events.push(event)
  }

  #close(): void {
    this.closed = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('closed'))
    for (const wake of this.#changed.splice(0)) wake()
  }
}

function connectFrame(options: WireOptions): Buffer {
  const short = options.readOnly === null
  const frame = Buffer.alloc(4 + (short ? 44 : 45))
  frame.writeInt32BE(short ? 44 : 45, 0)
  frame.writeBigInt64BE(options.lastZxidSeen ?? 0n, 8)
  frame.writeInt32BE(options.timeoutMs ?? 30_000, 16)
  frame.writeBigInt64BE(options.sessionId ?? 0n, 20)
  frame.writeInt32BE(16, 28)
  options.password?.copy(frame, 32)
  if (!short) frame[48] = options.readOnly === true ? 1 : 0
  return frame
}

function requestFrame(xid: number, type: number, body: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(12 + body.length)
  frame.writeInt32BE(8 + body.length, 0)
  frame.writeInt32BE(xid, 4)
  frame.writeInt32BE(type, 8)
  body.copy(frame, 12)
  return frame
}
