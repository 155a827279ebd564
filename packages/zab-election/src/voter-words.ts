import type { Notification, Quorum, Vote } from '@zabkit/core'
import { isBetter, sameLeadership, sameVote } from './vote.ts'

/** What this server holds in the round that it is in. */
export interface Stand {
  readonly round: number
  readonly vote: Vote
}

/**
 * The latest word of every other voter, and which of them can be reached. What was heard of a round counts in that round, whenever it was
 * heard: nothing is cleared, what belongs to other rounds does not match.
 *
 * Only voters that can be reached count, and only they can be candidates: whoever cannot be reached cannot be followed either.
 */
export class VoterWords {
  readonly #serverId: number
  readonly #quorum: Quorum
  readonly #words = new Map<number, Notification>()
  readonly #live = new Set<number>()

  constructor(serverId: number, quorum: Quorum) {
    this.#serverId = serverId
    this.#quorum = quorum
  }

  note(from: number, word: Notification): void {
    this.#words.set(from, word)
  }

  up(voter: number): void {
    this.#live.add(voter)
  }

  /** Its last word stays, without weight: when only the link was lost it counts again once the link is back. */
  down(voter: number): void {
    this.#live.delete(voter)
  }

  /** Who followed whom when this server did not look says nothing now: they are asked again. */
  forgetSettled(): void {
    for (const [from, word] of this.#words) if (word.state !== 'looking') this.#words.delete(from)
  }

  /** The latest round that was heard of. */
  latestRound(): number {
    let latest = 0
    for (const word of this.#words.values()) latest = Math.max(latest, word.round)
    return latest
  }

  /**
   * The best candidacy of this round, if it is better than the own vote. Only what a candidate says itself, and only of one that can be
   * reached, so that the link is known to work both ways: votes for others are hearsay.
   */
  better(stand: Stand, aside: ReadonlySet<number>): Vote | null {
    let best = stand.vote
    for (const [from, word] of this.#words) {
      const stands = word.vote.leader === from && word.state === 'looking' && word.round === stand.round
      if (stands && this.#live.has(from) && !aside.has(from) && isBetter(word.vote, best)) best = word.vote
    }
    return best === stand.vote ? null : best
  }

  /** True when a quorum agrees in this round, and the candidate itself does. */
  backed(stand: Stand): boolean {
    const agreed = this.#among((word) => agrees(word, stand), true)
    return agreed.has(stand.vote.leader) && this.#quorum.isQuorum(agreed)
  }

  /** True when no voter that can be reached is of another opinion, or silent. */
  unanimous(stand: Stand): boolean {
    for (const voter of this.#live) {
      const word = this.#words.get(voter)
      if (word === undefined || !agrees(word, stand)) return false
    }
    return true
  }

  /** True when a quorum follows this server already in this round: nobody waits for a better vote any more, so why should their leader. */
  followed(stand: Stand): boolean {
    if (stand.vote.leader !== this.#serverId) return false
    return this.#quorum.isQuorum(this.#among((word) => word.state === 'following' && agrees(word, stand), true))
  }

  /**
   * True when those who hold to another vote leave the own one no quorum among those who can be reached. Whoever holds a better vote may
   * still come round, when it finds that one refused, unless its candidate is set aside here.
   */
  refused(stand: Stand, aside: ReadonlySet<number>): boolean {
    const holdsOther = ({ vote }: Notification) => isBetter(stand.vote, vote) || (aside.has(vote.leader) && !sameVote(stand.vote, vote))
    const present = this.#among((word) => word.round === stand.round, true)
    const willing = this.#among((word) => word.round !== stand.round || !holdsOther(word), true)
    return this.#quorum.isQuorum(present) && !this.#quorum.isQuorum(willing)
  }

  /** The word of a leader that leads already: it says so itself, and a quorum stands behind it. */
  established(stand: Stand): Notification | null {
    for (const [from, word] of this.#words) if (word.state === 'leading' && this.#live.has(from) && this.#stands(word, stand)) return word
    return null
  }

  #stands(leading: Notification, stand: Stand): boolean {
    const follows = (word: Notification) => (word.state === 'looking' ? agrees(word, leading) : sameLeadership(word.vote, leading.vote))
    return this.#quorum.isQuorum(this.#among(follows, agrees(stand, leading)))
  }

  #among(counts: (word: Notification) => boolean, self: boolean): Set<number> {
    const servers = new Set<number>()
    if (self) servers.add(this.#serverId)
    for (const [from, word] of this.#words) if (this.#live.has(from) && counts(word)) servers.add(from)
    return servers
  }
}

function agrees(left: Stand, right: Stand): boolean {
  return left.round === right.round && sameVote(left.vote, right.vote)
}
