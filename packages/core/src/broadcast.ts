import type { LogRecord } from './log-store.ts'
import type { Quorum } from './quorum.ts'
import type { Zxid } from './zxid.ts'

/** Everything that can happen to a broadcast core. Local: `propose`, `durable`. From a peer: `ack`. */
export type BroadcastInput =
  /** Txns of this leader, in the order of the zxids that `nextZxid` gave: those of one turn come together. */
  | { readonly type: 'propose'; readonly records: readonly LogRecord[] }
  /** This server's own log is durable up to `zxid`. */
  | { readonly type: 'durable'; readonly zxid: Zxid }
  /** Server `from` has everything up to `zxid` on disk. */
  | { readonly type: 'ack'; readonly from: number; readonly zxid: Zxid }

/**
 * What is to be done now. The arrays belong to the core and are valid until `advance`.
 */
export interface BroadcastOutput {
  /** To the local log, in order; report with `durable`. To every learner at the same time. */
  readonly append: readonly LogRecord[]
  /** Committed and durable here, in zxid order: apply. */
  readonly apply: readonly LogRecord[]
  /** The commit watermark, to travel with the next message and the next append. */
  readonly committedZxid: Zxid
}

/**
 * The broadcast phase of Zab as a pure core: inputs by `step`, outputs by `ready`, `advance` says that they were taken over. The same
 * inputs give the same outputs.
 */
export interface Broadcast {
  readonly epoch: number
  /** Commit watermark. */
  readonly committedZxid: Zxid
  /** The last zxid given out or taken over. */
  readonly lastZxid: Zxid
  /** Begins to lead `epoch` after a history that ends, committed, at `lastZxid`. */
  becomeLeader(epoch: number, lastZxid: Zxid, quorum: Quorum): void
  /** The zxid for the next proposal, or null when the epoch's counter is used up and a new epoch must begin. */
  nextZxid(): Zxid | null
  step(input: BroadcastInput): void
  hasReady(): boolean
  ready(): BroadcastOutput
  advance(): void
}

export interface BroadcastOptions {
  readonly serverId: number
  /** The last counter of an epoch; default MAX_COUNTER. Smaller ones let tests reach the end of an epoch. */
  readonly maxCounter?: number
}
