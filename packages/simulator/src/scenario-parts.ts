import type { Broadcast, BroadcastOptions, Election, ElectionOptions, Quorum } from '@zabkit/core'
import type { ScenarioDisk } from './scenario-disk.ts'
import type { ScenarioLinks } from './scenario-links.ts'
import type { ScenarioOrder, ScenarioTrace } from './scenario-trace.ts'
import type { ScenarioWatch } from './scenario-watch.ts'

/** The cores under test, by the seams of `@zabkit/core`. */
export interface ScenarioCores {
  readonly election: (options: ElectionOptions) => Election
  readonly broadcast: (options: BroadcastOptions) => Broadcast
  /** What a server without a vote runs. */
  readonly observer: (options: BroadcastOptions) => Broadcast
}

export interface ScenarioServerParts {
  readonly id: number
  readonly isObserver: boolean
  readonly quorum: Quorum
  readonly peers: readonly number[]
  readonly initLimitTicks: number
  readonly syncLimitTicks: number
  readonly maxCounter: number
  readonly chunkRecords: number
  readonly cores: ScenarioCores
  readonly disk: ScenarioDisk
  readonly order: ScenarioOrder
  readonly trace: ScenarioTrace
  readonly links: ScenarioLinks
  readonly watch: ScenarioWatch
}
