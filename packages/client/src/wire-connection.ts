import { ByteReader, ByteWriter, FrameCutter } from '@zabkit/core'
import { BATCH_BYTES, FLUSH_BYTES, FRAME_BYTES_MAX, UNSENT_BYTES_MAX } from './limits.ts'
import { isPlainTcp, openSocket, type SocketSettings } from './open-socket.ts'
import type { ClientSocket } from './options.ts'
import type { Endpoint } from './server-list.ts'

/** What a connection tells its owner. Nothing is told after `closed`, and nothing after `destroy` or `end` was called but `closed`. */
export interface WireEvents {
  /** TCP and TLS stand. */
  opened(): void
  /** Bytes came. Told before their frames; the owner may destroy the connection, and then no frame is told. */
  heard(): void
  /** One frame; the reader is valid during the call. What it throws ends the connection. */
  frame(reader: ByteReader): void
  /** The socket took what was waiting, after `isChoked`. */
  drained(): void
  closed(reason: string): void
}

/** A socket that carries frames: those of one turn of the event loop go out in one write, those that come are read where they lie. */
export class WireConnection {
  readonly endpoint: Endpoint
  /** When the first frame of the batch in progress, or of the last one, was begun. */
  turnMs = 0
  /** What the socket said before its end; null where nothing. */
  error: unknown = null
  readonly #socket: ClientSocket
  readonly #events: WireEvents
  readonly #now: () => number
  readonly #reusesMemory: boolean
  readonly #cutter = new FrameCutter()
  readonly #reader = new ByteReader(Buffer.alloc(0))
  readonly #flush = (): void => this.#flushBatch()
  #out = new ByteWriter(BATCH_BYTES)
  #frameAt = 0
  #scheduled = false
  #open = true
  #told = false
  #reason = 'the server closed the connection'

  constructor(endpoint: Endpoint, settings: SocketSettings, events: WireEvents, now: () => number) {
    this.endpoint = endpoint
    this.#events = events
    this.#now = now
    // Only of a plain socket is it known that a write which left nothing behind is done with the memory.
    this.#reusesMemory = isPlainTcp(settings)
    const socket = openSocket(endpoint, settings, () => this.#open && events.opened())
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('drain', () => this.#open && events.drained())
    socket.on('error', (error) => this.#note(error))
    socket.on('close', () => this.#closed())
  }

  get isOpen(): boolean {
    return this.#open
  }

  /** The next frame begins a batch: the owner looks at its clock now, not for every frame. */
  get beginsTurn(): boolean {
    return !this.#scheduled
  }

  /** The server does not take what it is sent: better to wait. */
  get isChoked(): boolean {
    return this.#socket.writableLength > UNSENT_BYTES_MAX
  }

  /** Where the payload of a new frame is written. Ends with `endFrame` or `dropFrame`, in the same turn. */
  beginFrame(): ByteWriter {
    if (!this.#scheduled) this.#schedule()
    this.#frameAt = this.#out.reserve(4)
    return this.#out
  }

  endFrame(): void {
    const out = this.#out
    out.setInt32(this.#frameAt, out.length - this.#frameAt - 4)
    if (out.length >= FLUSH_BYTES) this.#write()
  }

  /** Of the frame in progress, so far. */
  get frameBytes(): number {
    return this.#out.length - this.#frameAt - 4
  }

  /** The frame in progress will not be sent. */
  dropFrame(): void {
    const out = this.#out
    out.length = this.#frameAt
    // It may have been a large one: `clear` gives such memory back.
    if (out.length === 0) out.clear()
  }

  /** The end of the turn, not of the microtasks: as fast within what can be measured (CPU time with 1, 64 and 1 000 requests at a time), and one write for all of a turn. */
  #schedule(): void {
    this.#scheduled = true
    this.turnMs = this.#now()
    setImmediate(this.#flush)
  }

  #flushBatch(): void {
    this.#scheduled = false
    this.#write()
  }

  #write(): void {
    const out = this.#out
    if (out.length === 0 || !this.#socket.writable) return
    this.#socket.write(out.view())
    if (this.#reusesMemory && this.#socket.writableLength === 0) out.clear()
    else this.#out = new ByteWriter(BATCH_BYTES)
  }

  #read(chunk: Buffer): void {
    if (!this.#open) return
    this.#events.heard()
    const cutter = this.#cutter
    cutter.feed(chunk)
    try {
      while (this.#open && cutter.readLength()) {
        if (cutter.length < 0 || cutter.length > FRAME_BYTES_MAX) {
          return this.destroy(`the server announces a frame of ${cutter.length} bytes, more than ${FRAME_BYTES_MAX}`)
        }
        if (!cutter.readFrame()) break
        this.#events.frame(this.#reader.reset(cutter.chunk, cutter.start, cutter.end))
      }
    } catch (error) {
      this.destroy(`what the server sent cannot be understood: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      cutter.release()
    }
  }

  /** Sends what waits, then FIN. Nothing that comes is told any more but `closed`. */
  end(reason: string): void {
    if (!this.#open) return
    this.#open = false
    this.#reason = reason
    this.#write()
    this.#socket.end()
  }

  /** The owner is told at once, not when the system has let go of the socket. */
  destroy(reason: string): void {
    if (this.#open) this.#reason = reason
    this.#socket.destroy()
    this.#closed()
  }

  #note(error: Error): void {
    if (!this.#open) return
    this.error = error
    this.#reason = error.message || String(error)
  }

  #closed(): void {
    this.#open = false
    if (this.#told) return
    this.#told = true
    this.#events.closed(this.#reason)
  }
}
