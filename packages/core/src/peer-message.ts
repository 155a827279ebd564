import type { Id } from './acl.ts'
import type { LogRecord } from './log-store.ts'
import type { SessionId } from './session-id.ts'
import type { TraceContext } from './tracer.ts'
import type { Zxid } from './zxid.ts'

/**
 * What servers say to each other, as plain records: a PeerTransport carries them in its own encoding. Whoever makes a message never changes
 * it afterwards, so that one message can be encoded once and sent to many.
 */
export type PeerMessage = Notification | LearnerMessage | LeaderMessage

// ---- between all servers: the election ----

/** Whom a server would follow: compared by epoch, then zxid, then leader (the larger wins). */
export interface Vote {
  readonly leader: number
  /** Last zxid in the log of `leader`. */
  readonly zxid: Zxid
  /** Its current epoch. */
  readonly epoch: number
}

export type PeerState = 'looking' | 'following' | 'leading' | 'observing'

/** A server's vote, and what it does now. */
export interface Notification {
  readonly type: 'notification'
  readonly state: PeerState
  /** The sender's logical clock: votes of one round are counted together. */
  readonly round: number
  readonly vote: Vote
}

// ---- from a learner to its leader ----

export type LearnerMessage =
  | LearnerInfo
  | AckEpoch
  | Truncated
  | AckNewLeader
  | Ack
  | Pong
  | SyncRequest
  | ForwardedRequests
  | Touches
  | Revalidate

/** ZooKeeper's FOLLOWERINFO and OBSERVERINFO. */
export interface LearnerInfo {
  readonly type: 'learnerInfo'
  readonly acceptedEpoch: number
  readonly observer: boolean
  /** It and the leader alone are a quorum, as it reckons, and it acts on `leaderDurable`. Where it does not, it is told of each commit. */
  readonly commitsWithLeader: boolean
}

/** The learner has promised the epoch, durably. */
export interface AckEpoch {
  readonly type: 'ackEpoch'
  /** Null when it had promised this epoch before: then it does not count. */
  readonly currentEpoch: number | null
  /** Last zxid in its log. */
  readonly lastZxid: Zxid
}

/** The log is cut, durably; the leader decides anew from what is left. */
export interface Truncated {
  readonly type: 'truncated'
  readonly lastZxid: Zxid
}

/** The leader's whole history and then the epoch are durable here. */
export interface AckNewLeader {
  readonly type: 'ackNewLeader'
  readonly epoch: number
}

/** Everything up to `zxid` is durable here. */
export interface Ack {
  readonly type: 'ack'
  readonly zxid: Zxid
}

export interface Pong {
  readonly type: 'pong'
  readonly sequence: number
}

/** Asks for a barrier: see `Synced`. */
export interface SyncRequest {
  readonly type: 'sync'
  /** The learner's own number for it. */
  readonly token: number
}

/** Writes of the learner's clients, in order. */
export interface ForwardedRequests {
  readonly type: 'requests'
  readonly requests: readonly ForwardedRequest[]
}

/** One client's write on its way to the leader. */
export interface ForwardedRequest {
  /** Halves of the session id, signed 32 bits. */
  readonly sessionHigh: number
  readonly sessionLow: number
  /** Only the learner knows the session. */
  readonly local: boolean
  readonly xid: number
  readonly opcode: number
  /** Body of the request, without its header. */
  readonly body: Buffer
  /** Who asks. Requests of one connection share the array. */
  readonly ids: readonly Id[]
  readonly trace: TraceContext | null
}

/** Sessions whose clients were heard of since the last time. */
export interface Touches {
  readonly type: 'touches'
  readonly sessions: readonly SessionId[]
}

/** A client came back with a session: is it alive? If so, it is this learner's from now on. */
export interface Revalidate {
  readonly type: 'revalidate'
  readonly sessionId: SessionId
  readonly timeoutMs: number
}

// ---- from a leader to its learners ----

export type LeaderMessage =
  | LeaderInfo
  | Truncate
  | SnapshotBegin
  | SnapshotChunk
  | SnapshotEnd
  | History
  | NewLeader
  | UpToDate
  | Proposal
  | Inform
  | Commit
  | LeaderDurable
  | Ping
  | Synced
  | Revalidated

/** The epoch that the leader will lead. */
export interface LeaderInfo {
  readonly type: 'leaderInfo'
  readonly epoch: number
}

/** Cut your log after `zxid`, durably, and say `truncated`. */
export interface Truncate {
  readonly type: 'truncate'
  readonly zxid: Zxid
}

/** The state as of `zxid` follows in chunks; it replaces what the learner has. */
export interface SnapshotBegin {
  readonly type: 'snapshotBegin'
  readonly zxid: Zxid
}

export interface SnapshotChunk {
  readonly type: 'snapshotChunk'
  readonly bytes: Buffer
}

export interface SnapshotEnd {
  readonly type: 'snapshotEnd'
}

/** Records that come right after what the learner has; those up to `committedZxid` are committed. */
export interface History {
  readonly type: 'history'
  readonly records: readonly LogRecord[]
  readonly committedZxid: Zxid
}

/** All of the history up to here was sent. */
export interface NewLeader {
  readonly type: 'newLeader'
  readonly epoch: number
  /** To be kept with the epoch: the passwords of sessions are derived from it. */
  readonly sessionSecret: Uint8Array
}

/** A quorum has the history: serve. */
export interface UpToDate {
  readonly type: 'upToDate'
  readonly committedZxid: Zxid
}

/** Records to log and to acknowledge. */
export interface Proposal {
  readonly type: 'proposal'
  readonly records: readonly LogRecord[]
  readonly committedZxid: Zxid
}

/** Committed records, for learners that do not vote. */
export interface Inform {
  readonly type: 'inform'
  readonly records: readonly LogRecord[]
}

/** Everything up to `zxid` is committed. */
export interface Commit {
  readonly type: 'commit'
  readonly zxid: Zxid
}

/**
 * The leader has everything up to `zxid` on its own disk. Sent only to a follower that serves, and with which the leader alone is a quorum: what of
 * it that follower has on disk as well is committed, and the leader does not say so again.
 */
export interface LeaderDurable {
  readonly type: 'leaderDurable'
  /** Of this epoch, and proposed before. */
  readonly zxid: Zxid
}

/** To be answered at once by a `pong` of the same number. */
export interface Ping {
  readonly type: 'ping'
  readonly sequence: number
}

/** A quorum has confirmed, after `sync` was asked, that this leader leads: what is applied up to `zxid` shows every acknowledged write. */
export interface Synced {
  readonly type: 'synced'
  readonly token: number
  readonly zxid: Zxid
}

export interface Revalidated {
  readonly type: 'revalidated'
  readonly sessionId: SessionId
  readonly valid: boolean
}
