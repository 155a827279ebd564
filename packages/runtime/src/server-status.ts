import type { Ensemble, Metrics, StateMachine } from '@zabkit/core'
import type { ClientService } from './client-service.ts'
import type { Replica } from './replica/replica.ts'
import type { ServerStatistics } from './server-statistics.ts'

/** The ZooKeeper whose behaviour is followed. */
const FOLLOWED_VERSION = '3.9.4'
/** This package's own version: it reads no files. */
const RUNTIME_VERSION = '0.1.0'

/**
 * A version as `srvr` and its like show it: the ZooKeeper that is followed, since clients and dashboards parse three numbers in front, then
 * the `release` of the program that serves.
 */
export function versionText(release: string): string {
  return `${FOLLOWED_VERSION}-zabkit-${release}`
}

/** Where the program that serves does not say. */
export const DEFAULT_VERSION = versionText(RUNTIME_VERSION)

/** What the server does now: ZooKeeper's words. `looking`: it has no leader and does not serve. */
export type ServerMode = 'standalone' | 'leader' | 'follower' | 'observer' | 'read-only' | 'looking'

const modes = { looking: 'looking', leading: 'leader', following: 'follower', observing: 'observer' } as const

export function modeOf(replica: Replica | null, alone: boolean): ServerMode {
  if (replica === null || !replica.serving) return 'looking'
  return alone ? 'standalone' : modes[replica.role]
}

export interface Gauge {
  readonly name: string
  readonly help: string
  readonly read: () => number
}

/** The figures that every dashboard asks for, under ZooKeeper's names. */
export function coreGauges(clients: ClientService, statistics: ServerStatistics, startedMs: number): readonly Gauge[] {
  const { tree, sessions, clock } = clients.parts
  const gauge = (name: string, help: string, read: () => number): Gauge => ({ name, help, read })
  return [
    gauge('avg_latency', 'Ms from a request to its reply, mean', () => roundMs(statistics.latencyAverageMs)),
    gauge('max_latency', 'Ms from a request to its reply, longest', () => Math.round(statistics.latencyMaxMs)),
    gauge('min_latency', 'Ms from a request to its reply, shortest', () => Math.round(statistics.latencyMinMs)),
    gauge('packets_received', 'Frames from clients', () => statistics.packetsReceived),
    gauge('packets_sent', 'Frames to clients', () => statistics.packetsSent),
    gauge('num_alive_connections', 'Client connections', () => clients.connections.size),
    gauge('outstanding_requests', 'Requests received and not answered', () => clients.outstanding),
    gauge('znode_count', 'Znodes, the root twice', () => znodeCount(tree)),
    gauge('watch_count', 'Watches', () => tree.statistics.watches),
    gauge('ephemerals_count', 'Ephemeral znodes', () => tree.statistics.ephemerals),
    gauge('approximate_data_size', 'Bytes of paths and data', () => tree.statistics.dataBytes),
    gauge('global_sessions', 'Sessions', () => sessions.tracker.size),
    gauge('local_sessions', 'Sessions known to this server only', () => sessions.localSize),
    gauge('uptime', 'Ms since this server began to serve', () => Math.round(clock.monotonic() - startedMs)),
  ]
}

/** The figures of an ensemble, under ZooKeeper's names; those of a leader are 0 elsewhere. */
export function roleGauges(replica: Replica, ensemble: Ensemble, statistics: ServerStatistics): readonly Gauge[] {
  const gauge = (name: string, help: string, read: () => number): Gauge => ({ name, help, read })
  const count = (observer: boolean, synced: boolean): number =>
    replica.learners.filter((learner) => learner.observer === observer && (!synced || learner.synced)).length
  const nonVoting = (): number => replica.learners.filter(({ id, observer, synced }) => synced && !observer && !ensemble.quorum.voters.has(id)).length
  return [
    gauge('quorum_size', 'Voters', () => ensemble.quorum.voters.size),
    gauge('learners', 'Leader: servers that follow it', () => replica.learners.length),
    gauge('synced_followers', 'Leader: followers that have the whole history', () => count(false, true)),
    gauge('synced_non_voting_followers', 'Leader: followers whose vote weighs nothing', nonVoting),
    gauge('synced_observers', 'Leader: observers that have the whole history', () => count(true, true)),
    gauge('last_proposal_size', 'Leader: bytes of a txn, the last one', () => statistics.proposalLast),
    gauge('min_proposal_size', 'Leader: bytes of a txn, the smallest', () => statistics.proposalMin),
    gauge('max_proposal_size', 'Leader: bytes of a txn, the largest', () => statistics.proposalMax),
    gauge('leader_uptime', 'Leader: ms since it leads', () => replica.leadingMs),
    gauge('pending_syncs', 'Leader: barriers that a quorum has not confirmed yet', () => replica.pendingBarriers),
  ]
}

/** As ZooKeeper counts: it keeps the root under two names, and operators compare the figures of old and new servers. */
export function znodeCount(tree: StateMachine): number {
  return tree.statistics.znodes + 1
}

export function registerGauges(gauges: readonly Gauge[], metrics: Metrics): void {
  for (const { name, help, read } of gauges) metrics.gauge(name, help, read)
}

/** Four digits behind the point, at least one: `0.0`, `1.2346`. */
export function formatAverage(ms: number): string {
  const rounded = roundMs(ms)
  return Number.isInteger(rounded) ? `${rounded}.0` : `${rounded}`
}

function roundMs(ms: number): number {
  return Math.round(ms * 10_000) / 10_000
}
