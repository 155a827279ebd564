/** What `cons` tells of one connection. */
export class ConnectionStatistics {
  readonly establishedMs: number
  received = 0
  sent = 0
  /** Opcode, xid and zxid of the last request answered. */
  lastType = 0
  lastXid = 0
  lastZxid = 0
  lastResponseMs = 0
  lastLatencyMs = 0
  minLatencyMs = 0
  maxLatencyMs = 0
  #latencySumMs = 0
  #latencyCount = 0

  constructor(establishedMs: number) {
    this.establishedMs = establishedMs
  }

  answered(type: number, xid: number, zxid: number, nowMs: number, latencyMs: number): void {
    this.lastType = type
    this.lastXid = xid
    this.lastZxid = zxid
    this.lastResponseMs = nowMs
    this.lastLatencyMs = latencyMs
    if (this.#latencyCount === 0 || latencyMs < this.minLatencyMs) this.minLatencyMs = latencyMs
    if (latencyMs > this.maxLatencyMs) this.maxLatencyMs = latencyMs
    this.#latencySumMs += latencyMs
    this.#latencyCount++
  }

  get averageLatencyMs(): number {
    return this.#latencyCount === 0 ? 0 : this.#latencySumMs / this.#latencyCount
  }

  reset(): void {
    this.received = 0
    this.sent = 0
    this.lastLatencyMs = 0
    this.minLatencyMs = 0
    this.maxLatencyMs = 0
    this.#latencySumMs = 0
    this.#latencyCount = 0
  }
}
