import { OUTSTANDING_BYTES, OUTSTANDING_PER_CLIENT } from '@zabkit/core'

/** What an operator can set. Names bear their units; the defaults are ZooKeeper's unless a reason is given. */
export interface ServerSettings {
  /** ZooKeeper's tickTime: the unit of expiry. */
  readonly tickMs: number
  /** Session timeouts are clamped to these, 1 ms or more; defaults 2 and 20 ticks. */
  readonly minSessionTimeoutMs: number
  readonly maxSessionTimeoutMs: number
  /** A snapshot is taken after a number of txns drawn from [snapshotTxns / 2, snapshotTxns]. */
  readonly snapshotTxns: number
  /** ... or after this many bytes of log. */
  readonly snapshotLogBytes: number
  /** Snapshots kept, with every log they need; 0 keeps all. Default 3: a server that fills its disk by default is a trap. */
  readonly snapshotsKept: number
  /** How often containers and TTL znodes are looked through. */
  readonly reapIntervalMs: number
  /** At most so many of them are deleted in a minute. */
  readonly reapPerMinute: number
  /** Requests of one client that are not answered yet, at which it is not read from. */
  readonly outstandingPerClient: number
  /** Writes in flight in all, above which no client is read from; 0: no limit but the one in bytes. */
  readonly outstandingWrites: number
  /** Bytes of unanswered requests and of txns in flight, above which no client is read from. */
  readonly outstandingBytes: number
  /** Four-letter words that are answered; `*` is all. */
  readonly commands: readonly string[]
  /** When not null, requests of clients without an id of one of these schemes are refused. */
  readonly requiredSchemes: readonly string[] | null
  /** Ticks in which a role must come to stand, and ticks of silence after which a peer is given up: ZooKeeper's initLimit and syncLimit. */
  readonly initLimit: number
  readonly syncLimit: number
  /** Ticks in which a leader must be reached: ZooKeeper's connectToLearnerMasterLimit. */
  readonly connectLimit: number
  /** False: the leader takes no clients of its own. */
  readonly leaderServes: boolean
  /** How long clients keep their connections to a server that has no leader. Not heeded with `readOnlyMode`. */
  readonly leaderlessMs: number
  /** New sessions are known to their own server alone: they cost no txn, own no ephemerals, and do not move. Default false, as in ZooKeeper. */
  readonly localSessions: boolean
  /** A local session that asks for an ephemeral becomes a global one first; otherwise it gets EphemeralOnLocalSession. Default false. */
  readonly localSessionsUpgrading: boolean
  /** A server that finds no leader answers reads of those clients that accept that. Default false. */
  readonly readOnlyMode: boolean
  /** Each part's time to start and to stop; the error names the part. */
  readonly startTimeoutMs: number
  readonly stopTimeoutMs: number
}

export const defaultSettings: ServerSettings = {
  tickMs: 2_000,
  minSessionTimeoutMs: 4_000,
  maxSessionTimeoutMs: 40_000,
  snapshotTxns: 100_000,
  snapshotLogBytes: 4_194_304 * 1024,
  snapshotsKept: 3,
  reapIntervalMs: 60_000,
  reapPerMinute: 10_000,
  outstandingPerClient: OUTSTANDING_PER_CLIENT,
  outstandingWrites: 0,
  outstandingBytes: OUTSTANDING_BYTES,
  commands: ['srvr'],
  requiredSchemes: null,
  initLimit: 10,
  syncLimit: 5,
  connectLimit: 10,
  leaderServes: true,
  leaderlessMs: 10_000,
  localSessions: false,
  localSessionsUpgrading: false,
  readOnlyMode: false,
  startTimeoutMs: 600_000,
  stopTimeoutMs: 10_000,
}
