import type { LeaderMessage, LearnerMessage, PeerLink, PeerLinkHandler, PeerMessage, Timers } from '@zabkit/core'
import { PARKED_MESSAGES_MAX, PARKED_MS, STREAM_AHEAD_BYTES } from '../limits.ts'
import type { StreamLink } from './history-streamer.ts'
import { Outbox } from './outbox.ts'

/** What the leader does with its learners' words. */
export interface LearnerEvents {
  readonly message: (from: number, message: LearnerMessage) => void
  /** All messages of a frame were given. */
  readonly frame: () => void
  readonly lost: (learner: number, reason: string) => void
}

/**
 * Links from learners. A learner may have decided sooner than this server has: until this server leads, what it says is parked; when it
 * does not lead after all, or not in time, the link is closed.
 */
export class LearnerLinks {
  readonly #events: LearnerEvents
  readonly #timers: Timers
  readonly #links = new Map<number, LearnerLink>()
  #leading = false

  constructor(events: LearnerEvents, timers: Timers) {
    this.#events = events
    this.#timers = timers
  }

  get(learner: number): LearnerLink | undefined {
    return this.#links.get(learner)
  }

  /** One link a learner: a new one takes the place of one that the learner has given up. */
  accept(link: PeerLink): PeerLinkHandler {
    const former = this.#links.get(link.peerId)
    if (former !== undefined) {
      // At once: nothing that is meant for the old link may go over the new one.
      this.#lost(former, 'the learner came again')
      former.link.close('the learner came again')
    }
    const learner = new LearnerLink(link, (message) => this.#said(learner, message), this.#events.frame, (reason) => this.#lost(learner, reason))
    this.#links.set(link.peerId, learner)
    if (!this.#leading) this.#timers.after(PARKED_MS, () => this.#leading || link.close('not leading'))
    return learner
  }

  lead(): void {
    this.#leading = true
    for (const learner of [...this.#links.values()]) for (const message of learner.unpark()) this.#said(learner, message)
    this.#events.frame()
  }

  /** This server does not lead any more. Who came before it knows whether it will stays parked. */
  leave(reason: string): void {
    if (this.#leading) this.dismiss(reason)
    this.#leading = false
  }

  /** This server does not lead: nobody needs to wait. */
  dismiss(reason: string): void {
    for (const { link } of [...this.#links.values()]) link.close(reason)
  }

  send(to: readonly number[], message: LeaderMessage): void {
    for (const id of to) this.#links.get(id)?.outbox.push(message)
  }

  flush(): void {
    for (const { outbox } of this.#links.values()) outbox.flush()
  }

  #said(learner: LearnerLink, message: PeerMessage): void {
    if (this.#links.get(learner.link.peerId) !== learner) return
    if (this.#leading) this.#events.message(learner.link.peerId, message as LearnerMessage)
    else learner.park(message)
  }

  #lost(learner: LearnerLink, reason: string): void {
    const { peerId } = learner.link
    if (this.#links.get(peerId) !== learner) return
    this.#links.delete(peerId)
    if (this.#leading) this.#events.lost(peerId, reason)
  }
}

export class LearnerLink implements PeerLinkHandler, StreamLink {
  readonly link: PeerLink
  readonly outbox: Outbox
  readonly #said: (message: PeerMessage) => void
  readonly #frame: () => void
  readonly #lost: (reason: string) => void
  #open = true
  #parked: PeerMessage[] = []
  #waiting: (() => void) | null = null

  constructor(link: PeerLink, said: (message: PeerMessage) => void, frame: () => void, lost: (reason: string) => void) {
    this.link = link
    this.outbox = new Outbox(link)
    this.#said = said
    this.#frame = frame
    this.#lost = lost
  }

  get isOpen(): boolean {
    return this.#open
  }

  park(message: PeerMessage): void {
    this.#parked.push(message)
    if (this.#parked.length > PARKED_MESSAGES_MAX) this.link.close('not leading')
  }

  unpark(): PeerMessage[] {
    const parked = this.#parked
    this.#parked = []
    return parked
  }

  taken(): Promise<void> {
    if (!this.#open || this.link.queuedBytes < STREAM_AHEAD_BYTES) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting = resolve
    })
  }

  messages(messages: readonly PeerMessage[]): void {
    for (const message of messages) this.#said(message)
    this.#frame()
  }

  drained(): void {
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.()
  }

  closed(reason: string): void {
    this.#open = false
    this.drained()
    this.#lost(reason)
  }
}
