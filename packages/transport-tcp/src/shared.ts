import type { ClientHandler, Logger } from '@zabkit/core'
import type { Burst } from './burst.ts'
import type { Deadlines } from './deadlines.ts'
import type { DirectReads } from './direct-reads.ts'
import type { Measures } from './measures.ts'
import type { TcpConnection } from './tcp-connection.ts'
import type { WriterPool } from './writer-pool.ts'

/** Where a socket waits for its first whole frame; dropped when it comes too late. */
export interface Waiting {
  expired(): void
}

/** What the connections of one transport have in common. */
export interface Shared {
  readonly handler: ClientHandler
  readonly maxFrameBytes: number
  readonly pool: WriterPool
  readonly reads: DirectReads
  /** Null where sockets have no descriptors. */
  readonly burst: Burst | null
  /** All whose handler has not been told `closed`. */
  readonly connections: Set<TcpConnection>
  readonly measures: Measures
  /** Rate limited: clients can cause its lines at will. */
  readonly log: Logger
  /** Sockets before their first frame. */
  readonly waiting: Deadlines<Waiting>
  /** Ended connections whose last bytes the client has not taken. */
  readonly flushing: Deadlines<TcpConnection>
  /** Ended connections that said all; input is discarded. */
  readonly draining: Deadlines<TcpConnection>
}
