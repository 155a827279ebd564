/** What tells a follower from an observer. */
export interface LearnerKind {
  readonly role: 'follower' | 'observer'
  /** True: it reports each durable batch, and the leader counts it where it votes. */
  readonly acknowledges: boolean
  /** How new records come: before they are committed, or after. */
  readonly live: 'proposal' | 'inform'
}

/** Logs what is proposed and acknowledges it. Whether that counts is the quorum's matter: a server without weight follows all the same. */
export const FOLLOWER: LearnerKind = { role: 'follower', acknowledges: true, live: 'proposal' }
