import type { PeerMessage } from './peer-message.ts'

/** Election: between any two servers, for notifications. Learner: from a learner to its leader, for everything else. */
export type PeerChannel = 'election' | 'learner'

/** A FIFO connection to another server. It is lost only by closing. */
export interface PeerLink {
  readonly peerId: number
  readonly channel: PeerChannel
  /** Sends `messages` as one frame, in order. Encodes before it returns: slices in them may be reused afterwards. No effect once closed. */
  send(messages: readonly PeerMessage[]): void
  /** Bytes that the network has not taken yet. */
  readonly queuedBytes: number
  /** Stops reading from the peer: no `messages` until `resume`. What is on its way is held by the network, not here. */
  pause(): void
  resume(): void
  /** Ends the link. `reason` is for logs, of both sides where the network still carries it. The own handler is told too. */
  close(reason: string): void
}

/** One side's view of a link. Calls come in order and never after `closed`, and never inside a call to the link. */
export interface PeerLinkHandler {
  /** The messages of one frame. The memory of buffers in them is never reused by the transport. */
  messages(messages: readonly PeerMessage[]): void
  /** `queuedBytes` has fallen below `PEER_DRAINED_BYTES` after it was above. */
  drained(): void
  /** The link is gone, or was never made. */
  closed(reason: string): void
}

/** The side that connects learns when the link stands. */
export interface PeerDialHandler extends PeerLinkHandler {
  opened(link: PeerLink): void
}

/** What a transport asks of the server. */
export interface PeerHandler {
  /** Another server connected, and its handshake fits. Null: refused, close it. */
  accepted(link: PeerLink): PeerLinkHandler | null
}

/** Links between the servers of an ensemble. */
export interface PeerTransport {
  /** For operators: where it listens, as `host:port`, once started. */
  readonly address: string
  /** Begins to accept. Rejects with OperatorError ZK_PORT_UNUSABLE, ZK_TLS_INVALID. */
  start(handler: PeerHandler): Promise<void>
  /** Closes every link and stops accepting. */
  stop(): Promise<void>
  /** Begins to connect, once: `opened` or `closed` comes within PEER_CONNECT_TIMEOUT_MS. */
  connect(peerId: number, channel: PeerChannel, handler: PeerDialHandler): void
}
