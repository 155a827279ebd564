import type { LeaderMessage, LearnerMessage, PeerDialHandler, PeerLink, PeerMessage, PeerTransport, Timer, Timers } from '@zabkit/core'
import { LEADER_DIALS_MAX, LEADER_REDIAL_MS } from '../limits.ts'
import { Outbox } from './outbox.ts'

export interface LeaderLinkParts {
  readonly transport: PeerTransport
  readonly timers: Timers
  readonly leader: number
  /** For all attempts together. */
  readonly limitMs: number
  readonly onOpened: () => void
  readonly onMessage: (message: LeaderMessage) => void
  /** All messages of a frame were given. */
  readonly onFrame: () => void
  /** Once: the leader cannot be reached, or its link is gone. */
  readonly onLost: (reason: string) => void
}

/** The one link of one following. */
export class LeaderLink implements PeerDialHandler {
  readonly #parts: LeaderLinkParts
  #outbox: Outbox | null = null
  #dials = 0
  #timer: Timer | null = null
  #limit: Timer | null = null
  #ended = false

  constructor(parts: LeaderLinkParts) {
    this.#parts = parts
  }

  get link(): PeerLink | null {
    return this.#outbox?.link ?? null
  }

  connect(): void {
    this.#limit = this.#parts.timers.after(this.#parts.limitMs, () => {
      if (this.#outbox === null) this.#lost('not reached in time')
    })
    this.#dial()
  }

  #dial(): void {
    this.#timer = null
    this.#dials++
    this.#parts.transport.connect(this.#parts.leader, 'learner', this)
  }

  send(message: LearnerMessage): void {
    this.#outbox?.push(message)
  }

  flush(): void {
    this.#outbox?.flush()
  }

  /** Nothing more is heard of it. */
  end(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#timer?.cancel()
    this.#limit?.cancel()
    this.#outbox?.link.close(reason)
  }

  opened(link: PeerLink): void {
    if (this.#ended) return link.close('not followed any more')
    this.#limit?.cancel()
    this.#outbox = new Outbox(link)
    this.#parts.onOpened()
  }

  messages(messages: readonly PeerMessage[]): void {
    for (const message of messages) {
      if (this.#ended) return
      this.#parts.onMessage(message as LeaderMessage)
    }
    if (!this.#ended) this.#parts.onFrame()
  }

  drained(): void {}

  closed(reason: string): void {
    if (this.#ended) return
    // It may have decided to lead a little later than this server has decided to follow.
    if (this.#outbox === null && this.#dials < LEADER_DIALS_MAX) {
      this.#timer = this.#parts.timers.after(LEADER_REDIAL_MS, () => this.#dial())
      return
    }
    this.#lost(reason)
  }

  #lost(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#timer?.cancel()
    this.#limit?.cancel()
    this.#parts.onLost(reason)
  }
}
