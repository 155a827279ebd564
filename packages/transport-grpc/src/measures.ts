import type { Counter, Metrics } from '@zabkit/core'

/** What this transport counts. */
export class Measures {
  readonly framesMalformed: Counter
  readonly messagesUnknown: Counter
  readonly linksRefused: Counter
  readonly connectionsRejected: Counter

  constructor(metrics: Metrics) {
    this.framesMalformed = metrics.counter('peer_frames_malformed', 'frames of other servers that were no frames; the link was closed')
    this.messagesUnknown = metrics.counter('peer_messages_unknown', 'messages of other servers of a kind not known here; skipped')
    this.linksRefused = metrics.counter('peer_links_refused', 'servers that were refused at the handshake')
    this.connectionsRejected = metrics.counter('peer_connections_rejected', 'connections to the peer port closed because of a limit or a missing handshake')
  }
}
