import type { Session } from '@zabkit/core'

/**
 * Sessions by the end of the bucket in which they expire. `Session.expiresAt` is the key of the bucket that holds it, 0 while none does.
 * Filing, moving and dropping a session take constant time; an empty bucket is not kept.
 */
export class ExpiryBuckets {
  readonly #bucketMs: number
  readonly #buckets = new Map<number, Set<Session>>()
  /** Every bucket up to here has been taken. */
  #takenUntil = Number.NEGATIVE_INFINITY
  constructor(bucketMs: number) {
    this.#bucketMs = bucketMs
  }

  /** Files `session` in the bucket of `dueMs`, out of the one that holds it. */
  file(session: Session, dueMs: number): void {
    const end = Math.ceil(dueMs / this.#bucketMs) * this.#bucketMs
    if (end === session.expiresAt) return
    this.drop(session)
    session.expiresAt = end
    const bucket = this.#buckets.get(end)
    if (bucket === undefined) this.#open(end).add(session)
    else bucket.add(session)
  }

  drop(session: Session): void {
    const bucket = this.#buckets.get(session.expiresAt)
    if (bucket === undefined) return
    bucket.delete(session)
    if (bucket.size === 0) this.#buckets.delete(session.expiresAt)
    session.expiresAt = 0
  }

  /** Takes out the sessions of every bucket that ended at `nowMs` or before, earliest bucket first. */
  take(nowMs: number): Session[] {
    const taken: Session[] = []
    for (const end of this.#ended(nowMs)) this.#empty(end, taken)
    return taken
  }

  #open(end: number): Set<Session> {
    const bucket = new Set<Session>()
    this.#buckets.set(end, bucket)
    // A session may be filed in the past: its bucket is then due at the next look.
    if (end <= this.#takenUntil) this.#takenUntil = end - this.#bucketMs
    return bucket
  }

  #empty(end: number, into: Session[]): void {
    const bucket = this.#buckets.get(end)
    if (bucket === undefined) return
    this.#buckets.delete(end)
    for (const session of bucket) {
      session.expiresAt = 0
      into.push(session)
    }
  }

  /** Steps through the ends since the last look, or through the buckets where those are fewer (the first look, a long pause). */
  #ended(nowMs: number): number[] {
    const until = Math.floor(nowMs / this.#bucketMs) * this.#bucketMs
    const steps = (until - this.#takenUntil) / this.#bucketMs
    const ends: number[] = []
    if (steps <= this.#buckets.size) {
      for (let end = this.#takenUntil + this.#bucketMs; end <= until; end += this.#bucketMs) ends.push(end)
    } else {
      for (const end of this.#buckets.keys()) if (end <= until) ends.push(end)
      ends.sort((one, other) => one - other)
    }
    if (until > this.#takenUntil) this.#takenUntil = until
    return ends
  }
}
