import { MAX_SERVER_ID, OperatorError, type SessionId } from '@zabkit/core'

const COUNTER_BITS = 56n
/** An `ephemeralOwner` of Long.MIN marks a container. */
const CONTAINER_OWNER = -(1n << 63n)

/**
 * Gives session ids the way ZooKeeper does: the server's id in the top byte, below it the wall clock in ms shifted by 16 bits, then one more
 * each time. The counter wraps inside its 56 bits, so it never runs into the server's byte.
 */
export class SessionIds {
  readonly #prefix: bigint
  #counter: bigint
  constructor(serverId: number, startedAtMs: number) {
    if (!Number.isInteger(serverId) || serverId < 0 || serverId > MAX_SERVER_ID) {
      throw new OperatorError('ZK_CONFIG_INVALID', `server id ${serverId}: must be between 0 and ${MAX_SERVER_ID}`)
    }
    this.#prefix = BigInt(serverId) << COUNTER_BITS
    this.#counter = BigInt.asUintN(64, BigInt(Math.floor(startedAtMs)) << 24n) >> 8n
  }

  /** The next id that is neither 0 (no session) nor Long.MIN (a container's owner). */
  next(): SessionId {
    const id = BigInt.asIntN(64, this.#prefix | this.#counter)
    this.#counter = BigInt.asUintN(Number(COUNTER_BITS), this.#counter + 1n)
    return id === 0n || id === CONTAINER_OWNER ? this.next() : id
  }
}
