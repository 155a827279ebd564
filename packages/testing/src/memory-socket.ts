import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers'
import type { MemoryClient, MemoryClientHandler } from '@zabkit/transport-memory'

/**
 * A client's connection inside the process, as a stream. Where a `net.Socket` is expected it can stand in: it says `connect` when it stands, or fails
 * with ECONNREFUSED, and the switches of a socket do nothing.
 */
export class MemorySocket extends Duplex {
  readonly #client: MemoryClient
  #connecting = true
  #onDrained: (() => void) | null = null

  /** `connect` begins the connection. */
  constructor(connect: (handler: MemoryClientHandler) => MemoryClient) {
    super({ allowHalfOpen: false })
    this.#client = connect({
      data: (chunk) => this.#received(chunk),
      drained: () => this.#drained(),
      ended: () => void this.push(null),
      closed: (reason) => this.#closed(reason),
    })
    // The server takes the connection at the end of this turn, and a refusal is told at the end of the next.
    setImmediate(() => setImmediate(() => this.#connected()))
  }

  get connecting(): boolean {
    return this.#connecting
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {
    this.#client.resume()
  }

  /** A copy goes: the writer may use its buffer again, as with a socket. */
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#client.write(Buffer.from(chunk))
    if (this.#client.queuedBytes > 0) this.#onDrained = done
    else done()
  }

  override _final(done: () => void): void {
    this.#client.end()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#client.destroy()
    done(error)
  }

  #connected(): void {
    if (!this.#connecting || this.destroyed) return
    this.#connecting = false
    this.emit('connect')
  }

  #received(chunk: Buffer): void {
    if (!this.push(chunk)) this.#client.pause()
  }

  #drained(): void {
    const done = this.#onDrained
    this.#onDrained = null
    done?.()
  }

  #closed(reason: string): void {
    if (this.destroyed) return
    if (this.#connecting) return void this.destroy(Object.assign(new Error(`connect ECONNREFUSED: ${reason}`), { code: 'ECONNREFUSED' }))
    // What has arrived is still the reader's to take; after its end the stream destroys itself.
    this.push(null)
    this.#drained()
  }
}
