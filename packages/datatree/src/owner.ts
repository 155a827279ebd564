import type { SessionId } from '@zabkit/core'
import { TTL_MS_MAX } from './limits.ts'

/** Owner of a container (EphemeralType): only the sign bit. */
export const CONTAINER_OWNER: SessionId = -0x8000_0000_0000_0000n
const TTL_TOP: SessionId = -0x0100_0000_0000_0000n

/** Owner of a TTL znode: top byte FF, the ttl in the low 40 bits. */
export function ttlOwner(ttlMs: bigint): SessionId {
  return TTL_TOP | ttlMs
}

export function isTtlOwner(owner: SessionId): boolean {
  return owner < 0n && owner >> 56n === -1n
}

/** The time to live in ms of a TTL owner. */
export function ttlOf(owner: SessionId): number {
  return Number(owner & TTL_MS_MAX)
}

/** True when `owner` is a session: the znode is ephemeral. */
export function isSessionOwner(owner: SessionId): boolean {
  return owner !== 0n && owner !== CONTAINER_OWNER && !isTtlOwner(owner)
}

/** True for a ttl that a znode may have. */
export function isTtl(ttlMs: bigint): boolean {
  return ttlMs > 0n && ttlMs <= TTL_MS_MAX
}
