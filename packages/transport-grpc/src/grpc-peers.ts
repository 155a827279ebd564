import type { PeerTransport } from '@zabkit/core'
import { GrpcPeerTransport } from './grpc-peer-transport.ts'
import { type GrpcPeersOptions, withDefaults } from './options.ts'
import type { GrpcPeersComponents } from './shared.ts'

/**
 * A plugin for `createServer`: links between servers over gRPC, with or without TLS. Nothing is opened before `start`, which rejects with
 * ZK_PORT_UNUSABLE or ZK_TLS_INVALID.
 */
export function grpcPeers(options: GrpcPeersOptions): (components: GrpcPeersComponents) => PeerTransport {
  const settings = withDefaults(options)
  return (components) => new GrpcPeerTransport(settings, components)
}
