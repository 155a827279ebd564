import type { LogRecord } from './log-store.ts'
import type { LeaderMessage, LearnerMessage } from './peer-message.ts'
import type { Quorum } from './quorum.ts'
import type { Zxid } from './zxid.ts'

export type BroadcastRole = 'idle' | 'leader' | 'follower' | 'observer'
/** Discovery: which epoch. Synchronisation: one history. Broadcast: serving. */
export type BroadcastPhase = 'idle' | 'discovery' | 'synchronisation' | 'broadcast'

/** What a fresh load of this server's files would give; nothing of its log waits for a sync when a role begins. */
export interface ReplicaState {
  readonly acceptedEpoch: number
  readonly currentEpoch: number
  readonly sessionSecret: Uint8Array
  /** Last zxid in the log (or of the snapshot, where the log is empty). */
  readonly lastZxid: Zxid
  /** Last zxid applied to the tree: everything up to it is committed. */
  readonly appliedZxid: Zxid
}

/** Everything that can happen to a broadcast core. */
export type BroadcastInput =
  /** Leader: txns in the order of the zxids that `nextZxid` gave; those of one turn come together. */
  | { readonly type: 'propose'; readonly records: readonly LogRecord[] }
  /** This server's own log is durable up to `zxid`. */
  | { readonly type: 'durable'; readonly zxid: Zxid }
  /** Leader: `from` said something. Its first message is `learnerInfo`. */
  | { readonly type: 'fromLearner'; readonly from: number; readonly message: LearnerMessage }
  /** Leader: the link to `learner` is gone. */
  | { readonly type: 'learnerLost'; readonly learner: number }
  /** Learner: the leader said something. Chunks of a snapshot are not given. */
  | { readonly type: 'fromLeader'; readonly message: LeaderMessage }
  /** Asks for a barrier; answered by its token in `barriers`. */
  | { readonly type: 'barrier'; readonly token: number }
  /** Twice a tickTime. */
  | { readonly type: 'tick' }
  // Completions of tasks.
  | { readonly type: 'epochsSaved'; readonly acceptedEpoch: number; readonly currentEpoch: number }
  | { readonly type: 'truncated'; readonly lastZxid: Zxid }
  | { readonly type: 'snapshotInstalled'; readonly zxid: Zxid }
  | { readonly type: 'replayed'; readonly zxid: Zxid }
  | {
      readonly type: 'located'
      readonly learner: number
      readonly token: number
      /** Greatest zxid of this server's history that is not greater than the one asked for; null when purged. */
      readonly floor: Zxid | null
      /** The log goes on from here; a state before it cannot be carried on from this log. */
      readonly baseZxid: Zxid
      /** Of the newest snapshot that could be sent, 0: none. */
      readonly snapshotZxid: Zxid
    }
  | { readonly type: 'streamed'; readonly learner: number; readonly token: number; readonly upTo: Zxid }

/** Work with files and links that the core asks for; each ends in the input that is named. */
export type BroadcastTask =
  /** Durably, as one record: `epochsSaved`. */
  | { readonly type: 'saveEpochs'; readonly acceptedEpoch: number; readonly currentEpoch: number; readonly sessionSecret: Uint8Array }
  /** Durably, newer snapshots first: `truncated` with the last zxid that is left. */
  | { readonly type: 'truncate'; readonly zxid: Zxid }
  /** Takes the chunks that come up to `snapshotEnd`, makes state, snapshot and empty log durable: `snapshotInstalled`. */
  | { readonly type: 'receiveSnapshot'; readonly zxid: Zxid }
  /** Applies what the log on disk holds up to `upTo`: `replayed` with `upTo`. */
  | { readonly type: 'replay'; readonly upTo: Zxid }
  /** Leader: `located`. */
  | { readonly type: 'locate'; readonly learner: number; readonly token: number; readonly zxid: Zxid }
  /**
   * Leader: sends durable records after `after`, none beyond `limit`, as `history` messages as fast as the learner takes them; ends when it has
   * reached `limit` or what is durable: `streamed`. Where the log's base has gone beyond what was sent last (a purge came in between), it ends there
   * without sending what follows: `streamed` with what was sent, `after` where that is nothing, and the core looks anew; or the link ends. A stream
   * is bound to the link that stands when it is asked for: what a learner was owed on one link must never reach it on the next.
   */
  | { readonly type: 'streamLog'; readonly learner: number; readonly token: number; readonly after: Zxid; readonly limit: Zxid }
  /** Leader: sends the newest snapshot, `snapshotBegin` to `snapshotEnd`: `streamed` with its zxid. */
  | { readonly type: 'streamSnapshot'; readonly learner: number; readonly token: number }
  /** Leader: end the link. */
  | { readonly type: 'dropLearner'; readonly learner: number; readonly reason: string }
  /** The role stands: the state holds everything committed before, and this server serves. Once a role. */
  | { readonly type: 'established' }
  /** The role cannot go on: back to looking. The core is idle. */
  | { readonly type: 'abandon'; readonly reason: string }

/** A message and whom it is for: one object for all of `to`, to be encoded once. A learner's messages are for its leader, and `to` is empty. */
export interface BroadcastSend {
  readonly to: readonly number[]
  readonly message: LeaderMessage | LearnerMessage
}

/** What is to be done now. The arrays belong to the core and are valid until `advance`. Do it in the order of the fields. */
export interface BroadcastOutput {
  /** Committed and durable here, in zxid order: apply. */
  readonly apply: readonly LogRecord[]
  /** May go at once, in order: what must wait for a disk is only made when the disk has reported. */
  readonly sends: readonly BroadcastSend[]
  /** To the local log, in order; report with `durable`. */
  readonly append: readonly LogRecord[]
  /** The commit watermark, to be kept with the next append. */
  readonly committedZxid: Zxid
  readonly tasks: readonly BroadcastTask[]
  /** Tokens whose barrier is passed: what is applied now shows every write that was acknowledged before the barrier was asked for. */
  readonly barriers: readonly number[]
}

/**
 * Zab after the election as a pure core: discovery, synchronisation and broadcast, for leader and learner. Inputs by `step`, outputs by `ready`,
 * `advance` says that they were taken over. The same inputs give the same outputs. Roles change only in `become...`.
 */
export interface Broadcast {
  readonly role: BroadcastRole
  readonly phase: BroadcastPhase
  /** The epoch of the role, 0 before discovery has found one. */
  readonly epoch: number
  /** Commit watermark. */
  readonly committedZxid: Zxid
  /** The last zxid given out or taken over. */
  readonly lastZxid: Zxid
  /** Learners that the leader counts on, for `mntr`; empty elsewhere. */
  readonly learners: readonly LearnerStatus[]
  becomeIdle(): void
  becomeLeader(state: ReplicaState): void
  /** Follower, or observer where this server does not vote. */
  becomeLearner(leader: number, state: ReplicaState): void
  /** Leader in broadcast: the zxid for the next proposal, or null when the epoch's counter is used up. */
  nextZxid(): Zxid | null
  step(input: BroadcastInput): void
  hasReady(): boolean
  ready(): BroadcastOutput
  advance(): void
}

export interface LearnerStatus {
  readonly id: number
  readonly observer: boolean
  /** It has the whole history and serves. */
  readonly synced: boolean
}

export interface BroadcastOptions {
  readonly serverId: number
  readonly quorum: Quorum
  /** Ticks (inputs, two a tickTime) without progress, after which a role that is not established is given up. */
  readonly initLimitTicks: number
  /** Ticks of silence after which a learner, or the leader, is given up. */
  readonly syncLimitTicks: number
  /** The last counter of an epoch; default MAX_COUNTER. Smaller ones let tests reach the end of an epoch. */
  readonly maxCounter?: number
  /** Called with each named step of the published Zab specification (LeaderProcessACKEPOCH ...), for traces. */
  readonly onEvent?: (name: string, details: Readonly<Record<string, unknown>>) => void
}
