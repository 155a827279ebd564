import { writeSync } from 'node:fs'
import type { Socket } from 'node:net'
import {
  type ByteWriter,
  type ClientConnection,
  type ConnectionHandler,
  FrameCutter,
  isWord,
  TELNET_INTERRUPT,
  wordOf,
} from '@zabkit/core'
import { normaliseAddress } from './address.ts'
import { BURST_SEND_BYTES } from './limits.ts'
import type { Shared, Waiting } from './shared.ts'

/** Open: frames go to the handler. Ended: the last bytes go out, input is discarded. Closed: the handler was told. */
type Phase = 'open' | 'ended' | 'closed'

/** A client's socket, plain or TLS, as the server sees it. */
export class TcpConnection implements ClientConnection {
  readonly id: number
  readonly remoteAddress: string
  readonly remotePort: number
  readonly secure: boolean
  readonly peerCertificates: readonly Uint8Array[]
  readonly #socket: Socket
  readonly #shared: Shared
  readonly #waiting: Waiting
  readonly #cutter = new FrameCutter()
  #handler: ConnectionHandler | null = null
  #phase: Phase = 'open'
  #paused = false
  /** Inside the loop that cuts frames: pausing is done at its end. */
  #cutting = false
  /** The client's last byte came while paused. */
  #inputEnded = false
  #firstFrame = true
  #writer: ByteWriter | null = null
  /** The kernel did not take all: `drained` is owed. */
  #backlogged = false
  #reason = ''
  readonly #onData = (chunk: Buffer): void => this.#received(chunk)
  /** A write that failed has drained nothing: the connection is about to close. */
  readonly #onWritten = (error?: Error | null): void => {
    if (!error) this.#written()
  }

  constructor(id: number, socket: Socket, certificates: readonly Uint8Array[] | null, waiting: Waiting, shared: Shared) {
    this.id = id
    this.#socket = socket
    this.#shared = shared
    this.#waiting = waiting
    this.remoteAddress = normaliseAddress(socket.remoteAddress)
    this.remotePort = socket.remotePort ?? 0
    this.secure = certificates !== null
    this.peerCertificates = certificates ?? []
  }

  /** Gives the connection to the server and begins to read. */
  open(): void {
    const socket = this.#socket
    this.#shared.connections.add(this)
    this.#handler = this.#shared.handler.connected(this)
    if (this.#handler === null) this.#drop('refused by the server')
    socket.on('end', () => this.#inputDone())
    socket.on('error', (error: NodeJS.ErrnoException) => this.#failed(error))
    socket.on('finish', () => this.#flushed())
    socket.on('close', () => this.#closed())
    const direct = !this.secure && this.#shared.reads.attach(socket, this.#onData)
    if (direct && !socket.isPaused()) return
    // Also for the bytes that told a plain client from one of TLS, and were put back.
    socket.on('data', this.#onData)
    socket.resume()
  }

  get out(): ByteWriter {
    this.#writer ??= this.#shared.pool.lend()
    return this.#writer
  }

  get queuedBytes(): number {
    return this.#backlogged ? this.#socket.writableLength : 0
  }

  flush(): void {
    const writer = this.#writer
    if (writer === null) return
    const small = writer.length <= BURST_SEND_BYTES && !this.#backlogged && !this.secure
    if (small && this.#shared.burst?.takes(this)) return
    this.sendNow()
  }

  /** What the burst is to send: `out`, if nothing before it still waits. */
  get pending(): Buffer | null {
    const writer = this.#writer
    return writer === null || writer.length === 0 || this.#phase !== 'open' || this.#backlogged ? null : writer.view()
  }

  /** The socket's; -1 when it has none (any more). Node gives it no public name. */
  get descriptor(): number {
    return (this.#socket as Socket & { _handle?: { fd?: number } | null })._handle?.fd ?? -1
  }

  /** The first `count` bytes of `out` went to the kernel past the socket; the rest goes its way. */
  sent(count: number): void {
    const writer = this.#writer
    if (writer === null) return
    drop(writer, count)
    this.sendNow()
  }

  /** Hands `out` to the socket. */
  sendNow(): void {
    const writer = this.#writer
    if (writer === null) return
    this.#writer = null
    if (writer.length > 0 && this.#phase === 'open') this.#send(writer)
    this.#shared.pool.giveBack(writer)
  }

  /** Memory that the kernel took at once is used again; what waits behind a slow client must be given away. */
  #send(writer: ByteWriter): void {
    const sent = this.secure || this.#backlogged ? 0 : sendDirectly(this.descriptor, writer)
    if (sent === writer.length) return
    drop(writer, sent)
    this.#socket.write(giveAway(writer), this.#onWritten)
    if (this.#socket.writableLength !== 0) this.#backlogged = true
  }

  #written(): void {
    if (!this.#backlogged || this.#socket.writableLength !== 0) return
    this.#backlogged = false
    if (this.#phase === 'open') this.#handler?.drained()
  }

  /** Takes effect when something comes: most pauses are over before that, and cost nothing. */
  pause(): void {
    if (this.#paused || this.#phase !== 'open') return
    this.#paused = true
  }

  resume(): void {
    if (!this.#paused || this.#phase !== 'open') return
    this.#paused = false
    if (this.#cutting) return
    if (this.#inputEnded) this.#finish('closed by the client')
    else if (this.#socket.isPaused()) this.#socket.resume()
  }

  end(): void {
    this.#finish('ended by the server')
  }

  destroy(): void {
    this.#drop('dropped by the server')
  }

  /** Takes the connection down for a reason of the transport's own. */
  drop(reason: string): void {
    this.#drop(reason)
  }

  /** Drops it and tells its handler now: when the transport has stopped, no call comes any more. */
  stop(): void {
    this.#drop('the server stopped')
    this.#closed()
  }

  #drop(reason: string): void {
    if (this.#phase === 'open') this.#phase = 'ended'
    if (this.#reason === '') this.#reason = reason
    this.#socket.destroy()
  }

  #finish(reason: string): void {
    if (this.#phase !== 'open') return
    this.sendNow()
    this.#phase = 'ended'
    this.#reason = reason
    this.#shared.waiting.delete(this.#waiting)
    this.#shared.flushing.add(this)
    this.#socket.end()
    this.#socket.resume()
  }

  /** All of the last bytes are with the kernel, and the FIN behind them. */
  #flushed(): void {
    this.#shared.flushing.delete(this)
    if (!this.#socket.destroyed) this.#shared.draining.add(this)
  }

  #inputDone(): void {
    if (this.#paused) this.#inputEnded = true
    else this.#finish('closed by the client')
  }

  #received(chunk: Buffer): void {
    if (this.#phase !== 'open') return
    if (this.#paused) return this.#putBack(chunk)
    const cutter = this.#cutter
    cutter.feed(chunk)
    this.#cutting = true
    const any = this.#cut()
    this.#cutting = false
    const used = this.#paused ? chunk.length - this.#keepRest() : chunk.length
    cutter.release()
    this.#shared.measures.bytesReceived.add(used)
    if (any && this.#isOpen()) this.#handler?.frames()
  }

  /** Paused in the middle of a chunk: its rest goes back. Returns its size. */
  #keepRest(): number {
    if (!this.#isOpen()) return 0
    const rest = this.#cutter.rest()
    if (rest.length > 0) this.#putBack(rest)
    return rest.length
  }

  /** Into the socket's own queue, until somebody resumes: from there it comes as `data`, however the rest is read. */
  #putBack(bytes: Buffer): void {
    const socket = this.#socket
    socket.pause()
    if (socket.listenerCount('data') === 0) socket.on('data', this.#onData)
    socket.unshift(bytes)
  }

  /** Cuts until the bytes are used up, or the handler pauses or ends. True: at least one frame was given. */
  #cut(): boolean {
    const cutter = this.#cutter
    let any = false
    while (this.#isOpen() && !this.#paused && cutter.readLength()) {
      if (this.#firstFrame && this.#isCommand()) break
      if (cutter.length < 0 || cutter.length > this.#shared.maxFrameBytes) {
        this.#refuseLength(cutter.length)
        break
      }
      if (!cutter.readFrame()) break
      if (this.#firstFrame) this.#begin()
      any = true
      this.#handler?.frame(cutter.chunk, cutter.start, cutter.end)
    }
    return any
  }

  #isOpen(): boolean {
    return this.#phase === 'open'
  }

  #begin(): void {
    this.#firstFrame = false
    this.#shared.waiting.delete(this.#waiting)
  }

  /** Four letters in place of the first length are answered and the connection is ended, if the server knows the word. */
  #isCommand(): boolean {
    const { length } = this.#cutter
    if (length === TELNET_INTERRUPT) {
      this.#drop('interrupted by telnet')
      return true
    }
    if (!isWord(length)) return false
    const text = this.#shared.handler.command(wordOf(length), this.#cutter.rest())
    if (text === null) return false
    this.out.writeBytes(Buffer.from(text))
    this.#finish('answered a four-letter word')
    return true
  }

  #refuseLength(length: number): void {
    const { measures, log, maxFrameBytes } = this.#shared
    measures.largeRequestsRejected.add(1)
    log.warn('client dropped: frame length out of range', { address: this.remoteAddress, length, maxFrameBytes })
    this.#drop(`frame length ${length} is not in [0, ${maxFrameBytes}]`)
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (this.#reason === '') this.#reason = error.code ?? error.message
    if (this.#phase === 'open') this.#phase = 'ended'
  }

  #closed(): void {
    if (this.#phase === 'closed') return
    const handler = this.#handler
    this.#phase = 'closed'
    this.#handler = null
    this.#forget()
    handler?.closed(this.#reason === '' ? 'closed' : this.#reason)
  }

  #forget(): void {
    const { connections, waiting, flushing, draining, pool } = this.#shared
    connections.delete(this)
    waiting.delete(this.#waiting)
    flushing.delete(this)
    draining.delete(this)
    if (this.#writer !== null) pool.giveBack(this.#writer)
    this.#writer = null
  }
}

/** Bytes for the network to keep: the writer's own memory when they fill most of it, otherwise a copy of their size, so that few bytes never pin many. */
function giveAway(writer: ByteWriter): Buffer {
  return writer.length * 2 >= writer.bytes.length ? writer.take() : writer.copy()
}

/**
 * Writes to the kernel past the socket, whose machinery for what is not taken at once would cost as much again. Returns the bytes taken; what
 * speaks against it, the socket meets when it sends the rest.
 */
function sendDirectly(descriptor: number, writer: ByteWriter): number {
  if (descriptor < 0) return 0
  try {
    return writeSync(descriptor, writer.bytes, 0, writer.length)
  } catch {
    return 0
  }
}

/** The first `count` bytes went out: the rest moves up. */
function drop(writer: ByteWriter, count: number): void {
  if (count > 0) writer.bytes.copyWithin(0, count, writer.length)
  writer.length -= count
}
