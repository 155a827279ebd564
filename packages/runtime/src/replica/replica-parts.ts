import type {
  Broadcast,
  Clock,
  Election,
  Ensemble,
  ForwardedRequests,
  LogRecord,
  Logger,
  PeerTransport,
  Random,
  Revalidate,
  Revalidated,
  StateMachine,
  Storage,
  Timers,
  Touches,
} from '@zabkit/core'
import type { WriteTraces } from '../write-trace.ts'
import type { EpochRecord } from './epoch-record.ts'

/** What the rest of the server is told. */
export interface ReplicaEvents {
  readonly apply: (records: readonly LogRecord[]) => void
  /** There is no role, or no role any more: nothing is committed until there is one. */
  readonly onLooking: () => void
  /** Everything committed before is applied; this server leads. */
  readonly onLeading: () => void
  readonly onFollowing: () => void
  readonly onRequests: (from: number, message: ForwardedRequests) => void
  readonly onTouches: (message: Touches) => void
  readonly onRevalidate: (from: number, message: Revalidate) => void
  readonly onRevalidated: (message: Revalidated) => void
  readonly onReplacing: () => void
  readonly onFailure: (error: Error) => void
}

export interface ReplicaParts {
  readonly serverId: number
  readonly ensemble: Ensemble
  readonly tickMs: number
  /** How long a leader is tried to be reached. */
  readonly connectLimitMs: number
  readonly storage: Storage
  readonly tree: StateMachine
  readonly epochs: EpochRecord
  readonly broadcast: Broadcast
  /** Null where this server's vote alone decides. */
  readonly election: Election | null
  readonly transport: PeerTransport | null
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly logger: Logger
  /** Null: no spans are kept. */
  readonly traces: WriteTraces | null
  readonly events: ReplicaEvents
}

export type ReplicaRole = 'looking' | 'leading' | 'following' | 'observing'
