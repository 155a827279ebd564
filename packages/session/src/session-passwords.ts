import { createHmac, timingSafeEqual } from 'node:crypto'
import { OperatorError, type SessionId } from '@zabkit/core'
import { PASSWORD_BYTES, SECRET_BYTES_MIN } from './limits.ts'

/**
 * Passwords of sessions: HMAC-SHA-256 over the id (8 bytes, big-endian), cut to 16 bytes. Every server of the ensemble computes the same
 * one without storing it. ZooKeeper derives it from the id alone, and the id is public as `ephemeralOwner`; the secret closes that.
 */
export class SessionPasswords {
  readonly #secret: Uint8Array
  readonly #idBytes = Buffer.alloc(8)
  constructor(secret: Uint8Array) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new OperatorError('ZK_CONFIG_INVALID', `session secret of ${secret.length} bytes: must have ${SECRET_BYTES_MIN} or more`)
    }
    this.#secret = Uint8Array.from(secret)
  }

  of(id: SessionId): Uint8Array {
    this.#idBytes.writeBigInt64BE(id)
    return createHmac('sha256', this.#secret).update(this.#idBytes).digest().subarray(0, PASSWORD_BYTES)
  }

  check(id: SessionId, given: Uint8Array): boolean {
    return given.length === PASSWORD_BYTES && timingSafeEqual(this.of(id), given)
  }
}
