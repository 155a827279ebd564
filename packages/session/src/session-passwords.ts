import { hash, timingSafeEqual } from 'node:crypto'
import { OperatorError, type SessionId } from '@zabkit/core'
import { PASSWORD_BYTES, SECRET_BYTES_MIN } from './limits.ts'

/** SHA-256's, as HMAC needs them. */
const BLOCK_BYTES = 64
const DIGEST_BYTES = 32
const ID_BYTES = 8

/**
 * Passwords of sessions: HMAC-SHA-256 over the id (8 bytes, big-endian), cut to 16 bytes. Every server of the ensemble computes the same
 * one without storing it. ZooKeeper derives it from the id alone, and the id is public as `ephemeralOwner`; the secret closes that.
 * Made as RFC 2104 says by two one-shot hashes, which cost a third of Node's Hmac object.
 */
export class SessionPasswords {
  /** The two messages that HMAC hashes: the padded secret with the id, and the padded secret with the hash of the first. */
  readonly #inner: Buffer
  readonly #outer: Buffer
  constructor(secret: Uint8Array) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new OperatorError('ZK_CONFIG_INVALID', `session secret of ${secret.length} bytes: must have ${SECRET_BYTES_MIN} or more`)
    }
    const key = secret.length > BLOCK_BYTES ? hash('sha256', secret, 'buffer') : secret
    this.#inner = Buffer.alloc(BLOCK_BYTES + ID_BYTES, padded(key, 0x36))
    this.#outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, padded(key, 0x5c))
  }

  of(id: SessionId): Uint8Array {
    this.#inner.writeBigInt64BE(id, BLOCK_BYTES)
    hash('sha256', this.#inner, 'buffer').copy(this.#outer, BLOCK_BYTES)
    return hash('sha256', this.#outer, 'buffer').subarray(0, PASSWORD_BYTES)
  }

  check(id: SessionId, given: Uint8Array): boolean {
    return given.length === PASSWORD_BYTES && timingSafeEqual(this.of(id), given)
  }
}

/** A block of the key, filled up with zeros, each byte changed by `pad`. */
function padded(key: Uint8Array, pad: number): Buffer {
  return Buffer.alloc(BLOCK_BYTES, pad).map((byte, index) => byte ^ (key[index] ?? 0)) as Buffer
}
