/** What `srvr`, `stat` and `mntr` tell of the traffic. Latencies in ms from a request's arrival to its reply. */
export class ServerStatistics {
  packetsReceived = 0
  packetsSent = 0
  latencyMinMs = 0
  latencyMaxMs = 0
  #latencySumMs = 0
  #latencyCount = 0

  /** `count` requests that each took `ms`. */
  observeLatency(ms: number, count: number): void {
    if (this.#latencyCount === 0 || ms < this.latencyMinMs) this.latencyMinMs = ms
    if (ms > this.latencyMaxMs) this.latencyMaxMs = ms
    this.#latencySumMs += ms * count
    this.#latencyCount += count
  }

  get latencyAverageMs(): number {
    return this.#latencyCount === 0 ? 0 : this.#latencySumMs / this.#latencyCount
  }

  reset(): void {
    this.packetsReceived = 0
    this.packetsSent = 0
    this.latencyMinMs = 0
    this.latencyMaxMs = 0
    this.#latencySumMs = 0
    this.#latencyCount = 0
  }
}
