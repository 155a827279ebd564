/** What `cons` tells of one connection. */
export class ConnectionStatistics {
  readonly establishedMs: number
  received = 0
  sent = 0
  /** Opcode and xid of the last request answered, and the zxid in the answer. 0, -1, -1: none. */
  lastType = 0
  lastXid = -1
  lastZxid = -1
  lastResponseMs = 0
  lastLatencyMs = 0
  minLatencyMs = 0
  maxLatencyMs = 0
  #latencySumMs = 0
  #latencyCount = 0

  constructor(establishedMs: number) {
    this.establishedMs = establishedMs
  }

  /** A reply was written. Negative xids are the protocol's own and leave the last client's one standing. */
  answered(type: number, xid: number, zxid: number): void {
    this.lastType = type
    if (xid >= 0) this.lastXid = xid
    this.lastZxid = zxid
  }

  /** `count` requests were answered `latencyMs` after they came; `nowMs` by the wall clock. */
  observe(latencyMs: number, count: number, nowMs: number): void {
    this.lastResponseMs = nowMs
    this.lastLatencyMs = latencyMs
    if (this.#latencyCount === 0 || latencyMs < this.minLatencyMs) this.minLatencyMs = latencyMs
    if (latencyMs > this.maxLatencyMs) this.maxLatencyMs = latencyMs
    this.#latencySumMs += latencyMs * count
    this.#latencyCount += count
  }

  get averageLatencyMs(): number {
    return this.#latencyCount === 0 ? 0 : this.#latencySumMs / this.#latencyCount
  }

  reset(): void {
    this.received = 0
    this.sent = 0
    this.lastType = 0
    this.lastXid = -1
    this.lastZxid = -1
    this.lastResponseMs = 0
    this.lastLatencyMs = 0
    this.minLatencyMs = 0
    this.maxLatencyMs = 0
    this.#latencySumMs = 0
    this.#latencyCount = 0
  }
}
