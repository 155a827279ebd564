import type { LeaderMessage, LearnerMessage } from '@zabkit/core'
import type { ScenarioLink } from './scenario-links.ts'

/** A learner that came before this server has decided waits this long. */
export const PARKED_MS = 2_000

export interface LearnerLinksParts {
  readonly serverId: number
  readonly said: (learner: number, message: LearnerMessage) => void
  readonly lost: (learner: number) => void
}

interface LearnerEntry {
  readonly link: ScenarioLink
  readonly acceptedMs: number
  parked: LearnerMessage[]
}

/** Links from learners: parked until this server leads, closed when it does not. */
export class ScenarioLearnerLinks {
  readonly #parts: LearnerLinksParts
  readonly #entries = new Map<number, LearnerEntry>()
  #isLeading = false

  constructor(parts: LearnerLinksParts) {
    this.#parts = parts
  }

  link(learner: number): ScenarioLink | undefined {
    return this.#entries.get(learner)?.link
  }

  accepted(link: ScenarioLink, nowMs: number): void {
    this.close(link.dialer, 'the learner came again')
    this.#entries.set(link.dialer, { link, acceptedMs: nowMs, parked: [] })
  }

  said(link: ScenarioLink, message: LearnerMessage): void {
    const entry = this.#entries.get(link.dialer)
    if (entry?.link !== link) return
    if (this.#isLeading) this.#parts.said(link.dialer, message)
    else entry.parked.push(message)
  }

  closed(link: ScenarioLink): void {
    if (this.#entries.get(link.dialer)?.link !== link) return
    this.#entries.delete(link.dialer)
    if (this.#isLeading) this.#parts.lost(link.dialer)
  }

  lead(): void {
    this.#isLeading = true
    for (const [learner, entry] of [...this.#entries]) {
      const { parked } = entry
      entry.parked = []
      for (const message of parked) this.#parts.said(learner, message)
    }
  }

  /** This server does not lead any more. Who came before it knows whether it will stays parked. */
  leave(reason: string): void {
    if (this.#isLeading) this.dismiss(reason)
    this.#isLeading = false
  }

  dismiss(reason: string): void {
    for (const learner of [...this.#entries.keys()]) this.close(learner, reason)
  }

  close(learner: number, reason: string): void {
    this.#entries.get(learner)?.link.close(this.#parts.serverId, reason)
  }

  send(to: readonly number[], message: LeaderMessage): void {
    for (const learner of to) this.#entries.get(learner)?.link.send(this.#parts.serverId, message)
  }

  elapsed(nowMs: number): void {
    if (this.#isLeading) return
    for (const [learner, { acceptedMs }] of this.#entries) if (nowMs - acceptedMs >= PARKED_MS) this.close(learner, 'not leading')
  }
}
