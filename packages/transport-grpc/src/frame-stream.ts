import type { ClientDuplexStream, ServerDuplexStream, StatusObject } from '@grpc/grpc-js'

/** One call, of either side: both give the events that they have, and never the others. */
export type Call = ClientDuplexStream<Buffer, Buffer> | ServerDuplexStream<Buffer, Buffer>

/** Who reads a stream. */
export interface FrameSink {
  frame(bytes: Buffer): void
  /** Once, last. */
  gone(reason: string): void
}

/** Frames in both directions over one gRPC call, and an end that is told once. */
export class FrameStream {
  readonly #call: Call
  readonly #cut: () => void
  readonly #release: () => void
  #sink: FrameSink
  #gone = false

  /** `cut` drops the connection below at once; `release` is called when the call is over. */
  constructor(call: Call, cut: () => void, release: () => void, sink: FrameSink) {
    this.#call = call
    this.#cut = cut
    this.#release = release
    this.#sink = sink
    call.on('data', (bytes: Buffer) => this.#read(bytes))
    call.on('end', () => this.#end('the other side ended the link'))
    call.on('status', ({ details }: StatusObject) => this.#end(details === '' ? 'the other side ended the link' : details))
    call.on('cancelled', () => this.#end('the connection is lost'))
    call.on('error', (error: Error & { details?: string }) => this.#end(error.details ?? error.message))
  }

  /** From now on `sink` reads. */
  handOver(sink: FrameSink): void {
    this.#sink = sink
  }

  /** `done` is called when the network has taken the frame; never inside this call. */
  write(frame: Buffer, done: () => void): void {
    if (!this.#gone) this.#call.write(frame, done)
  }

  pause(): void {
    this.#call.pause()
  }

  resume(): void {
    this.#call.resume()
  }

  /** Nothing more is written; what was written still goes out. */
  end(): void {
    if (this.#gone) return
    this.#call.end()
    this.#call.resume()
  }

  cut(): void {
    this.#cut()
    this.#end('the connection was cut')
  }

  #read(bytes: Buffer): void {
    if (!this.#gone) this.#sink.frame(bytes)
  }

  #end(reason: string): void {
    if (this.#gone) return
    this.#gone = true
    this.#release()
    this.#sink.gone(reason)
  }
}
