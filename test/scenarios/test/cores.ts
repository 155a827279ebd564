import { observer } from '@zabkit/observer'
import type { ScenarioCores } from '@zabkit/simulator'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { fastLeaderElection } from '@zabkit/zab-election'

/** The cores as production has them. */
export const cores: ScenarioCores = { election: fastLeaderElection(), broadcast: zabBroadcast(), observer: observer() }
