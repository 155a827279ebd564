import { DIGEST_FROM, DIGEST_TO } from './znode-table.ts'

/*
 * Hashes of the store. They are part of the digest that servers compare and of the snapshot format: equal bytes must give equal numbers on
 * every machine and in every version of the format. None is meant to withstand somebody who looks for collisions.
 */

const PRIME_A = 0x9e3779b1 | 0
const PRIME_B = 0x85ebca6b | 0
const NAME_SEED = 0x811c9dc5 | 0
const NAME_PRIME = 0x01000193
/** What stands for "no data": null and empty data are different content. */
export const NULL_DATA_HASH = 0x2545f491

/** Spreads every bit of `h` over the whole word. */
export function spread(h: number): number {
  h = Math.imul(h ^ (h >>> 16), PRIME_B)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35 | 0)
  return h ^ (h >>> 16)
}

/** Names are hashed while a path is scanned for its slashes: begin, one step a byte, end. */
export const NAME_HASH_BEGIN = NAME_SEED
export function stepNameHash(h: number, byte: number): number {
  return Math.imul(h ^ byte, NAME_PRIME)
}

/** Hash of the name in `bytes[start, end)`. */
export function hashName(bytes: Uint8Array, start: number, end: number): number {
  let h = NAME_HASH_BEGIN
  for (let at = start; at < end; at++) h = stepNameHash(h, bytes[at] as number)
  return h
}

/** Hash of `length` bytes from `start`: two lanes of four bytes at a time, so that the multiplications overlap. */
export function hashData(view: DataView, start: number, length: number): number {
  let a = length ^ PRIME_B
  let b = NAME_SEED
  let at = start
  for (const pairs = start + (length & ~7); at < pairs; at += 8) {
    a = Math.imul(((a << 13) | (a >>> 19)) ^ view.getInt32(at, true), PRIME_A)
    b = Math.imul(((b << 13) | (b >>> 19)) ^ view.getInt32(at + 4, true), PRIME_B)
  }
  for (const end = start + length; at < end; at++) a = Math.imul(((a << 13) | (a >>> 19)) ^ view.getUint8(at), PRIME_A)
  return spread(a ^ ((b << 16) | (b >>> 16)))
}

/** Path hash of the root. */
export const ROOT_PATH_HASH = 0x6a09e667
/** Path hash of a znode that the digest leaves out, as all of its descendants. */
export const LEFT_OUT = 0

function pathHashBelow(parentPathHash: number, nameHash: number): number {
  return spread(Math.imul((parentPathHash << 13) | (parentPathHash >>> 19), PRIME_A) ^ nameHash) || 1
}

const textHash = (name: string): number => hashName(Buffer.from(name), 0, name.length)
const QUOTA_PATH_HASH = pathHashBelow(pathHashBelow(ROOT_PATH_HASH, textHash('zookeeper')), textHash('quota'))

/** Path hash of a child. Below /zookeeper/quota nothing counts: those figures are kept by each server for itself. */
export function childPathHash(parentPathHash: number, nameHash: number): number {
  if (parentPathHash === LEFT_OUT || parentPathHash === QUOTA_PATH_HASH) return LEFT_OUT
  return pathHashBelow(parentPathHash, nameHash)
}

/** The sum over all znodes of a hash of each: two lanes of 32 bits. The order of changes cannot show in a sum. */
export class ContentDigest {
  #low = 0
  #high = 0

  /** Counts the row at `base` of `words` in (`sign` 1) or out (`sign` -1). `aclHash`: of the ACL's content. */
  count(words: Readonly<Int32Array>, base: number, aclHash: number, sign: 1 | -1): void {
    let a = PRIME_B ^ aclHash
    let b = NAME_SEED ^ aclHash
    for (let at = base + DIGEST_FROM, end = base + DIGEST_TO; at < end; at++) {
      const word = words[at] as number
      a = Math.imul(((a << 13) | (a >>> 19)) ^ word, PRIME_A)
      b = Math.imul(((b << 17) | (b >>> 15)) ^ word, PRIME_B)
    }
    this.#low = (this.#low + sign * spread(a)) | 0
    this.#high = (this.#high + sign * spread(b)) | 0
  }

  /** The upper half of `value`, as an int; `low` is the lower. */
  get high(): number {
    return this.#high
  }

  get low(): number {
    return this.#low
  }

  get value(): bigint {
    return (BigInt(this.#high >>> 0) << 32n) | BigInt(this.#low >>> 0)
  }
}

/** A running hash of bytes, in order. */
export class ByteCheck {
  #a = PRIME_A
  #b = PRIME_B

  fold(bytes: Uint8Array, start: number, end: number): void {
    let a = this.#a ^ (end - start)
    let b = this.#b
    for (let at = start; at < end; at++) {
      a = Math.imul(((a << 13) | (a >>> 19)) ^ (bytes[at] as number), PRIME_A)
      b = Math.imul(((b << 17) | (b >>> 15)) ^ (bytes[at] as number), PRIME_B)
    }
    this.#a = a
    this.#b = b
  }

  get value(): bigint {
    return (BigInt(spread(this.#a) >>> 0) << 32n) | BigInt(spread(this.#b) >>> 0)
  }
}
