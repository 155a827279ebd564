import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { ByteReader, ByteWriter, FrameCutter, type Zxid } from '@zabkit/core'
import { beginReply, endReply, OpCode, readConnectRequest, writeConnectResponseFrame, writeNotification, Xid } from '@zabkit/jute'

export interface OddFrame {
  readonly xid: number
  readonly opCode: number
  /** Of the request, in the order in which they came. */
  readonly body: ByteReader
}

/** One client of an odd server. */
export class OddConnection {
  readonly socket: Socket
  readonly frames: OddFrame[] = []
  hello: ReturnType<typeof readConnectRequest> | null = null
  helloBytes = 0

  constructor(socket: Socket) {
    this.socket = socket
  }

  get opCodes(): number[] {
    return this.frames.map(({ opCode }) => opCode)
  }

  /** Appended bytes go out in one chunk. */
  say(write: (out: ByteWriter) => void): void {
    const out = new ByteWriter()
    write(out)
    this.socket.write(out.view())
  }

  welcome(timeoutMs: number, sessionId: bigint, readOnly: boolean | null = false): void {
    this.say((out) => writeConnectResponseFrame(out, timeoutMs, sessionId, Buffer.alloc(16, 7), readOnly))
  }

  reply(xid: number, err = 0, body: (out: ByteWriter) => void = () => {}, zxid = 1): void {
    this.say((out) => reply(out, xid, err, body, zxid))
  }
}

export function reply(out: ByteWriter, xid: number, err = 0, body: (out: ByteWriter) => void = () => {}, zxid = 1): void {
  const start = beginReply(out)
  body(out)
  endReply(out, start, xid, zxid as Zxid, err)
}

export function notify(out: ByteWriter, type: number, path: string): void {
  writeNotification(out, type, path, -1)
}

export interface OddBehaviour {
  readonly timeoutMs?: number
  /** What it answers to `isro`; default `rw`. */
  readonly isro?: string
  /** Default: welcomes, going on with whatever session is named. */
  readonly onHello?: (connection: OddConnection) => void
  /** True: handled. Default: answers everything with err 0 and no body, and ends at CloseSession. */
  readonly onFrame?: (connection: OddConnection, frame: OddFrame) => boolean
}

/** A server of nothing but sockets, which does what a test wants and real servers do not. */
export class OddServer {
  readonly connections: OddConnection[] = []
  readonly #server: Server
  readonly #behaviour: OddBehaviour

  private constructor(behaviour: OddBehaviour) {
    this.#behaviour = behaviour
    this.#server = createServer((socket) => this.#serve(socket))
  }

  static async listen(behaviour: OddBehaviour = {}): Promise<OddServer> {
    const server = new OddServer(behaviour)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get last(): OddConnection {
    const last = this.connections.at(-1)
    if (last === undefined) throw new Error('nobody has connected')
    return last
  }

  #serve(socket: Socket): void {
    const connection = new OddConnection(socket)
    this.connections.push(connection)
    const cutter = new FrameCutter()
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      if (connection.hello === null && chunk.toString() === 'isro') return void socket.end(this.#behaviour.isro ?? 'rw')
      cutter.feed(chunk)
      while (cutter.readLength() && cutter.readFrame()) this.#frame(connection, Buffer.from(cutter.chunk.subarray(cutter.start, cutter.end)))
    })
  }

  #frame(connection: OddConnection, payload: Buffer): void {
    const reader = new ByteReader(payload)
    if (connection.hello === null) {
      connection.helloBytes = payload.length
      connection.hello = readConnectRequest(reader)
      const { onHello, timeoutMs = 30_000 } = this.#behaviour
      if (onHello === undefined) connection.welcome(timeoutMs, connection.hello.sessionId || 0x100n)
      else onHello(connection)
      return
    }
    const frame = { xid: reader.readInt32(), opCode: reader.readInt32(), body: reader }
    connection.frames.push(frame)
    if (this.#behaviour.onFrame?.(connection, frame)) return
    connection.reply(frame.xid)
    if (frame.opCode === OpCode.CloseSession) connection.socket.end()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { socket } of this.connections) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

export const isPing = ({ xid }: OddFrame): boolean => xid === Xid.Ping
