import { Ring, type Timers } from '@zabkit/core'
import { PIPE_BYTES } from './limits.ts'

/** Who reads a pipe, and who writes it. */
export interface PipeEnds {
  /** One written chunk. Not called while paused. */
  chunk(chunk: Buffer): void
  /** All was read, and the writer has ended. Called once. */
  ended(): void
  /** For the writer: `queuedBytes` has fallen to 0 after it was above. */
  drained(): void
}

/** One direction of a connection: chunks in order, delivered at the end of a turn, never inside `write`. */
export class Pipe {
  readonly #timers: Timers
  readonly #ends: PipeEnds
  readonly #chunks = new Ring<Buffer>()
  /** Comes before the chunks: what its reader left of one. */
  #rest: Buffer | null = null
  #bytes = 0
  #paused = false
  #finished: 'no' | 'written' | 'read' = 'no'
  #backlogged = false
  #scheduled = false
  #cut = false

  constructor(timers: Timers, ends: PipeEnds) {
    this.#timers = timers
    this.#ends = ends
  }

  /** Bytes beyond what the pipe takes for its reader. All of them until all fit, as with a socket. */
  get queuedBytes(): number {
    return this.#backlogged ? Math.max(1, this.#bytes - PIPE_BYTES) : 0
  }

  /** `chunk` belongs to the reader from now on. */
  write(chunk: Buffer): void {
    if (this.#finished !== 'no' || this.#cut) return
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes > PIPE_BYTES) this.#backlogged = true
    this.#schedule()
  }

  end(): void {
    if (this.#finished !== 'no') return
    this.#finished = 'written'
    this.#schedule()
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#schedule()
  }

  /** The reader gives back the end of the chunk it is at. */
  keepRest(rest: Buffer): void {
    this.#rest = rest
    this.#bytes += rest.length
  }

  /** Nothing more comes out of it. */
  cut(): void {
    this.#cut = true
    this.#chunks.clear()
    this.#rest = null
    this.#bytes = 0
  }

  #schedule(): void {
    if (this.#scheduled || this.#paused || this.#cut) return
    this.#scheduled = true
    this.#timers.endOfTurn(() => this.#deliver())
  }

  #deliver(): void {
    this.#scheduled = false
    for (let chunk = this.#next(); chunk !== null; chunk = this.#next()) {
      this.#bytes -= chunk.length
      this.#ends.chunk(chunk)
    }
    if (this.#cut) return
    if (this.#backlogged && this.#bytes <= PIPE_BYTES) this.#drain()
    if (this.#finished === 'written' && this.#bytes === 0 && !this.#paused) this.#finish()
  }

  #next(): Buffer | null {
    if (this.#paused || this.#cut) return null
    const rest = this.#rest
    this.#rest = null
    return rest ?? this.#chunks.shift() ?? null
  }

  #drain(): void {
    this.#backlogged = false
    this.#ends.drained()
  }

  #finish(): void {
    this.#finished = 'read'
    this.#ends.ended()
  }
}
