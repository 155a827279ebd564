import type { Logger, Notification, PeerDialHandler, PeerLink, PeerTransport, Timer, Timers } from '@zabkit/core'
import { REDIAL_MS_MAX, REDIAL_MS_MIN } from '../limits.ts'

export interface ElectionLinksParts {
  readonly transport: PeerTransport
  readonly timers: Timers
  readonly logger: Logger
  readonly peers: readonly number[]
  readonly onUp: (peer: number) => void
  readonly onDown: (peer: number) => void
}

/** One link to every other server, for notifications to it; dialled again and again as long as this server runs. */
export class ElectionLinks {
  readonly #dials: ReadonlyMap<number, Dial>

  constructor(parts: ElectionLinksParts) {
    this.#dials = new Map(parts.peers.map((peer) => [peer, new Dial(peer, parts)]))
  }

  start(): void {
    for (const dial of this.#dials.values()) dial.connect()
  }

  stop(): void {
    for (const dial of this.#dials.values()) dial.stop()
  }

  /** Nothing is sent to a peer that cannot be reached: it hears of the vote when it can. */
  send(peer: number, message: Notification): void {
    this.#dials.get(peer)?.link?.send([message])
  }

  /** Who cannot be reached, and why: `server 2: connection refused`. */
  unreached(): string[] {
    return [...this.#dials.values()].flatMap((dial) => (dial.link === null ? [dial.describe()] : []))
  }

  /** A sign of life: a peer that connects can be connected to. */
  hurry(peer: number): void {
    this.#dials.get(peer)?.hurry()
  }
}

class Dial implements PeerDialHandler {
  link: PeerLink | null = null
  readonly #peer: number
  readonly #parts: ElectionLinksParts
  #waitMs = REDIAL_MS_MIN
  #timer: Timer | null = null
  #stopped = false
  #reason = 'not dialled yet'

  constructor(peer: number, parts: ElectionLinksParts) {
    this.#peer = peer
    this.#parts = parts
  }

  connect(): void {
    this.#timer = null
    if (!this.#stopped) this.#parts.transport.connect(this.#peer, 'election', this)
  }

  describe(): string {
    return `server ${this.#peer}: ${this.#reason}`
  }

  stop(): void {
    this.#stopped = true
    this.#timer?.cancel()
    this.link?.close('this server stops')
  }

  hurry(): void {
    if (this.#timer === null) return
    this.#timer.cancel()
    this.connect()
  }

  opened(link: PeerLink): void {
    this.link = link
    this.#waitMs = REDIAL_MS_MIN
    this.#parts.logger.debug('peer reached', { peer: this.#peer })
    this.#parts.onUp(this.#peer)
  }

  /** Nothing is said on a link by the side that was called. */
  messages(): void {}

  drained(): void {}

  closed(reason: string): void {
    const wasUp = this.link !== null
    this.link = null
    this.#reason = reason
    if (this.#stopped) return
    this.#parts.logger.debug('peer not reached', { peer: this.#peer, reason })
    this.#timer = this.#parts.timers.after(this.#waitMs, () => this.connect())
    this.#waitMs = Math.min(this.#waitMs * 2, REDIAL_MS_MAX)
    if (wasUp) this.#parts.onDown(this.#peer)
  }
}
