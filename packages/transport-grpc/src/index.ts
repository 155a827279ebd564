/**
 * Links between the servers of an ensemble: protobuf over gRPC, with mutual TLS where wanted.
 *
 * ```ts
 * import { grpcPeers } from '@zabkit/transport-grpc'
 * const tls = { key: { file: 'server.key' }, cert: { file: 'server.pem' }, ca: { file: 'servers-ca.pem' } }
 * const peers = grpcPeers({ port: 2888, tls }) // for createServer({ peers, ensemble, ... })
 * ```
 *
 * @packageDocumentation
 */
export { grpcPeers } from './grpc-peers.ts'
export type { GrpcPeersOptions, PeerTlsOptions, TlsMaterial } from './options.ts'
export type { GrpcPeersComponents } from './shared.ts'
