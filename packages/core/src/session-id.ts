/** Session ids need all 64 bits: a signed bigint, as ZooKeeper's clients hold it. 0n means none. */
export type SessionId = bigint

/** The signed 64-bit id whose wire halves are `high` and `low`. */
export function sessionIdFromHalves(high: number, low: number): SessionId {
  return (BigInt(high | 0) << 32n) | BigInt(low >>> 0)
}

/** The upper half as a signed 32-bit number. */
export function sessionIdHigh(id: SessionId): number {
  return Number(BigInt.asIntN(32, id >> 32n))
}

/** The lower half as a signed 32-bit number. */
export function sessionIdLow(id: SessionId): number {
  return Number(BigInt.asIntN(32, id))
}

/** As operators read it: `0x` and the unsigned value in lower-case hex. */
export function formatSessionId(id: SessionId): string {
  return `0x${BigInt.asUintN(64, id).toString(16)}`
}
