import { counterOf, type StateDigest, type Zxid } from '@zabkit/core'
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
