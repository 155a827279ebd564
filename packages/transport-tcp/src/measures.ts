import type { Counter, Metrics } from '@zabkit/core'

/** What this transport counts, under ZooKeeper's names. */
export class Measures {
  readonly bytesReceived: Counter
  readonly connectionRejected: Counter
  readonly largeRequestsRejected: Counter
  readonly sessionlessExpired: Counter
  readonly unsuccessfulHandshake: Counter

  constructor(metrics: Metrics) {
    this.bytesReceived = metrics.counter('bytes_received_count', 'bytes that clients sent')
    this.connectionRejected = metrics.counter('connection_rejected', 'connections closed on arrival because of a limit')
    this.largeRequestsRejected = metrics.counter('large_requests_rejected', 'frames with a length that is negative or too large')
    this.sessionlessExpired = metrics.counter('sessionless_connections_expired', 'connections without a first frame in time')
    this.unsuccessfulHandshake = metrics.counter('unsuccessful_handshake', 'TLS handshakes that failed')
  }
}
