import type { PeerChannel } from '@zabkit/core'

/** The rpcs of proto/zabkit/peer/v1. */
export const PATHS: Readonly<Record<PeerChannel, string>> = {
  election: '/zabkit.peer.v1.Peer/Election',
  learner: '/zabkit.peer.v1.Peer/Learner',
}

/** Frames are bytes for gRPC: our codec makes and reads them. */
export function asIs(bytes: Buffer): Buffer {
  return bytes
}
