import type { BroadcastPhase, LeaderMessage } from '@zabkit/core'
import type { LearnerKind } from './learner-kind.ts'

/** How far a learner is with its leader. */
export type LearnerStage =
  /** Has said what it promised before. */
  | 'informing'
  /** Writes down the promise of the leader's epoch. */
  | 'promising'
  /** Has promised; the leader chooses how its history comes. */
  | 'choosing'
  /** Cuts its log. */
  | 'cutting'
  /** Cannot cut below what it has applied: only a snapshot helps. */
  | 'replacing'
  /** Installs a snapshot; what comes meanwhile waits. */
  | 'installing'
  /** Takes history. */
  | 'taking'
  /** Has the whole history and makes it durable, then the epoch. */
  | 'adopting'
  /** Has said so. */
  | 'adopted'
  /** A quorum has the history: applies what is committed. */
  | 'catchingUp'
  | 'serving'

const LIVE: readonly LearnerStage[] = ['adopting', 'adopted', 'catchingUp', 'serving']

/** What a leader may say when. What is missing here may be said at any time. */
const EXPECTED: { readonly [type in LeaderMessage['type']]?: readonly LearnerStage[] } = {
  leaderInfo: ['informing'],
  truncate: ['choosing'],
  snapshotBegin: ['choosing', 'replacing'],
  history: ['choosing', 'taking'],
  newLeader: ['choosing', 'taking'],
  proposal: LIVE,
  inform: LIVE,
  commit: LIVE,
  leaderDurable: ['catchingUp', 'serving'],
  upToDate: ['adopted'],
  synced: ['serving'],
}

export function isExpected(stage: LearnerStage, type: LeaderMessage['type'], kind: LearnerKind): boolean {
  if ((type === 'proposal' || type === 'inform') && type !== kind.live) return false
  return EXPECTED[type]?.includes(stage) ?? true
}

/** Messages that go on while a snapshot is installed, without waiting for it. */
export function isPrompt(type: LeaderMessage['type']): boolean {
  return EXPECTED[type] === undefined
}

export function phaseOf(stage: LearnerStage): BroadcastPhase {
  if (stage === 'informing' || stage === 'promising') return 'discovery'
  return stage === 'serving' ? 'broadcast' : 'synchronisation'
}
