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

function peerOptions({ listen, tls }: EnsembleConfiguration): GrpcPeersOptions {
  const [first] = listen
  return {
    port: first?.port ?? 0,
    ...(first === undefined || first.host === null ? {} : { host: first.host }),
    ...(tls === null ? {} : { tls: { key: tls.key, cert: tls.cert, ca: tls.ca } }),
  }
}
