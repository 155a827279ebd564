import type { Metrics, Summary } from '@zabkit/core'

/** What `srvr`, `stat` and `mntr` tell of the traffic. Latencies in ms from a request's arrival to its reply. */
export class ServerStatistics {
  packetsReceived = 0
  packetsSent = 0
  latencyMinMs = 0
  latencyMaxMs = 0
  /** Bytes of txns made here as the leader; -1 before the first, as ZooKeeper shows it. */
  proposalLast = -1
  proposalMin = -1
  proposalMax = -1
  #latencySumMs = 0
  #latencyCount = 0
  readonly #readLatency: Summary
  readonly #updateLatency: Summary

  constructor(metrics: Metrics) {
    this.#readLatency = metrics.summary('readlatency', 'Ms from a read to its reply')
    this.#updateLatency = metrics.summary('updatelatency', 'Ms from a write to its reply')
  }

  /** `count` requests that were answered at once, `ms` after they came together. */
  observeReads(ms: number, count: number): void {
    this.#observe(ms, count)
    for (let i = 0; i < count; i++) this.#readLatency.observe(ms)
  }

  observeWrite(ms: number): void {
    this.#observe(ms, 1)
    this.#updateLatency.observe(ms)
  }

  observeProposal(bytes: number): void {
    this.proposalLast = bytes
    if (bytes < this.proposalMin || this.proposalMin < 0) this.proposalMin = bytes
    if (bytes > this.proposalMax) this.proposalMax = bytes
  }

  #observe(ms: number, count: number): void {
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
    this.proposalLast = -1
    this.proposalMin = -1
    this.proposalMax = -1
  }
}
