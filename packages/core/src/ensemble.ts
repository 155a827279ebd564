import type { Quorum } from './quorum.ts'

/** A server of an ensemble. */
export interface EnsembleMember {
  /** 1 to MAX_SERVER_ID. */
  readonly id: number
  readonly role: 'voter' | 'observer'
  /** Where the other servers reach it, as `host:port` (IPv6 in brackets); several are tried in turn. Unused by transports without addresses. */
  readonly addresses: readonly string[]
}

/** Who belongs together, the same on every server. */
export interface Ensemble {
  /** Told to every peer: servers of different clusters refuse each other. */
  readonly clusterId: string
  readonly members: readonly EnsembleMember[]
  /** Which of the voters may decide. */
  readonly quorum: Quorum
}

/** What a PeerTransport's factory gets beside the components. */
export interface PeerIdentity {
  readonly serverId: number
  readonly ensemble: Ensemble
}
