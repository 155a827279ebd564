import { type Client, isZooKeeperError } from '@zabkit/client'
import { FIRST_PROOF_AGE_FRACTION, HELD_MARGIN_FRACTION, LEASE_RENEWAL_FRACTION } from './limits.ts'
import { elapsedMs, type Instant, instant, untilAnswered } from './lock-time.ts'
import type { SequentialNode } from './sequential-node.ts'

/**
 * How long the session can be vouched for. A server cannot have forgotten it sooner than its timeout after a request of ours **was sent** that it
 * answered; when the answer was read says less, since a process that stood still finds old answers waiting. While something is held, a `sync`
 * every third of the timeout renews the proof; `sync`, because a server cut off from its leader answers reads and pings all the same.
 */
export class SessionLease {
  readonly #client: Client
  readonly #path: string
  #sessionId = 0n
  #provenAt: Instant = { monotonic: -Infinity, wall: -Infinity }
  #holders = 0
  #timer: NodeJS.Timeout | undefined
  #renewing = false

  constructor(client: Client, path: string) {
    this.#client = client
    this.#path = path
  }

  /** What was asked at `askedAt`, and no cut off server could answer, was answered in the session. */
  prove(sessionId: bigint, askedAt: Instant): void {
    if (sessionId === this.#sessionId && askedAt.monotonic < this.#provenAt.monotonic) return
    this.#sessionId = sessionId
    this.#provenAt = askedAt
  }

  /** Ms for which nobody else can have what the session holds, the margin taken off; 0 when that cannot be said. */
  leftMs(sessionId: bigint): number {
    const { sessionTimeoutMs, sessionTimeLeftMs } = this.#client
    if (sessionId !== this.#sessionId || sessionId !== this.#client.sessionId) return 0
    const left = Math.min(sessionTimeLeftMs, sessionTimeoutMs - elapsedMs(this.#provenAt))
    return Math.max(0, left - sessionTimeoutMs * HELD_MARGIN_FRACTION)
  }

  /** Keeps the proof fresh until the returned function is called. */
  keep(): () => void {
    this.#holders++
    if (this.#holders === 1) this.#schedule(elapsedMs(this.#provenAt))
    let kept = true
    return () => {
      if (!kept) return
      kept = false
      this.#holders--
      if (this.#holders === 0) clearTimeout(this.#timer)
    }
  }

  /** `ageMs`: what the proof has used up of the time until it is to be renewed. */
  #schedule(ageMs: number): void {
    clearTimeout(this.#timer)
    if (this.#holders === 0 || this.#renewing) return
    this.#timer = setTimeout(() => void this.#renew(), Math.max(0, this.#client.sessionTimeoutMs * LEASE_RENEWAL_FRACTION - ageMs))
    this.#timer.unref()
  }

  async #renew(): Promise<void> {
    const sessionId = this.#client.sessionId
    const askedAt = instant()
    this.#renewing = true
    try {
      await this.#client.sync(this.#path)
      if (sessionId === this.#client.sessionId) this.prove(sessionId, askedAt)
    } catch {
      // Nothing is proven; what is held ends by time.
    }
    this.#renewing = false
    this.#schedule(0)
  }
}

/**
 * When a quorum of the servers was asked for what it knew of `node`, and it was there; null when it is not, or its session is over. The creation counts while
 * it is young. Else a multi that only checks: a write like any other, where a server that is cut off from its leader answers reads from what it remembers.
 */
export async function firstProof(client: Client, node: SequentialNode, signal: AbortSignal): Promise<Instant | null> {
  if (node.askedAt !== null && elapsedMs(node.askedAt) <= client.sessionTimeoutMs * FIRST_PROOF_AGE_FRACTION) return node.askedAt
  let askedAt = instant()
  try {
    await untilAnswered(client, () => {
      askedAt = instant()
      return client.multi().check(node.path, -1).commit({ signal })
    }, signal)
  } catch (error) {
    if (isZooKeeperError(error, 'NoNode', 'SessionExpired')) return null
    throw error
  }
  return client.sessionId === node.sessionId ? askedAt : null
}
