import { counterOf, type SessionId, type StateDigest, type Zxid } from '@zabkit/core'
import { DIGEST_INTERVAL_TXNS, DIGESTS_KEPT } from './limits.ts'

/** Fingerprints at fixed points of the history, the newest last: the same points on every server. */
export class DigestHistory {
  readonly #digests: StateDigest[] = []

  get list(): readonly StateDigest[] {
    return this.#digests
  }

  static isDue(zxid: Zxid): boolean {
    return counterOf(zxid) % DIGEST_INTERVAL_TXNS === 0
  }

  add(zxid: Zxid, digest: bigint): void {
    this.#digests.push({ zxid, digest })
    if (this.#digests.length > DIGESTS_KEPT) this.#digests.shift()
  }

  clear(): void {
    this.#digests.length = 0
  }
}

const SPREAD_ID = 0x9e37_79b9_7f4a_7c15n
const SPREAD_TIMEOUT = 0xc2b2_ae3d_27d4_eb4fn

/** A fingerprint of the sessions, whatever their order. */
export function digestSessions(sessions: ReadonlyMap<SessionId, number>): bigint {
  let sum = 0n
  for (const [id, timeoutMs] of sessions) sum += (id ^ (id >> 29n)) * SPREAD_ID + (BigInt(timeoutMs) + id) * SPREAD_TIMEOUT
  return BigInt.asUintN(64, sum)
}
