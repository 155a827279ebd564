import type { Notification, PeerState, Vote } from './peer-message.ts'
import type { Quorum } from './quorum.ts'
import type { Zxid } from './zxid.ts'

/** Everything that can happen to an election core. */
export type ElectionInput =
  | { readonly type: 'notification'; readonly from: number; readonly notification: Notification }
  /** Messages to `peer` arrive from now on: it is alive. */
  | { readonly type: 'peerUp'; readonly peer: number }
  | { readonly type: 'peerDown'; readonly peer: number }
  /** Ms of a clock that only goes forward. Every ELECTION_TICK_MS while looking. */
  | { readonly type: 'tick'; readonly nowMs: number }

/** What is to be done now. The arrays belong to the core and are valid until `advance`. */
export interface ElectionOutput {
  readonly sends: readonly { readonly to: number; readonly message: Notification }[]
  /** Looking has ended: follow (or be) this leader. Given once a round. */
  readonly decided: Vote | null
}

/**
 * Fast leader election as a pure core: inputs by `step`, outputs by `ready`, `advance` says that they were taken over. The same inputs give the
 * same outputs. A server that has decided goes on answering those who look.
 */
export interface Election {
  /** What this server tells others that it does. */
  readonly state: PeerState
  /** Its vote now. */
  readonly vote: Vote
  readonly round: number
  /** A new round: what a fresh load of this server's files gives is its candidacy. An observer looks without a vote. */
  becomeLooking(own: { readonly epoch: number; readonly zxid: Zxid }): void
  /** The role that was decided stands, in `epoch`: later lookers are told so. */
  confirm(epoch: number): void
  step(input: ElectionInput): void
  hasReady(): boolean
  ready(): ElectionOutput
  advance(): void
}

export interface ElectionOptions {
  readonly serverId: number
  readonly quorum: Quorum
  /** Every other server that may be told: voters, and observers that look. */
  readonly peers: readonly number[]
  /** Called with each named step, for traces. */
  readonly onEvent?: (name: string, details: Readonly<Record<string, unknown>>) => void
}
