import type { Clock, Logger, Metrics, PeerIdentity, Timers } from '@zabkit/core'
import type { MessageEncoder } from './codec/message-encoder.ts'
import type { LinkSet } from './link-set.ts'
import type { Measures } from './measures.ts'

/** What a PeerTransport's factory must be given. */
export interface GrpcPeersComponents extends PeerIdentity {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly timers: Timers
  readonly logger: Logger
  readonly metrics: Metrics
}

/** What all links of one transport have in common. */
export interface Shared {
  readonly identity: PeerIdentity
  readonly timers: Timers
  /** Rate limited: other servers can cause its lines. */
  readonly log: Logger
  readonly measures: Measures
  readonly encoder: MessageEncoder
  readonly links: LinkSet
}
