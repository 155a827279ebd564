import { type BroadcastOptions, invariant } from '@zabkit/core'
import { type LearnerKind, ZabBroadcast } from '@zabkit/zab-broadcast'

/** Gets what is committed, and says nothing of what it has: it never counts. */
export const OBSERVER: LearnerKind = { role: 'observer', acknowledges: false, live: 'inform' }

/** The broadcast core of a server that has no vote. It learns like a follower, and never leads. */
export class ObserverBroadcast extends ZabBroadcast {
  constructor(options: BroadcastOptions) {
    super(options, OBSERVER)
  }

  override becomeLeader(): void {
    invariant(false, 'an observer never leads')
  }
}
