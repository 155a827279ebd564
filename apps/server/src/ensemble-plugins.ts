import { observer } from '@zabkit/observer'
import type { ServerOptions } from '@zabkit/runtime'
import { type GrpcPeersOptions, grpcPeers } from '@zabkit/transport-grpc'
import { zabBroadcast } from '@zabkit/zab-broadcast'
import { fastLeaderElection } from '@zabkit/zab-election'
import type { EnsembleConfiguration } from './ensemble-settings.ts'

/** The plugins of a member of an ensemble. */
export function ensemblePlugins(configuration: EnsembleConfiguration) {
  const { ensemble, role } = configuration
  return {
    ensemble,
    broadcast: role === 'observer' ? observer() : zabBroadcast(),
    election: fastLeaderElection(),
    peers: grpcPeers(peerOptions(configuration)),
  } satisfies Partial<ServerOptions>
}

function peerOptions({ listen, tls, bindRetries, connectTimeoutMs }: EnsembleConfiguration): GrpcPeersOptions {
  const [first = { port: 0 }, ...alsoListen] = listen.map(({ host, port }) => ({ port, ...(host === null ? {} : { host }) }))
  return { ...first, alsoListen, bindRetries, connectTimeoutMs, ...(tls === null ? {} : { tls }) }
}
